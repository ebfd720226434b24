import { openSimd, putData } from "../../simd/open-simd.ts";
import type { Skeleton } from "./trace-skeleton.ts";

const wordBits = 32;

/**
 * Thins the ridges (1) of a binary image to lines one pixel wide, keeping their connections (Guo and Hall 1989, parallel
 * thinning in two alternating steps). One bit a pixel, so that a step is some seventy logic operations on 128 pixels
 * whatever the ridges. Works in place; the outermost rows and columns are cleared.
 */
export function thinRidges(ridges: Uint8Array, widthPx: number, heightPx: number): Skeleton {
  const simd = openSimd();
  const stride = Math.ceil(widthPx / wordBits);
  const bits = simd.thinRidges(putData(simd, ridges), widthPx, heightPx);
  const words = new Int32Array(simd.memory.buffer, bits, stride * heightPx);
  return { widthPx, heightPx, ridges, pixels: unpackRidges(words, ridges, { widthPx, heightPx, stride }) };
}

type Raster = { readonly widthPx: number; readonly heightPx: number; readonly stride: number };

/** Writes the lines back and lists their pixels in raster order. */
function unpackRidges(words: Int32Array, ridges: Uint8Array, { widthPx, heightPx, stride }: Raster): Int32Array {
  ridges.fill(0);
  const pixels = new Int32Array(ridges.length);
  let count = 0;
  for (let y = 0; y < heightPx; y += 1) {
    for (let column = 0; column < stride; column += 1) {
      let word = words[y * stride + column]!;
      while (word !== 0) {
        const lowest = word & -word;
        const at = y * widthPx + column * wordBits + (wordBits - 1 - Math.clz32(lowest));
        ridges[at] = 1;
        pixels[count] = at;
        count += 1;
        word ^= lowest;
      }
    }
  }
  return pixels.slice(0, count);
}
