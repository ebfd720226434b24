/** Taps of the sensor's 32-bit shift register. */
const taps = 0x9248144d;
/** Which bits of the key make a byte of the stream, lowest first. */
const streamBits = [4, 8, 11, 14, 18, 21, 24, 29] as const;

/** The key after one byte. */
export function nextKey(key: number): number {
  let parity = key & taps;
  for (let shift = 16; shift > 0; shift >>= 1) parity ^= parity >>> shift;
  return ((parity << 31) | (key >>> 1)) >>> 0;
}

export function streamByte(key: number): number {
  let byte = 0;
  for (const [place, bit] of streamBits.entries()) byte |= ((key >>> bit) & 1) << place;
  return byte;
}

/** Advances a key over bytes that came in the clear. */
export function skipKey(key: number, count: number): number {
  let next = key;
  for (let step = 0; step < count; step += 1) next = nextKey(next);
  return next;
}

/** Unscrambles in place and gives the key that follows. Each byte comes one place late; the last one is lost. */
export function unscramble(bytes: Uint8Array, key: number): number {
  let current = key;
  for (let at = 0; at < bytes.length - 1; at += 1) {
    bytes[at] = (bytes[at + 1] ?? 0) ^ streamByte(current);
    current = nextKey(current);
  }
  bytes[bytes.length - 1] = 0;
  return nextKey(current);
}

/** What the sensor does to its lines; the last byte does not survive it. */
export function scramble(bytes: Uint8Array, key: number): number {
  let current = key;
  let before = bytes[0] ?? 0;
  for (let at = 0; at < bytes.length - 1; at += 1) {
    const next = bytes[at + 1] ?? 0;
    bytes[at + 1] = before ^ streamByte(current);
    before = next;
    current = nextKey(current);
  }
  bytes[0] = 0;
  return nextKey(current);
}
