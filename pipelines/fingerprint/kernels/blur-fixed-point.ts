/** Two 24-bit partial sums ride in one double: exact, and half the additions. */
const upperLane = 2 ** 24;

/**
 * Gaussian blur in OpenCV's fixed point for 8-bit images: taps in 1/256 that add up to exactly 256, whole-number sums
 * in both passes, one rounding at the end, and the border mirrored without repeating the edge pixel. `taps` is odd; the
 * deviation follows from it as in OpenCV (0.3·((taps − 1)/2 − 1) + 0.8).
 */
export function blurFixedPoint(pixels: Uint8Array, widthPx: number, heightPx: number, taps: number): Uint8Array {
  const kernel = quantiseGaussian(taps);
  const pairs = (widthPx + 1) >> 1;
  const across = blurRows(pixels, widthPx, heightPx, kernel);
  const result = new Uint8Array(pixels.length);
  const sums = new Float64Array(pairs);
  const radius = (taps - 1) / 2;
  for (let y = 0; y < heightPx; y += 1) {
    const centre = y * pairs;
    const centreTap = kernel[radius]!;
    for (let x = 0; x < pairs; x += 1) sums[x] = across[centre + x]! * centreTap;
    for (let offset = 1; offset <= radius; offset += 1) {
      const tap = kernel[radius + offset]!;
      if (tap === 0) continue;
      const above = mirror(y - offset, heightPx) * pairs;
      const below = mirror(y + offset, heightPx) * pairs;
      for (let x = 0; x < pairs; x += 1) sums[x] = sums[x]! + (across[above + x]! + across[below + x]!) * tap;
    }
    unpackRow(sums, result, y * widthPx, widthPx);
  }
  return result;
}

/** Column `x` and column `x + pairs` of a row share one double. */
function unpackRow(sums: Float64Array, result: Uint8Array, row: number, widthPx: number): void {
  const pairs = sums.length;
  for (let x = 0; x < pairs; x += 1) {
    const upper = Math.floor(sums[x]! / upperLane);
    const lower = sums[x]! - upper * upperLane;
    result[row + x] = (lower + 32_768) >> 16;
    if (x + pairs < widthPx) result[row + x + pairs] = (upper + 32_768) >> 16;
  }
}

function blurRows(pixels: Uint8Array, widthPx: number, heightPx: number, kernel: Int32Array): Float64Array {
  const radius = (kernel.length - 1) / 2;
  const pairs = (widthPx + 1) >> 1;
  const padded = new Int32Array(widthPx + 2 * radius);
  const sums = new Int32Array(2 * pairs);
  const result = new Float64Array(pairs * heightPx);
  const source = Int32Array.from(padded, (_, at) => mirror(at - radius, widthPx));
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < padded.length; x += 1) padded[x] = pixels[y * widthPx + source[x]!]!;
    for (let x = 0; x < widthPx; x += 1) sums[x] = padded[x + radius]! * kernel[radius]!;
    for (let offset = 1; offset <= radius; offset += 1) {
      addPair(sums, widthPx, padded, radius, offset, kernel[radius + offset]!);
    }
    for (let x = 0; x < pairs; x += 1) result[y * pairs + x] = sums[x]! + sums[x + pairs]! * upperLane;
  }
  return result;
}

function addPair(
  sums: Int32Array,
  widthPx: number,
  padded: Int32Array,
  radius: number,
  offset: number,
  tap: number,
): void {
  if (tap === 0) return;
  const before = radius - offset;
  const after = radius + offset;
  for (let x = 0; x < widthPx; x += 1) sums[x] = sums[x]! + (padded[x + before]! + padded[x + after]!) * tap;
}

function mirror(index: number, size: number): number {
  if (size === 1) return 0;
  let at = index;
  while (at < 0 || at >= size) at = at < 0 ? -at : 2 * (size - 1) - at;
  return at;
}

/** Rounds each tap to 1/256 and hands its error to the next; the centre takes what is left. */
function quantiseGaussian(taps: number): Int32Array {
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
