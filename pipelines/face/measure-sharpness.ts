import type { AlignedFace } from "./align-face.ts";
import { measureReblur, reblurReach } from "./kernels/measure-reblur.ts";

/**
 * How much of the face's fine detail a further blur takes away, 0 to 1: a picture that is blurred already has little to
 * lose. Taken along rows and along columns at the aligned scale; the worse counts, so motion shows. Independent of
 * contrast.
 *
 * Our own formula, in the manner of F. Crété-Roffet et al., "The blur effect" (SPIE 6492, 2007), with energies in place
 * of magnitudes so that edges count for more than noise. It is not the forest of the standard's reference software.
 */
export function measureSharpness({ planes, mask, sidePx }: AlignedFace): number {
  return measureReblur(lumaOf({ planes, mask, sidePx }), mask, sidePx);
}

/**
 * Rec. 709 weights on the coded (not linear) levels: what an eye sees as an edge. Only of the rows that the mask, with what
 * the blur reaches beyond it, covers; 0 elsewhere, where nobody looks.
 */
function lumaOf({ planes, mask, sidePx }: Pick<AlignedFace, "planes" | "mask" | "sidePx">): Float32Array {
  const area = planes.length / 3;
  const luma = new Float32Array(area);
  const reachPx = (reblurReach + 1) * sidePx;
  const from = Math.max(0, mask.indexOf(1) - reachPx);
  const to = Math.min(area, mask.lastIndexOf(1) + 1 + reachPx);
  for (let index = from; index < to; index += 1) {
    const red = planes[index] ?? 0;
    const green = planes[index + area] ?? 0;
    const blue = planes[index + 2 * area] ?? 0;
    luma[index] = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  return luma;
}
