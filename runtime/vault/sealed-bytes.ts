import { createCipheriv, createDecipheriv } from "node:crypto";

/**
 * AES-256-GCM (NIST SP 800-38D) around bytes, bound to a context: the same bytes under another context do not open.
 *
 * | offset | bytes | holds |
 * | --- | --- | --- |
 * | 0 | 4 | `BV01`: this layout |
 * | 4 | 12 | nonce |
 * | 16 | n | encrypted bytes |
 * | 16 + n | 16 | tag |
 */
const magic = Buffer.from("BV01", "latin1");
const cipherName = "aes-256-gcm";
export const nonceBytes = 12;
const tagBytes = 16;
export const sealOverheadBytes = magic.length + nonceBytes + tagBytes;

/** `nonce` must be fresh for each call under one key: a repeated one gives away what both seals hold. */
export function sealBytes(plain: Uint8Array, key: Uint8Array, nonce: Uint8Array, context: string): Buffer {
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(context, "utf8"));
  return Buffer.concat([magic, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plain bytes, or null when they are damaged, cut short, or were sealed by another key or for another context. */
export function openBytes(sealed: Buffer, key: Uint8Array, context: string): Buffer | null {
  if (sealed.length < sealOverheadBytes || !sealed.subarray(0, magic.length).equals(magic)) return null;
  const nonce = sealed.subarray(magic.length, magic.length + nonceBytes);
  const decipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context, "utf8"));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const plain = decipher.update(sealed.subarray(magic.length + nonceBytes, sealed.length - tagBytes));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    // Node gives a failed tag no code of its own, and nothing else can fail here.
    return null;
  } finally {
    plain.fill(0);
  }
}
