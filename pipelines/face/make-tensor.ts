import type { Tensor } from "../../runtime/kernel/inference.ts";
import type { ImagePyramid } from "../image/image-pyramid.ts";
import type { Region } from "../image/region.ts";
import { sampleRegion } from "../image/sample-region.ts";

/** A region of the image as a network's input [1, 3, height, width], its levels 0 to 255 stretched to `low` … `high`. */
export function makeTensor(pyramid: ImagePyramid, region: Region, low: number, high: number): Tensor {
  const values = sampleRegion(pyramid, region, { gain: (high - low) / 255, offset: low });
  return { shape: [1, 3, region.heightPx, region.widthPx], values };
}

/** The values of a named output; an absent output is empty, and then nothing is found in it. */
export function valuesOf(outputs: Readonly<Record<string, Tensor>>, name: string): Float32Array {
  return outputs[name]?.values ?? new Float32Array(0);
}

/** Probability of a logit. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
