import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import {
  contextPrimitive,
  der,
  derTag,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  smallInteger,
} from "../../kernel/der-writer.ts";
import { BoothError } from "../../kernel/errors.ts";
import { refusePackage } from "../refuse-package.ts";
import { type Certificate, wordIssuerAndSerial } from "./certificate.ts";
import { identifiers } from "./cms-identifiers.ts";
import { readContentInfo, writeContentInfo } from "./content-info.ts";
import { type DerReader, type DerValue, membersOf, readObjectIdentifier, readSmallInteger } from "./der-reader.ts";
import { type Recipient, readRecipient, unwrapContentKey, writeRecipient } from "./key-agreement.ts";

/** An envelope taken apart; nothing is decrypted yet. */
export type Envelope = {
  readonly recipients: readonly Recipient[];
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
  /** What the tag also covers: empty unless the writer added authenticated attributes. */
  readonly authenticated: Uint8Array;
};

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084): a fresh content key and nonce each call. The content is
 * labelled id-data without authenticated attributes, the one form in which OpenSSL and Bouncy Castle agree.
 */
export function encryptEnvelope(content: Uint8Array, recipients: readonly Certificate[]): Uint8Array {
  const contentKey = randomBytes(keyBytes);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, contentKey, nonce, { authTagLength: tagBytes });
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  const wrapped = recipients.map((recipient) => writeRecipient(recipient, contentKey));
  contentKey.fill(0);
  return writeContentInfo(
    identifiers.authEnvelopedData,
    sequence(
      smallInteger(0),
      setOf(wrapped),
      sequence(
        objectIdentifier(identifiers.data),
        sequence(objectIdentifier(identifiers.aes256Gcm), sequence(octetString(nonce), smallInteger(tagBytes))),
        contextPrimitive(0, ciphertext),
      ),
      octetString(cipher.getAuthTag()),
    ),
  );
}

/** @throws BoothError `package.invalid` when it is not an envelope of this profile */
export function readEnvelope(sealed: Uint8Array): Envelope {
  const members = readContentInfo(sealed, identifiers.authEnvelopedData, {
    whole: "the package",
    content: "envelope",
    otherType: "not an authenticated envelope",
  });
  if (readSmallInteger(members, "envelope version") !== 0) refusePackage("an unknown envelope version");
  const recipients = readRecipients(members.next(derTag.set, "recipients"));
  const { nonce, ciphertext } = readEncryptedContent(members.next(derTag.sequence, "encrypted content"));
  const attributes = members.optional(derTag.contextConstructed + 1);
  const tag = members.next(derTag.octetString, "tag").content;
  if (tag.length !== tagBytes) refusePackage(`a tag of ${tag.length} bytes`);
  members.finish("the tag");
  // RFC 5083, 2.2: the tag covers the attributes under their own SET OF tag, not under the implicit one.
  const authenticated = attributes === null ? new Uint8Array(0) : der(derTag.set, attributes.content);
  return { recipients, nonce, ciphertext, tag, authenticated };
}

/**
 * The content, after the tag has been found right.
 * @throws BoothError `package.not-recipient` when the envelope does not name this certificate
 * @throws BoothError `package.invalid` when a bit was changed
 */
export function decryptEnvelope(envelope: Envelope, certificate: Certificate, privateKey: KeyObject): Uint8Array {
  const mine = envelope.recipients.find(
    ({ issuerAndSerial }) => Buffer.compare(issuerAndSerial, certificate.issuerAndSerial) === 0,
  );
  if (mine === undefined) throw new BoothError("package.not-recipient", { recipients: wordRecipients(envelope) });
  const contentKey = unwrapContentKey(mine, privateKey);
  if (contentKey.length !== keyBytes) refusePackage("a content key of the wrong length");
  try {
    const decipher = createDecipheriv(algorithm, contentKey, envelope.nonce, { authTagLength: tagBytes });
    decipher.setAAD(envelope.authenticated);
    decipher.setAuthTag(envelope.tag);
    return Buffer.concat([decipher.update(envelope.ciphertext), decipher.final()]);
  } catch (cause) {
    throw new BoothError("package.invalid", { problem: "the encrypted content was changed" }, { cause });
  }
}

/** Issuer and serial number of every recipient, in words. */
export function wordRecipients({ recipients }: Envelope): readonly string[] {
  return recipients.map(({ issuerAndSerial }) => wordIssuerAndSerial(issuerAndSerial));
}

function readRecipients(set: DerValue): readonly Recipient[] {
  const members = membersOf(set);
  const recipients: Recipient[] = [];
  while (!members.isAtEnd()) recipients.push(readRecipient(members.any("recipient")));
  return recipients;
}

function readEncryptedContent(value: DerValue): Pick<Envelope, "nonce" | "ciphertext"> {
  const members = membersOf(value);
  // Others may label the content signed-data; what it is shows after decryption.
  readObjectIdentifier(members, "encrypted content type");
  const nonce = readGcmNonce(membersOf(members.next(derTag.sequence, "encryption algorithm")));
  const ciphertext = members.next(derTag.contextPrimitive, "ciphertext").content;
  members.finish("the ciphertext");
  return { nonce, ciphertext };
}

function readGcmNonce(members: DerReader): Uint8Array {
  if (readObjectIdentifier(members, "encryption algorithm") !== identifiers.aes256Gcm) refusePackage("not AES-256-GCM");
  const parameters = membersOf(members.next(derTag.sequence, "GCM parameters"));
  const nonce = parameters.next(derTag.octetString, "nonce").content;
  if (nonce.length !== nonceBytes) refusePackage(`a nonce of ${nonce.length} bytes`);
  if (readSmallInteger(parameters, "tag length") !== tagBytes) refusePackage("a shortened tag");
  return nonce;
}
