import { X509Certificate } from "node:crypto";
import { stat } from "node:fs/promises";
import { BoothError, isSystemError } from "../../kernel/errors.ts";
import { loadCertificate, loadIdentity } from "../../record/key-files.ts";
import { type CheckResult, tell } from "./check-result.ts";

/** A certificate the booth uses, and its private key where the booth holds it. */
export type CheckedKey = { readonly certificate: string; readonly key: string | null };

export type KeysCheck = {
  readonly dir: string;
  readonly keys: readonly CheckedKey[];
  /** What the organisation of demonstration keys is called. */
  readonly demonstration: string;
  /** UTC ISO 8601. */
  readonly nowAt: string;
};

const soonMs = 30 * 86_400_000;
const othersMask = 0o077;

/** Keys that belong together, that only their owner can read, and certificates that hold today and a month from now. */
export async function checkKeys({ dir, keys, demonstration, nowAt }: KeysCheck): Promise<readonly CheckResult[]> {
  if (!(await isThere(dir))) return [tell("keys", "warn", "keys-to-be-made", { path: dir })];
  const results: CheckResult[] = [];
  const certificates: X509Certificate[] = [];
  for (const pair of keys) {
    const { certificate, found } = await checkPair(pair, nowAt);
    results.push(...found);
    if (certificate !== null) certificates.push(certificate);
  }
  if (certificates.some(({ subject }) => subject.includes(demonstration)))
    results.push(tell("keys", "warn", "keys-of-demonstration", { path: dir }));
  if (results.some(({ verdict }) => verdict === "fail")) return results;
  const until = Math.min(...certificates.map(({ validTo }) => Date.parse(validTo)));
  return [tell("keys", "ok", "keys-good", { until: new Date(until).toISOString() }), ...results];
}

async function checkPair(
  { certificate: path, key }: CheckedKey,
  nowAt: string,
): Promise<{ readonly certificate: X509Certificate | null; readonly found: readonly CheckResult[] }> {
  try {
    const encoded =
      key === null ? await loadCertificate(path) : (await loadIdentity({ certificate: path, key })).certificate;
    const certificate = new X509Certificate(encoded);
    return { certificate, found: [...checkDates(path, certificate, nowAt), ...(await checkMode(key))] };
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    const problem = "problem" in error.detail ? String(error.detail.problem) : error.code;
    const named = "path" in error.detail ? String(error.detail.path) : path;
    return { certificate: null, found: [tell("keys", "fail", "key-unusable", { path: named, problem })] };
  }
}

function checkDates(path: string, { validFrom, validTo }: X509Certificate, nowAt: string): readonly CheckResult[] {
  const now = Date.parse(nowAt);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  const at = new Date(now < from ? from : to).toISOString();
  if (now < from) return [tell("keys", "fail", "certificate-not-begun", { path, at })];
  if (now > to) return [tell("keys", "fail", "certificate-ended", { path, at })];
  return to - now < soonMs ? [tell("keys", "warn", "certificate-ends-soon", { path, at })] : [];
}

async function checkMode(path: string | null): Promise<readonly CheckResult[]> {
  if (path === null) return [];
  const { mode } = await stat(path);
  return (mode & othersMask) === 0 ? [] : [tell("keys", "fail", "key-readable-by-others", { path })];
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return false;
    throw error;
  }
}
