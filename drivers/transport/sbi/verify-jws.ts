import { type KeyObject, verify, X509Certificate } from "node:crypto";
import { z } from "zod";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { takeTurns } from "../take-turns.ts";
import { findChainFault } from "./certificate-chain.ts";

export type JwsTrust = {
  /** Named in every failure. */
  readonly device: string;
  readonly authorities: readonly X509Certificate[];
  /** UTC ISO 8601; certificates must hold then. */
  readonly nowAt: string;
};

const certificatesMax = 8;
const certificateCharactersMax = 16_384;
const headerSchema = z.object({
  alg: z.string(),
  x5c: z.array(z.string().max(certificateCharactersMax)).min(1).max(certificatesMax),
});

/**
 * The payload of a signed message in JWS compact serialisation (RFC 7515, 3.1), once its RS256 signature holds under the
 * first certificate of `x5c` and that leads to an authority.
 * @param what names the message in failures
 * @throws BoothError `driver.malformed` when it is not such a message
 * @throws BoothError `driver.untrusted` when signature or chain do not hold
 */
export async function verifyJws(compact: string, what: string, trust: JwsTrust): Promise<unknown> {
  const refuse = (problem: string) => new BoothError("driver.malformed", { device: trust.device, problem });
  const distrust = (problem: string) =>
    new BoothError("driver.untrusted", { device: trust.device, problem: `${what}: ${problem}` });

  const parts = compact.split(".", 4);
  const [header = "", payload = "", signature = ""] = parts;
  if (parts.length !== 3 || !parts.every(isBase64Url)) throw refuse(`${what} is not a signed message`);
  const parsed = headerSchema.safeParse(parseJson(header));
  if (!parsed.success) throw refuse(`${what} names no certificate`);
  const { alg, x5c } = parsed.data;
  // The algorithm is the protocol's, never the message's choice.
  if (alg !== "RS256") throw distrust("not signed with RS256");
  const [leaf, ...offered] = x5c.map((text) => readCertificate(text));
  if (leaf === undefined || leaf === null || offered.includes(null))
    throw refuse(`${what} has an unreadable certificate`);

  const fault = judge(() => findChainFault(leaf, { ...trust, offered: offered.filter((one) => one !== null) }));
  if (fault !== null) throw distrust(fault);
  await takeTurns();
  const signed = Buffer.from(`${header}.${payload}`, "latin1");
  if (!(await isSigned(signed, leaf.publicKey, Buffer.from(signature, "base64url"))))
    throw distrust("its signature does not hold");
  const content = parseJson(payload);
  if (content === undefined) throw refuse(`${what} holds no JSON`);
  return content;
}

/** A certificate may parse and yet hold a key or an algorithm that OpenSSL refuses to work with, by throwing. */
function judge(findFault: () => string | null): string | null {
  try {
    return findFault();
  } catch {
    // OpenSSL's words are of no use to anybody here: what it cannot check is not trusted.
    return "its certificate cannot be checked";
  }
}

/** On a thread of its own: a portrait has megabytes. A key or an algorithm that OpenSSL refuses has signed nothing. */
function isSigned(signed: Uint8Array, key: KeyObject, signature: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    verify("RSA-SHA256", signed, key, signature, (error, holds) => resolve(error === null && holds));
  });
}

/** Padding is not in the standard, but does no harm and some services write it. */
function isBase64Url(part: string): boolean {
  return /^[A-Za-z0-9_-]+={0,2}$/.test(part);
}

function parseJson(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch (error) {
    // Its words would quote the message.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `x5c` holds DER in plain base64 (RFC 7515, 4.1.6). */
function readCertificate(text: string): X509Certificate | null {
  try {
    return new X509Certificate(Buffer.from(text, "base64"));
  } catch {
    // OpenSSL has a hundred ways to say that this is no certificate.
    return null;
  }
}
