import { sha256Hex } from "../kernel/digest.ts";
import { chunkCountMax, chunkLengthMinBytes } from "./limits.ts";
import { chunkExtent, type Manifest } from "./manifest.ts";

/** The smallest chunk length a package of this size may be cut into. */
export function smallestChunkLength(lengthBytes: number): number {
  return Math.max(chunkLengthMinBytes, Math.ceil(lengthBytes / chunkCountMax));
}

/** SHA-256 of every chunk of the package, in order. */
export function hashChunks(sealed: Uint8Array, chunkLengthBytes: number): Manifest["chunks"] {
  const count = Math.ceil(sealed.length / chunkLengthBytes);
  return Array.from({ length: count }, (_, index) => {
    const extent = chunkExtent({ lengthBytes: sealed.length, chunkLengthBytes }, index);
    return sha256Hex(sealed.subarray(extent.offsetBytes, extent.offsetBytes + extent.lengthBytes));
  });
}
