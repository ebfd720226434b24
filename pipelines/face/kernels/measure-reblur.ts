import { openSimd, putData } from "../../simd/open-simd.ts";

/** Half the width of the box that blurs again: nine values, as in the paper. */
export const reblurReach = 4;

/**
 * Share of the gradient's amplitude that a nine-wide box blur takes away, the lesser of that along rows and along columns,
 * within the mask of a square frame. 0 where there is no gradient.
 */
export function measureReblur(levels: Float32Array, mask: Uint8Array, sidePx: number): number {
  const simd = openSimd();
  const source = putData(simd, levels);
  const seen = putData(simd, mask);
  const energies = simd.reserve(16);
  const shares = [1, sidePx].map((step) => {
    simd.measureReblur(source, seen, sidePx, step, energies);
    const [before = 0, after = 0] = new Float64Array(simd.memory.buffer, energies, 2);
    return before > 0 ? Math.max(0, 1 - Math.sqrt(after / before) / (2 * reblurReach + 1)) : 0;
  });
  return Math.min(...shares);
}
