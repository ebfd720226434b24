import { setImmediate } from "node:timers/promises";

/** A slow core takes some 5 ms to encrypt and hash so much. */
const sliceBytes = 1 << 20;

/**
 * Walks over bytes piece by piece, in their order, and lets everybody else have a turn between any two: bytes of a whole
 * photo would otherwise hold the screen and the line. The bytes must stay as they are meanwhile. Bytes of less than a
 * slice are walked over at once.
 */
export async function forEachSlice(parts: readonly Uint8Array[], visit: (slice: Uint8Array) => void): Promise<void> {
  let sinceTurnBytes = 0;
  for (const part of parts) {
    for (let offset = 0; offset < part.length; ) {
      if (sinceTurnBytes >= sliceBytes) {
        await setImmediate();
        sinceTurnBytes = 0;
      }
      const slice = part.subarray(offset, offset + sliceBytes - sinceTurnBytes);
      visit(slice);
      offset += slice.length;
      sinceTurnBytes += slice.length;
    }
  }
}

export function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((total, part) => total + part.length, 0);
}

/** The same bytes in new memory that holds them and nothing else, so that it can move to another thread. */
export async function copyInSlices(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const copy = allocateWhole(bytes.length);
  let offset = 0;
  await forEachSlice([bytes], (slice) => {
    copy.set(slice, offset);
    offset += slice.length;
  });
  return copy;
}

/** Not zeroed, which would touch every page of it at once: whoever asks for it writes each byte. */
export function allocateWhole(lengthBytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.allocUnsafeSlow(lengthBytes).buffer);
}
