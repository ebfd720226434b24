import { createCipheriv, createDecipheriv } from "node:crypto";
import { allocateWhole, forEachSlice, lengthOf } from "../kernel/in-slices.ts";

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
  const cipher = openCipher(key, nonce, context);
  return Buffer.concat([magic, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export type SealKey = { readonly key: Uint8Array; readonly nonce: Uint8Array; readonly context: string };

/** `sealBytes` of one or several parts in a row that may be large: others have their turn meanwhile. */
export async function sealParts(
  plain: readonly Uint8Array[],
  { key, nonce, context }: SealKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const cipher = openCipher(key, nonce, context);
  const sealed = allocateWhole(lengthOf(plain) + sealOverheadBytes);
  let offset = 0;
  const put = (bytes: Uint8Array) => {
    sealed.set(bytes, offset);
    offset += bytes.length;
  };
  put(magic);
  put(nonce);
  await forEachSlice(plain, (slice) => put(cipher.update(slice)));
  put(cipher.final());
  put(cipher.getAuthTag());
  return sealed;
}

/** The plain bytes, or null when they are damaged, cut short, or were sealed by another key or for another context. */
export function openBytes(sealed: Buffer, key: Uint8Array, context: string): Buffer | null {
  const opening = openDecipher(sealed, key, context);
  if (opening === null) return null;
  const plain = opening.decipher.update(opening.encrypted);
  try {
    return Buffer.concat([plain, opening.decipher.final()]);
  } catch {
    // Node gives a failed tag no code of its own, and nothing else can fail here.
    return null;
  } finally {
    plain.fill(0);
  }
}

/** `openBytes` of what may be large: others have their turn meanwhile. The plain bytes are in memory of their own. */
export async function openInSlices(
  sealed: Buffer,
  key: Uint8Array,
  context: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const opening = openDecipher(sealed, key, context);
  if (opening === null) return null;
  const { decipher, encrypted } = opening;
  const plain = allocateWhole(encrypted.length);
  let offset = 0;
  await forEachSlice([encrypted], (slice) => {
    const opened = decipher.update(slice);
    plain.set(opened, offset);
    opened.fill(0);
    offset += opened.length;
  });
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return null;
  }
}

function openCipher(key: Uint8Array, nonce: Uint8Array, context: string) {
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(context, "utf8"));
  return cipher;
}

function openDecipher(sealed: Buffer, key: Uint8Array, context: string) {
  if (sealed.length < sealOverheadBytes || !sealed.subarray(0, magic.length).equals(magic)) return null;
  const nonce = sealed.subarray(magic.length, magic.length + nonceBytes);
  const decipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context, "utf8"));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return { decipher, encrypted: sealed.subarray(magic.length + nonceBytes, sealed.length - tagBytes) };
}
