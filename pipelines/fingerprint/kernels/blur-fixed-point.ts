/** Two 24-bit partial sums ride in one double: exact, and half the work. */
const upperLane = 2 ** 24;
/** Taps added in one sweep over a row: each sweep reads and writes the sums once. */
const tapsPerSweep = 4;

/**
 * Gaussian blur in OpenCV's fixed point for 8-bit images: taps in 1/256 that add up to exactly 256, whole-number sums
 * in both passes, one rounding at the end, and the border mirrored without repeating the edge pixel. `taps` is odd; the
 * deviation follows from it as in OpenCV (0.3·((taps − 1)/2 − 1) + 0.8).
 */
export function blurFixedPoint(pixels: Uint8Array, widthPx: number, heightPx: number, taps: number): Uint8Array {
  const kernel = planSweeps(quantiseGaussian(taps));
  return blurColumns(blurRows(pixels, widthPx, heightPx, kernel), widthPx, heightPx, kernel);
}

/** The same for an image of few long stretches of one level: rows cost their steps, not their pixels. */
export function blurStretches(pixels: Uint8Array, widthPx: number, heightPx: number, taps: number): Uint8Array {
  const kernel = quantiseGaussian(taps);
  return blurColumns(blurStretchedRows(pixels, widthPx, heightPx, kernel), widthPx, heightPx, planSweeps(kernel));
}

function blurColumns(across: Float64Array, widthPx: number, heightPx: number, kernel: SweepPlan): Uint8Array {
  const pairs = (widthPx + 1) >> 1;
  const result = new Uint8Array(widthPx * heightPx);
  const sums = new Float64Array(pairs);
  const starts = new Int32Array(2 * tapsPerSweep);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < pairs; x += 1) sums[x] = across[y * pairs + x]! * kernel.centre;
    for (let sweep = 0; sweep < kernel.taps.length; sweep += tapsPerSweep) {
      for (let tap = 0; tap < tapsPerSweep; tap += 1) {
        starts[2 * tap] = mirror(y - kernel.offsets[sweep + tap]!, heightPx) * pairs;
        starts[2 * tap + 1] = mirror(y + kernel.offsets[sweep + tap]!, heightPx) * pairs;
      }
      addSweep(sums, across, starts, kernel.taps, sweep);
    }
    unpackRow(sums, result, y * widthPx, widthPx);
  }
  return result;
}

/** Adds four pairs of source stretches, each times its tap, to `sums`. */
function addSweep(
  sums: Float64Array,
  source: Float64Array,
  starts: Int32Array,
  taps: Float64Array,
  sweep: number,
): void {
  const a = starts[0]!;
  const b = starts[1]!;
  const c = starts[2]!;
  const d = starts[3]!;
  const e = starts[4]!;
  const f = starts[5]!;
  const g = starts[6]!;
  const h = starts[7]!;
  const tapA = taps[sweep]!;
  const tapB = taps[sweep + 1]!;
  const tapC = taps[sweep + 2]!;
  const tapD = taps[sweep + 3]!;
  for (let x = 0; x < sums.length; x += 1) {
    sums[x] =
      sums[x]! +
      (source[a + x]! + source[b + x]!) * tapA +
      (source[c + x]! + source[d + x]!) * tapB +
      (source[e + x]! + source[f + x]!) * tapC +
      (source[g + x]! + source[h + x]!) * tapD;
  }
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

function blurRows(pixels: Uint8Array, widthPx: number, heightPx: number, kernel: SweepPlan): Float64Array {
  const { radius } = kernel;
  const pairs = (widthPx + 1) >> 1;
  const padded = new Float64Array(pairs + 2 * radius);
  const lower = Int32Array.from(padded, (_, at) => mirror(at - radius, widthPx));
  const upper = Int32Array.from(padded, (_, at) => mirror(at - radius + pairs, widthPx));
  const result = new Float64Array(pairs * heightPx);
  const starts = new Int32Array(2 * tapsPerSweep);
  for (let y = 0; y < heightPx; y += 1) {
    const row = y * widthPx;
    for (let x = 0; x < padded.length; x += 1) {
      padded[x] = pixels[row + lower[x]!]! + pixels[row + upper[x]!]! * upperLane;
    }
    const sums = result.subarray(y * pairs, (y + 1) * pairs);
    for (let x = 0; x < pairs; x += 1) sums[x] = padded[x + radius]! * kernel.centre;
    for (let sweep = 0; sweep < kernel.taps.length; sweep += tapsPerSweep) {
      for (let tap = 0; tap < tapsPerSweep; tap += 1) {
        starts[2 * tap] = radius - kernel.offsets[sweep + tap]!;
        starts[2 * tap + 1] = radius + kernel.offsets[sweep + tap]!;
      }
      addSweep(sums, padded, starts, kernel.taps, sweep);
    }
  }
  return result;
}

/** Each step up or down adds its own cumulative kernel. */
function blurStretchedRows(pixels: Uint8Array, widthPx: number, heightPx: number, kernel: Int32Array): Float64Array {
  const taps = kernel.length;
  const radius = (taps - 1) / 2;
  const pairs = (widthPx + 1) >> 1;
  const source = Int32Array.from({ length: widthPx + 2 * radius }, (_, at) => mirror(at - radius, widthPx));
  const reached = new Int32Array(taps + 1);
  for (let tap = taps - 1; tap >= 0; tap -= 1) reached[tap] = reached[tap + 1]! + kernel[tap]!;
  const sums = new Int32Array(2 * pairs);
  const result = new Float64Array(pairs * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const row = y * widthPx;
    sums.fill(256 * pixels[row + source[0]!]!, 0, widthPx);
    for (let at = 1; at < source.length; at += 1) {
      const change = pixels[row + source[at]!]! - pixels[row + source[at - 1]!]!;
      if (change === 0) continue;
      for (let x = Math.max(0, at - taps + 1); x < Math.min(at, widthPx); x += 1) {
        sums[x] = sums[x]! + change * reached[at - x]!;
      }
      for (let x = at; x < widthPx; x += 1) sums[x] = sums[x]! + 256 * change;
    }
    for (let x = 0; x < pairs; x += 1) result[y * pairs + x] = sums[x]! + sums[x + pairs]! * upperLane;
  }
  return result;
}

type SweepPlan = {
  readonly radius: number;
  readonly centre: number;
  /** Distances from the centre whose tap is not 0, filled up to whole sweeps with empty taps. */
  readonly offsets: Int32Array;
  readonly taps: Float64Array;
};

function planSweeps(kernel: Int32Array): SweepPlan {
  const radius = (kernel.length - 1) / 2;
  const offsets = Array.from({ length: radius }, (_, index) => index + 1).filter((at) => kernel[radius + at] !== 0);
  while (offsets.length % tapsPerSweep !== 0) offsets.push(0);
  return {
    radius,
    centre: kernel[radius]!,
    offsets: Int32Array.from(offsets),
    taps: Float64Array.from(offsets, (offset) => (offset === 0 ? 0 : kernel[radius + offset]!)),
  };
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
