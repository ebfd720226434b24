/**
 * Widens IEEE 754 binary16 values to binary32, exactly: every half float is a single float.
 * @param bytes little-endian, starting at an even offset of fresh memory
 */
export function readHalfFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length >> 1 }, (_, index) => widen(view.getUint16(index * 2, true)));
}

const exponentBias = 15;
const fractionBits = 10;
const exponentMax = 0x1f;

function widen(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> fractionBits) & exponentMax;
  const fraction = (half & 0x3ff) / 2 ** fractionBits;
  if (exponent === 0) return sign * fraction * 2 ** (1 - exponentBias);
  if (exponent === exponentMax) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction) * 2 ** (exponent - exponentBias);
}
