import { generateKeyPair, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import { writeRsaCertificate } from "./write-rsa-certificate.ts";

/** Which certificate a message is sent with. Only `sound` ones lead to the authority and hold now. */
export type EmulatorCertificate = "sound" | "expired" | "unchained";

/** Keys made at start and gone at the end: whoever trusts them trusts one run of one emulator. */
export type EmulatorKeys = {
  /** PEM; what a booth must be told to trust. */
  readonly authorityPem: string;
  /** A JWS in compact serialisation, RS256, with the certificate in `x5c`. */
  readonly sign: (payload: object, certificate?: EmulatorCertificate) => string;
};

const dayMs = 86_400_000;

/** @param nowAt UTC ISO 8601; the sound certificates hold for a year from the day before */
export async function createEmulatorKeys(nowAt: string): Promise<EmulatorKeys> {
  const makePair = promisify(generateKeyPair);
  const [authority, device] = await Promise.all([
    makePair("rsa", { modulusLength: 2_048 }),
    makePair("rsa", { modulusLength: 2_048 }),
  ]);
  const at = (days: number) => new Date(Date.parse(nowAt) + days * dayMs).toISOString();
  const root = { commonName: "Emulated device authority", privateKey: authority.privateKey };
  const own = { commonName: "Emulated device", publicKey: device.publicKey, isAuthority: false };
  const year = { validFrom: at(-1), validUntil: at(365) };
  const authorityDer = writeRsaCertificate({
    ...{ commonName: root.commonName, publicKey: authority.publicKey, issuer: root, isAuthority: true },
    ...year,
  });
  const self = { commonName: own.commonName, privateKey: device.privateKey };
  const certificates = {
    sound: writeRsaCertificate({ ...own, ...year, issuer: root }),
    expired: writeRsaCertificate({ ...own, validFrom: at(-30), validUntil: at(-1), issuer: root }),
    unchained: writeRsaCertificate({ ...own, ...year, issuer: self }),
  } as const satisfies Record<EmulatorCertificate, Uint8Array>;
  return {
    authorityPem: toPem(authorityDer),
    sign: (payload, certificate = "sound") => signCompact(payload, certificates[certificate], device.privateKey),
  };
}

function signCompact(payload: object, certificate: Uint8Array, key: KeyObject): string {
  const header = { alg: "RS256", typ: "JWT", x5c: [Buffer.from(certificate).toString("base64")] };
  const signed = `${encodeJson(header)}.${encodeJson(payload)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

/** JSON as the parts of a JWS carry it. */
export function encodeJson(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
