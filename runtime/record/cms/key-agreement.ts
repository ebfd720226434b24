import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { joinBytes, u32 } from "../../../pipelines/codec/byte-parts.ts";
import {
  bitString,
  context,
  derTag,
  objectIdentifier,
  octetString,
  sequence,
  smallInteger,
} from "../../kernel/der-writer.ts";
import { BoothError } from "../../kernel/errors.ts";
import { refusePackage } from "../refuse-package.ts";
import type { Certificate } from "./certificate.ts";
import { identifiers } from "./cms-identifiers.ts";
import { type DerReader, type DerValue, membersOf, readObjectIdentifier, readSmallInteger } from "./der-reader.ts";

/** One recipient's way to the content key (RFC 5652, 6.2.2; RFC 5753, 3.1.1). */
export type Recipient = {
  readonly issuerAndSerial: Uint8Array;
  readonly ephemeralPoint: Uint8Array;
  readonly wrappedKey: Uint8Array;
};

const keyBits = 256;
const uncompressedPointBytes = 65;
const keyWrapInitialValue = Buffer.alloc(8, 0xa6);
const wrapAlgorithm = sequence(objectIdentifier(identifiers.aes256Wrap));
const keyAgreeVersion = 3;

/** Wraps the content key for one recipient under a fresh ephemeral P-256 key, used once. */
export function writeRecipient(recipient: Certificate, contentKey: Uint8Array): Uint8Array {
  const ephemeral = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient.publicKey });
  const wrap = createCipheriv("id-aes256-wrap", deriveWrapKey(shared), keyWrapInitialValue);
  const wrappedKey = Buffer.concat([wrap.update(contentKey), wrap.final()]);

  const originatorKey = context(
    1,
    sequence(objectIdentifier(identifiers.ecPublicKey)),
    bitString(encodePoint(ephemeral.publicKey)),
  );
  return context(
    1,
    smallInteger(keyAgreeVersion),
    context(0, originatorKey),
    sequence(objectIdentifier(identifiers.ephemeralStaticSha256), wrapAlgorithm),
    sequence(sequence(recipient.issuerAndSerial, octetString(wrappedKey))),
  );
}

/** @throws BoothError `package.invalid` when it is another kind of recipient or uses other algorithms */
export function readRecipient(value: DerValue): Recipient {
  if (value.tag !== derTag.contextConstructed + 1) refusePackage("a recipient without key agreement");
  const members = membersOf(value);
  if (readSmallInteger(members, "recipient version") !== keyAgreeVersion) refusePackage("an unknown recipient version");
  const ephemeralPoint = readOriginator(members);
  const algorithm = members.next(derTag.sequence, "key agreement algorithm");
  const expected = sequence(objectIdentifier(identifiers.ephemeralStaticSha256), wrapAlgorithm);
  if (Buffer.compare(algorithm.encoded, expected) !== 0) refusePackage("another key agreement than the profile's");
  const keys = membersOf(members.next(derTag.sequence, "recipient keys"));
  const key = membersOf(keys.next(derTag.sequence, "recipient key"));
  const issuerAndSerial = key.next(derTag.sequence, "recipient name").encoded;
  const wrappedKey = key.next(derTag.octetString, "wrapped key").content;
  key.finish("the wrapped key");
  keys.finish("the recipient's one key");
  members.finish("the recipient");
  return { issuerAndSerial, ephemeralPoint, wrappedKey };
}

/** @throws BoothError `package.invalid` when the key does not come out whole */
export function unwrapContentKey(recipient: Recipient, privateKey: KeyObject): Uint8Array {
  try {
    const publicKey = decodePoint(recipient.ephemeralPoint);
    const wrapKey = deriveWrapKey(diffieHellman({ privateKey, publicKey }));
    const unwrap = createDecipheriv("id-aes256-wrap", wrapKey, keyWrapInitialValue);
    return Buffer.concat([unwrap.update(recipient.wrappedKey), unwrap.final()]);
  } catch (cause) {
    throw new BoothError("package.invalid", { problem: "the content key does not unwrap" }, { cause });
  }
}

/** ANSI X9.63 key derivation with SHA-256: one block, as 256 bits are wanted (RFC 5753, 7.2 has the shared info). */
function deriveWrapKey(shared: Uint8Array): Uint8Array {
  const sharedInfo = sequence(wrapAlgorithm, context(2, octetString(u32(keyBits))));
  return createHash("sha256")
    .update(joinBytes([shared, u32(1), sharedInfo]))
    .digest();
}

function readOriginator(members: DerReader): Uint8Array {
  const originator = membersOf(members.next(derTag.contextConstructed, "originator"));
  const key = membersOf(originator.next(derTag.contextConstructed + 1, "ephemeral key"));
  const algorithm = membersOf(key.next(derTag.sequence, "ephemeral key algorithm"));
  if (readObjectIdentifier(algorithm, "ephemeral key algorithm") !== identifiers.ecPublicKey) {
    refusePackage("an ephemeral key that is not elliptic");
  }
  const { content } = key.next(derTag.bitString, "ephemeral point");
  if (content[0] !== 0 || content.length !== 1 + uncompressedPointBytes)
    refusePackage("an ephemeral key that is no P-256 point");
  key.finish("the ephemeral key");
  originator.finish("the originator");
  return content.subarray(1);
}

function encodePoint(publicKey: KeyObject): Uint8Array {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return joinBytes([Uint8Array.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
}

/** Node refuses a point that is not on the curve. */
function decodePoint(point: Uint8Array): KeyObject {
  const coordinate = (start: number) => Buffer.from(point.subarray(start, start + 32)).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: coordinate(1), y: coordinate(33) };
  return createPublicKey({ key: jwk, format: "jwk" });
}
