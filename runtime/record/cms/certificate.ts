import { type KeyObject, X509Certificate } from "node:crypto";
import { derTag, sequence } from "../../kernel/der-writer.ts";
import { BoothError } from "../../kernel/errors.ts";
import { type DerReader, membersOf, readDer, readObjectIdentifier } from "./der-reader.ts";

/** What CMS needs of an X.509 certificate. */
export type Certificate = {
  readonly encoded: Uint8Array;
  /** IssuerAndSerialNumber (RFC 5652, 10.2.4): how CMS names a certificate. */
  readonly issuerAndSerial: Uint8Array;
  readonly publicKey: KeyObject;
  readonly x509: X509Certificate;
};

/** @throws BoothError `package.invalid` when it is not an X.509 certificate with a P-256 key */
export function readCertificate(encoded: Uint8Array): Certificate {
  const x509 = parseX509(encoded);
  const { publicKey } = x509;
  if (publicKey.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
    throw new BoothError("package.invalid", { problem: `the key of ${oneLine(x509.subject)} is not on curve P-256` });
  }
  const toBeSigned = membersOf(
    membersOf(readDer(encoded, derTag.sequence, "certificate")).next(derTag.sequence, "body"),
  );
  toBeSigned.optional(derTag.contextConstructed);
  const serial = toBeSigned.next(derTag.integer, "serial number");
  toBeSigned.next(derTag.sequence, "signature algorithm");
  const issuer = toBeSigned.next(derTag.sequence, "issuer");
  return { encoded, issuerAndSerial: sequence(issuer.encoded, serial.encoded), publicKey, x509 };
}

/** Issuer and serial number in words: `CN=…, O=… serial 1A2B`. */
export function wordIssuerAndSerial(encoded: Uint8Array): string {
  const members = membersOf(readDer(encoded, derTag.sequence, "issuer and serial number"));
  const issuer = membersOf(members.next(derTag.sequence, "issuer"));
  const serial = Buffer.from(members.next(derTag.integer, "serial number").content).toString("hex").toUpperCase();
  return `${wordName(issuer)} serial ${serial}`;
}

const attributeNames: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "SERIALNUMBER",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
};

function wordName(name: DerReader): string {
  const parts: string[] = [];
  while (!name.isAtEnd()) {
    const attributes = membersOf(name.next(derTag.set, "relative name"));
    while (!attributes.isAtEnd()) {
      const attribute = membersOf(attributes.next(derTag.sequence, "name attribute"));
      const type = readObjectIdentifier(attribute, "attribute type");
      parts.push(`${attributeNames[type] ?? type}=${printable(attribute.any("attribute value").content)}`);
    }
  }
  return parts.join(", ");
}

/** Bytes from outside go to a terminal: control characters become dots. */
function printable(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/\p{C}/gu, ".");
}

function parseX509(encoded: Uint8Array): X509Certificate {
  try {
    const x509 = new X509Certificate(encoded);
    // OpenSSL also reads PEM and passes over trailing bytes; only this very encoding may be meant.
    if (Buffer.compare(x509.raw, encoded) !== 0)
      throw new BoothError("package.invalid", { problem: "not one certificate" });
    return x509;
  } catch (cause) {
    if (cause instanceof BoothError) throw cause;
    throw new BoothError("package.invalid", { problem: "a certificate cannot be read" }, { cause });
  }
}

function oneLine(name: string): string {
  return name.replaceAll("\n", ", ");
}
