import { createHash, type KeyObject, sign, verify } from "node:crypto";
import {
  context,
  der,
  derTag,
  derTime,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  smallInteger,
} from "../../kernel/der-writer.ts";
import { BoothError } from "../../kernel/errors.ts";
import { refusePackage } from "../refuse-package.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { identifiers } from "./cms-identifiers.ts";
import { readContentInfo, writeContentInfo } from "./content-info.ts";
import {
  type DerReader,
  type DerValue,
  membersOf,
  readDer,
  readObjectIdentifier,
  readSmallInteger,
  readTime,
} from "./der-reader.ts";

/** What was signed, by whom, and when they say they did. The signature has been checked; the signer is not yet trusted. */
export type SignedContent = {
  readonly content: Uint8Array;
  readonly signer: Certificate;
  /** UTC ISO 8601, by the signer's own clock. */
  readonly signedAt: string;
};

const version = 1;
const digestAlgorithm = sequence(objectIdentifier(identifiers.sha256));
const signatureAlgorithm = sequence(objectIdentifier(identifiers.ecdsaWithSha256));

/**
 * SignedData (RFC 5652, 5) over id-data with one ECDSA P-256 SHA-256 signature, the signer's certificate, and the signed
 * attributes content type, message digest, signing time and signing certificate (RFC 5035).
 */
export function writeSignedData(
  content: Uint8Array,
  signer: { readonly certificate: Certificate; readonly privateKey: KeyObject },
  signedAt: string,
): Uint8Array {
  const { certificate, privateKey } = signer;
  const attributes = setOf([
    attribute(identifiers.contentType, objectIdentifier(identifiers.data)),
    attribute(identifiers.messageDigest, octetString(sha256(content))),
    attribute(identifiers.signingTime, derTime(signedAt)),
    attribute(identifiers.signingCertificateV2, signingCertificate(certificate)),
  ]);
  const signerInfo = sequence(
    smallInteger(version),
    certificate.issuerAndSerial,
    digestAlgorithm,
    context(0, membersOfSet(attributes)),
    signatureAlgorithm,
    // Over the attributes under their own SET OF tag (RFC 5652, 5.4).
    octetString(sign("sha256", attributes, privateKey)),
  );
  const signedData = sequence(
    smallInteger(version),
    setOf([digestAlgorithm]),
    sequence(objectIdentifier(identifiers.data), context(0, octetString(content))),
    context(0, certificate.encoded),
    setOf([signerInfo]),
  );
  return writeContentInfo(identifiers.signedData, signedData);
}

/**
 * Reads a signed content and checks its one signature.
 * @throws BoothError `package.invalid` when it is not of this profile
 * @throws BoothError `package.signature` when digest, signing certificate or signature do not hold
 */
export function readSignedData(encoded: Uint8Array): SignedContent {
  const members = readContentInfo(encoded, identifiers.signedData, {
    whole: "signed content",
    content: "signed data",
    otherType: "the content is not signed",
  });
  if (readSmallInteger(members, "signed data version") !== version) refusePackage("an unknown version of signed data");
  members.next(derTag.set, "digest algorithms");
  const content = readContent(membersOf(members.next(derTag.sequence, "signed content")));
  const certificates = membersOf(members.next(derTag.contextConstructed, "certificates"));
  const signer = readCertificate(certificates.next(derTag.sequence, "signer's certificate").encoded);
  certificates.finish("the signer's certificate");
  const signerInfos = membersOf(members.next(derTag.set, "signatures"));
  const signedAt = checkSignature(membersOf(signerInfos.next(derTag.sequence, "signature")), content, signer);
  signerInfos.finish("the one signature");
  members.finish("the signatures");
  return { content, signer, signedAt };
}

function checkSignature(signerInfo: DerReader, content: Uint8Array, signer: Certificate): string {
  if (readSmallInteger(signerInfo, "signature version") !== version) refusePackage("an unknown version of signature");
  if (!isEqual(signerInfo.next(derTag.sequence, "signer").encoded, signer.issuerAndSerial)) {
    distrust("it names another certificate than the one enclosed");
  }
  if (!isEqual(signerInfo.next(derTag.sequence, "digest algorithm").encoded, digestAlgorithm))
    refusePackage("not SHA-256");
  const attributes = signerInfo.next(derTag.contextConstructed, "signed attributes");
  if (!isEqual(signerInfo.next(derTag.sequence, "algorithm").encoded, signatureAlgorithm)) refusePackage("not ECDSA");
  const signature = signerInfo.next(derTag.octetString, "signature").content;
  signerInfo.finish("the signature");

  if (!verify("sha256", der(derTag.set, attributes.content), signer.publicKey, signature)) {
    distrust("it does not fit the signer's key");
  }
  const values = readAttributes(attributes);
  const type = readObjectIdentifier(values(identifiers.contentType), "signed content type");
  if (type !== identifiers.data) refusePackage("another content type was signed");
  const digest = values(identifiers.messageDigest).next(derTag.octetString, "message digest").content;
  if (!isEqual(digest, sha256(content))) distrust("the content is not the one that was signed");
  if (!isEqual(readSigningCertificate(values(identifiers.signingCertificateV2)), sha256(signer.encoded))) {
    distrust("it was made for another certificate");
  }
  return readTime(values(identifiers.signingTime), "signing time");
}

/** Each of the profile's attributes once, with a single value. */
function readAttributes(attributes: DerValue): (identifier: string) => DerReader {
  const found = new Map<string, DerValue>();
  const members = membersOf(attributes);
  while (!members.isAtEnd()) {
    const member = membersOf(members.next(derTag.sequence, "attribute"));
    const identifier = readObjectIdentifier(member, "attribute type");
    if (found.has(identifier)) refusePackage("a signed attribute twice");
    found.set(identifier, member.next(derTag.set, "attribute values"));
    member.finish("the attribute");
  }
  return (identifier) => {
    const value = found.get(identifier);
    return value === undefined ? refusePackage(`signed attribute ${identifier} is missing`) : membersOf(value);
  };
}

function readContent(members: DerReader): Uint8Array {
  if (readObjectIdentifier(members, "signed content type") !== identifiers.data)
    refusePackage("another content type is signed");
  const explicit = membersOf(members.next(derTag.contextConstructed, "signed content"));
  const { content } = explicit.next(derTag.octetString, "signed content");
  explicit.finish("the signed content");
  members.finish("the signed content");
  return content;
}

/** RFC 5035, 3: SHA-256 is the default hash and so left out. */
function signingCertificate({ encoded }: Certificate): Uint8Array {
  return sequence(sequence(sequence(octetString(sha256(encoded)))));
}

/** The hash of the first certificate named; issuer and serial number may follow it. */
function readSigningCertificate(values: DerReader): Uint8Array {
  const certificates = membersOf(
    membersOf(values.next(derTag.sequence, "signing certificate")).next(derTag.sequence, "list"),
  );
  const first = membersOf(certificates.next(derTag.sequence, "signing certificate"));
  const hashAlgorithm = first.optional(derTag.sequence);
  if (hashAlgorithm !== null && !isEqual(hashAlgorithm.encoded, digestAlgorithm)) refusePackage("not SHA-256");
  return first.next(derTag.octetString, "hash of the signing certificate").content;
}

function attribute(identifier: string, value: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(identifier), setOf([value]));
}

function membersOfSet(encoded: Uint8Array): Uint8Array {
  return readDer(encoded, derTag.set, "attributes").content;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function distrust(problem: string): never {
  throw new BoothError("package.signature", { problem });
}
