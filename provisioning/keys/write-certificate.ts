import { createHash, type KeyObject, randomBytes, sign } from "node:crypto";
import {
  bitString,
  context,
  contextPrimitive,
  der,
  derTag,
  derTime,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  smallInteger,
  utf8String,
} from "../../runtime/kernel/der-writer.ts";

/** Whom a certificate names. */
export type Subject = { readonly organization: string; readonly unit: string; readonly commonName: string };

/** `authority` may certify others but nobody below them; `signer` signs; `recipient` agrees on keys. */
export type CertificateRole = "authority" | "signer" | "recipient";

export type CertificateRequest = {
  readonly role: CertificateRole;
  readonly subject: Subject;
  readonly publicKey: KeyObject;
  readonly issuer: { readonly subject: Subject; readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  /** UTC ISO 8601, both ends included. */
  readonly validFrom: string;
  readonly validUntil: string;
};

const ecdsaWithSha256 = sequence(objectIdentifier("1.2.840.10045.4.3.2"));
const nameAttributes = { organization: "2.5.4.10", unit: "2.5.4.11", commonName: "2.5.4.3" } as const;
const extension = {
  subjectKey: "2.5.29.14",
  keyUsage: "2.5.29.15",
  basicConstraints: "2.5.29.19",
  issuerKey: "2.5.29.35",
};
const isTrue = der(derTag.boolean, Uint8Array.of(0xff));
/** Named bits of RFC 5280, 4.2.1.3: the count of unused bits, then the bits from the left. */
const keyUsage: Readonly<Record<CertificateRole, Uint8Array>> = {
  authority: Uint8Array.of(1, 0b0000_0110), // keyCertSign, cRLSign
  signer: Uint8Array.of(7, 0b1000_0000), // digitalSignature
  recipient: Uint8Array.of(3, 0b0000_1000), // keyAgreement
};

/** An X.509 v3 certificate (RFC 5280) signed with ECDSA P-256 and SHA-256, in DER. Its serial number is random. */
export function writeCertificate(request: CertificateRequest): Uint8Array {
  const { role, subject, publicKey, issuer, validFrom, validUntil } = request;
  const body = sequence(
    context(0, smallInteger(2)),
    randomSerial(),
    ecdsaWithSha256,
    name(issuer.subject),
    sequence(derTime(validFrom), derTime(validUntil)),
    name(subject),
    subjectPublicKeyInfo(publicKey),
    context(
      3,
      sequence(
        critical(extension.basicConstraints, role === "authority" ? sequence(isTrue, smallInteger(0)) : sequence()),
        critical(extension.keyUsage, der(derTag.bitString, keyUsage[role])),
        plain(extension.subjectKey, octetString(keyIdentifier(publicKey))),
        plain(extension.issuerKey, sequence(contextPrimitive(0, keyIdentifier(issuer.publicKey)))),
      ),
    ),
  );
  return sequence(body, ecdsaWithSha256, bitString(sign("sha256", body, issuer.privateKey)));
}

function name({ organization, unit, commonName }: Subject): Uint8Array {
  const attribute = (type: string, value: string) => setOf([sequence(objectIdentifier(type), utf8String(value))]);
  return sequence(
    attribute(nameAttributes.organization, organization),
    attribute(nameAttributes.unit, unit),
    attribute(nameAttributes.commonName, commonName),
  );
}

/** 127 random bits: positive and never in need of a leading zero. */
function randomSerial(): Uint8Array {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return der(derTag.integer, serial);
}

function subjectPublicKeyInfo(publicKey: KeyObject): Uint8Array {
  return publicKey.export({ type: "spki", format: "der" });
}

/** RFC 7093, 2, method 4: SHA-256 of the whole key information, cut to 160 bits. */
function keyIdentifier(publicKey: KeyObject): Uint8Array {
  return createHash("sha256").update(subjectPublicKeyInfo(publicKey)).digest().subarray(0, 20);
}

function plain(type: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(type), octetString(value));
}

function critical(type: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(type), isTrue, octetString(value));
}
