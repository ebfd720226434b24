import { clearFrame } from "../../image/kernels/clear-frame.ts";
import type { Skeleton } from "./trace-skeleton.ts";

/** Thinning ends by itself when nothing changes; a ridge is never so wide that it takes more steps. */
const stepsMax = 80;
const wordBits = 32;

/**
 * Thins the ridges (1) of a binary image to lines one pixel wide, keeping their connections (Guo and Hall 1989, parallel
 * thinning in two alternating steps). 32 pixels of a row lie in one word, so that a step is some seventy logic operations
 * a word whatever the ridges. Works in place; the outermost rows and columns are cleared.
 */
export function thinRidges(ridges: Uint8Array, widthPx: number, heightPx: number): Skeleton {
  clearFrame(ridges, widthPx, heightPx);
  const stride = Math.ceil(widthPx / wordBits);
  let bits = packRidges(ridges, widthPx, heightPx, stride);
  let next = new Int32Array(bits.length);
  let changedBefore = 1;
  for (let step = 0; step < stepsMax; step += 1) {
    const changed = deleteBorder(bits, next, stride, heightPx, step & 1);
    [bits, next] = [next, bits];
    // Both kinds of step must find nothing left to do.
    if (changed === 0 && changedBefore === 0) break;
    changedBefore = changed;
  }
  return { widthPx, heightPx, ridges, pixels: unpackRidges(bits, ridges, { widthPx, heightPx, stride }) };
}

/** Bit 0 is the leftmost pixel. A word before the first row and one after the last spare the steps a bound. */
function packRidges(ridges: Uint8Array, widthPx: number, heightPx: number, stride: number): Int32Array<ArrayBuffer> {
  const bits = new Int32Array(stride * heightPx + 2);
  for (let y = 0; y < heightPx; y += 1) {
    for (let column = 0; column < stride; column += 1) {
      const from = y * widthPx + column * wordBits;
      const count = Math.min(wordBits, widthPx - column * wordBits);
      let word = 0;
      for (let bit = 0; bit < count; bit += 1) word |= ridges[from + bit]! << bit;
      bits[1 + y * stride + column] = word;
    }
  }
  return bits;
}

/**
 * One step: writes to `target` what stays and returns 0 when that is everything. Neighbours are numbered as in the paper,
 * p2 above and on clockwise; those of a row's first and last pixel come from the next row's cleared frame, and are 0.
 */
function deleteBorder(source: Int32Array, target: Int32Array, stride: number, heightPx: number, step: number): number {
  let changed = 0;
  const end = 1 + stride * (heightPx - 1);
  for (let at = 1 + stride; at < end; at += 1) {
    const p = source[at]!;
    if (p === 0) {
      target[at] = 0;
      continue;
    }
    const p2 = source[at - stride]!;
    const p6 = source[at + stride]!;
    const p3 = (p2 >>> 1) | (source[at - stride + 1]! << 31);
    const p4 = (p >>> 1) | (source[at + 1]! << 31);
    const p5 = (p6 >>> 1) | (source[at + stride + 1]! << 31);
    const p7 = (p6 << 1) | (source[at + stride - 1]! >>> 31);
    const p8 = (p << 1) | (source[at - 1]! >>> 31);
    const p9 = (p2 << 1) | (source[at - stride - 1]! >>> 31);
    const n = p2 | p3;
    const ne = p3 | p4;
    const e = p4 | p5;
    const se = p5 | p6;
    const s = p6 | p7;
    const sw = p7 | p8;
    const w = p8 | p9;
    const nw = p9 | p2;
    // Exactly one run of ridge pixels around…
    const a = ~p2 & ne;
    const b = ~p4 & se;
    const c = ~p6 & sw;
    const d = ~p8 & nw;
    const oneRun = (a ^ b ^ c ^ d) & ~((a & b) | (c & d));
    // …of two or three pixels, counted in pairs both ways…
    const twoFirst = (nw & ne) | (se & sw) | ((nw | ne) & (se | sw));
    const twoSecond = (n & e) | (s & w) | ((n | e) & (s | w));
    const all = nw & ne & se & sw & n & e & s & w;
    // …on the side whose turn it is.
    const stays = step === 0 ? (s | ~p9) & p8 : (n | ~p5) & p4;
    const deleted = p & oneRun & twoFirst & twoSecond & ~all & ~stays;
    changed |= deleted;
    target[at] = p & ~deleted;
  }
  return changed;
}

type Raster = { readonly widthPx: number; readonly heightPx: number; readonly stride: number };

/** Writes the lines back and lists their pixels in raster order. */
function unpackRidges(bits: Int32Array, ridges: Uint8Array, { widthPx, heightPx, stride }: Raster): Int32Array {
  ridges.fill(0);
  const pixels = new Int32Array(ridges.length);
  let count = 0;
  for (let y = 0; y < heightPx; y += 1) {
    for (let column = 0; column < stride; column += 1) {
      let word = bits[1 + y * stride + column]!;
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
