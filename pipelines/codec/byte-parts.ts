/** Big-endian, unsigned. @throws RangeError when the value does not fit: the caller must have checked it */
export const u8 = (value: number) => unsigned(value, 1);
export const u16 = (value: number) => unsigned(value, 2);
export const u24 = (value: number) => unsigned(value, 3);
export const u32 = (value: number) => unsigned(value, 4);

/** One byte a character, ISO/IEC 8859-1; anything beyond becomes `?`. */
export function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code <= 0xff ? code : 0x3f;
  });
}

/** The text of bytes that are ISO/IEC 8859-1. */
export function fromLatin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** All parts in one new array. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function unsigned(value: number, lengthBytes: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value >= 256 ** lengthBytes) {
    throw new RangeError(`${value} does not fit ${lengthBytes} unsigned bytes`);
  }
  return Uint8Array.from({ length: lengthBytes }, (_, index) => Math.floor(value / 256 ** (lengthBytes - 1 - index)));
}
