import { strict as assert } from "node:assert";
import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import { encodeCanonicalJson, type JsonValue } from "../kernel/canonical-json.ts";
import { sha256Hex } from "../kernel/digest.ts";
import { BoothError } from "../kernel/errors.ts";
import { sha256Schema } from "./identifiers.ts";

/** Two 32-byte numbers, base64url without padding. */
const signatureSchema = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** The envelope of everything signed: the body, whose key, and the signature over the body's canonical bytes. */
export function signedSchema<T extends z.ZodType<JsonValue>>(body: T) {
  return z.strictObject({ body, keyId: sha256Schema, signature: signatureSchema });
}

export type Signed<T extends JsonValue> = {
  readonly body: T;
  readonly keyId: string;
  readonly signature: string;
};

/** SHA-256 of the public key's SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7), so a key names itself. */
export function keyIdOf(key: KeyObject): string {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return sha256Hex(publicKey.export({ type: "spki", format: "der" }));
}

/**
 * ECDSA with SHA-256 on P-256 (FIPS 186-5, section 6), as r and s side by side. The body carries its own `kind`, so a
 * signature for one kind of document is never one for another.
 */
export function signDocument<T extends JsonValue>(body: T, privateKey: KeyObject): Buffer {
  assert(privateKey.asymmetricKeyDetails?.namedCurve === "prime256v1", "documents are signed with P-256");
  const signature = sign("sha256", encodeCanonicalJson(body), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return encodeCanonicalJson({ body, keyId: keyIdOf(privateKey), signature: signature.toString("base64url") });
}

/** @throws BoothError `message.invalid` when the signature is not this key's over this body */
export function checkSignature<T extends JsonValue>(message: string, signed: Signed<T>, publicKey: KeyObject): void {
  if (signed.keyId !== keyIdOf(publicKey)) {
    throw new BoothError("message.invalid", { message, problem: "signed with another key" });
  }
  const signature = Buffer.from(signed.signature, "base64url");
  const bytes = encodeCanonicalJson(signed.body);
  if (!verify("sha256", bytes, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature)) {
    throw new BoothError("message.invalid", { message, problem: "the signature does not hold" });
  }
}
