/** One difference of the kernel: it rises by `weight` at `distance` before the pixel and falls by it as far behind. */
type Step = { readonly distance: number; readonly weight: number };

/** A symmetric kernel of whole numbers that add up to 256, and its steps from tap to tap. */
export type FixedPointGaussian = {
  readonly radius: number;
  readonly taps: Int32Array;
  readonly steps: readonly Step[];
};

/**
 * OpenCV's Gaussian for 8-bit images: taps in 1/256, each one's rounding error handed to the next, the centre taking what
 * is left. `taps` is odd; the deviation follows from it (0.3·((taps − 1)/2 − 1) + 0.8).
 *
 * Its steps are what makes it fast: a sum moves on by one pixel by adding `weight` times (the pixel `distance` ahead less
 * the one `distance − 1` behind), and a wide kernel of 1/256 has far fewer steps than taps.
 */
export function createFixedPointGaussian(taps: number): FixedPointGaussian {
  const radius = (taps - 1) / 2;
  const kernel = quantise(taps, radius);
  const steps: Step[] = [];
  for (let distance = 1; distance <= radius + 1; distance += 1) {
    const weight = kernel[radius + distance - 1]! - (kernel[radius + distance] ?? 0);
    if (weight !== 0) steps.push({ distance, weight });
  }
  return { radius, taps: kernel, steps };
}

function quantise(taps: number, radius: number): Int32Array {
  const deviation = 0.3 * (radius - 1) + 0.8;
  const exact = Float64Array.from({ length: taps }, (_, at) => Math.exp(-((at - radius) ** 2) / (2 * deviation ** 2)));
  const total = exact.reduce((sum, value) => sum + value, 0);
  const kernel = new Int32Array(taps);
  let error = 0;
  let sum = 0;
  for (let at = 0; at < radius; at += 1) {
    const wanted = (exact[at]! / total) * 256 + error;
    const tap = Math.round(wanted);
    error = wanted - tap;
    kernel[at] = tap;
    kernel[taps - 1 - at] = tap;
    sum += 2 * tap;
  }
  kernel[radius] = 256 - sum;
  return kernel;
}

/** The pixel that stands for `index` where a line of `size` is mirrored at its ends without repeating the end. */
export function mirrorIndex(index: number, size: number): number {
  if (size === 1) return 0;
  let at = index;
  while (at < 0 || at >= size) at = at < 0 ? -at : 2 * (size - 1) - at;
  return at;
}
