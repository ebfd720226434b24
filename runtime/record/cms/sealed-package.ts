import type { KeyObject, X509Certificate } from "node:crypto";
import { sha256Hex } from "../../kernel/digest.ts";
import { BoothError } from "../../kernel/errors.ts";
import { refusePackage } from "../refuse-package.ts";
import { decryptEnvelope, encryptEnvelope, readEnvelope, wordRecipients } from "./auth-enveloped-data.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { readSignedData, writeSignedData } from "./signed-data.ts";

/** A certificate in DER and its private key, which may live in a token. */
export type Identity = { readonly certificate: Uint8Array; readonly privateKey: KeyObject };

export type Sealing = {
  readonly signer: Identity;
  /** Certificates in DER of those who may open it: two data centres or more, never the office. */
  readonly recipients: readonly Uint8Array[];
  /** UTC ISO 8601. */
  readonly signedAt: string;
};

export type SealedPackage = {
  /** SHA-256 of the sealed bytes, lower-case hexadecimal. */
  readonly packageId: string;
  readonly sealed: Uint8Array;
};

/** Whose signature counts: any that this authority certified directly, or this one signer's. Certificates in DER. */
export type Trust =
  | { readonly kind: "authority"; readonly certificate: Uint8Array }
  | { readonly kind: "signer"; readonly certificate: Uint8Array };

export type OpenedPackage = {
  readonly packageId: string;
  readonly archive: Uint8Array;
  readonly signer: X509Certificate;
  /** UTC ISO 8601, by the signer's clock. */
  readonly signedAt: string;
};

/** What anybody can see without a key. Who signed is inside the envelope. */
export type SealedFacts = {
  readonly packageId: string;
  readonly sealedBytes: number;
  readonly contentBytes: number;
  /** Issuer and serial number, in words. */
  readonly recipients: readonly string[];
};

const recipientsMin = 2;

/**
 * Signs the archive, then encrypts it to every recipient: CMS SignedData inside AuthEnvelopedData. Any one recipient can
 * open it alone. The nonce and keys are fresh, so sealing twice gives two packages.
 * @throws BoothError `package.invalid` with fewer than two different recipients, a recipient whose certificate has
 *   expired at `signedAt`, a key that is not on P-256, or a signer whose key and certificate do not belong together
 */
export function sealPackage(archive: Uint8Array, { signer, recipients, signedAt }: Sealing): SealedPackage {
  const certificates = recipients.map(readCertificate);
  requireRecipients(certificates, signedAt);
  const certificate = requirePair(signer);
  const signed = writeSignedData(archive, { certificate, privateKey: signer.privateKey }, signedAt);
  const sealed = encryptEnvelope(signed, certificates);
  return { packageId: sha256Hex(sealed), sealed };
}

/**
 * Decrypts, then checks the signature and the signer. Nothing is returned unless all of it holds.
 * @throws BoothError `package.not-recipient`, naming those who are
 * @throws BoothError `package.signature` when the signature does not hold or the signer is not trusted
 * @throws BoothError `package.invalid` when it is no package, was cut or changed, or key and certificate do not fit
 */
export function openPackage(sealed: Uint8Array, recipient: Identity, trust: Trust): OpenedPackage {
  const envelope = readEnvelope(sealed);
  const certificate = requirePair(recipient);
  const { content, signer, signedAt } = readSignedData(decryptEnvelope(envelope, certificate, recipient.privateKey));
  requireTrust(signer, signedAt, trust);
  return { packageId: sha256Hex(sealed), archive: content, signer: signer.x509, signedAt };
}

/** @throws BoothError `package.invalid` when it is not a sealed package */
export function inspectSealed(sealed: Uint8Array): SealedFacts {
  const envelope = readEnvelope(sealed);
  return {
    packageId: sha256Hex(sealed),
    sealedBytes: sealed.length,
    contentBytes: envelope.ciphertext.length,
    recipients: wordRecipients(envelope),
  };
}

function requireRecipients(certificates: readonly Certificate[], signedAt: string): void {
  const different = new Set(certificates.map(({ issuerAndSerial }) => Buffer.from(issuerAndSerial).toString("hex")));
  if (different.size < recipientsMin)
    refusePackage(`${different.size} recipients; at least ${recipientsMin} must be able to open it`);
  const expired = certificates.find(({ x509 }) => x509.validToDate < new Date(signedAt));
  if (expired !== undefined) refusePackage(`the certificate of recipient ${oneLine(expired.x509.subject)} has expired`);
}

function requirePair({ certificate, privateKey }: Identity): Certificate {
  const parsed = readCertificate(certificate);
  return parsed.x509.checkPrivateKey(privateKey)
    ? parsed
    : refusePackage("the key and the certificate do not belong together");
}

function requireTrust({ x509, encoded }: Certificate, signedAt: string, trust: Trust): void {
  const name = oneLine(x509.subject);
  const at = new Date(signedAt);
  if (at < x509.validFromDate || at > x509.validToDate)
    distrust(`the certificate of ${name} was not valid at ${signedAt}`);
  if (trust.kind === "signer") {
    if (Buffer.compare(encoded, trust.certificate) !== 0) distrust(`signed by ${name}, not by the expected signer`);
    return;
  }
  const authority = readCertificate(trust.certificate).x509;
  const isIssued = authority.ca && x509.checkIssued(authority) && x509.verify(authority.publicKey);
  if (!isIssued) distrust(`${name} is not certified by ${oneLine(authority.subject)}`);
}

function oneLine(name: string): string {
  return name.replaceAll("\n", ", ");
}

function distrust(problem: string): never {
  throw new BoothError("package.signature", { problem });
}
