/**
 * OpenCV's Gaussian for 8-bit images: taps in 1/256 that add up to 256, each one's rounding error handed to the next, the
 * centre taking what is left. `taps` is odd; the deviation follows from it (0.3·((taps − 1)/2 − 1) + 0.8).
 */
export function createFixedPointGaussian(taps: number): Int32Array {
  const radius = (taps - 1) / 2;
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
