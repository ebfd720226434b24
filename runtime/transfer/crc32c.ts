/** Castagnoli's polynomial, bits reversed (RFC 3720, section 12.1). */
const polynomial = 0x82f63b78;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
  }
  return remainder;
});

/** CRC-32C (RFC 3720, appendix B.4) of the parts as if they were one. A guard against wire faults, not against people. */
export function crc32c(...parts: readonly Uint8Array[]): number {
  let remainder = 0xffffffff;
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 1) {
      remainder = (table[(remainder ^ (part[index] ?? 0)) & 0xff] ?? 0) ^ (remainder >>> 8);
    }
  }
  return (remainder ^ 0xffffffff) >>> 0;
}
