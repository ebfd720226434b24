/** Side of the blocks transformed. */
export const blockPx: i32 = 32;
const half: i32 = blockPx / 2;

/** 4096 times the sine of 32 angles a turn, from a turn's beginning on. */
const sines = memory.data<i32>([
  0, 799, 1567, 2276, 2896, 3406, 3784, 4017, 4096, 4017, 3784, 3406, 2896, 2276, 1567, 799, 0, -799, -1567, -2276,
  -2896, -3406, -3784, -4017, -4096, -4017, -3784, -3406, -2896, -2276, -1567, -799,
]);

function sineOf(angle: i32): i32 {
  return load<i32>(sines + 4 * (angle & (blockPx - 1)));
}

function cosineOf(angle: i32): i32 {
  return sineOf(angle + blockPx / 4);
}

/** `value` with its lowest `bits` bits in reverse: where a line stands before it is transformed. */
export function slotOf(value: i32, bits: i32): i32 {
  let reversed: i32 = 0;
  for (let bit: i32 = 0; bit < bits; bit += 1) reversed |= ((value >> bit) & 1) << (bits - 1 - bit);
  return reversed;
}

/** Lines of numbers of 32 bits, real and imaginary parts apart: a transform's values, each for many places at once. */
let reals: usize = 0;
let imaginaries: usize = 0;
/** From one line to the next, and as far as each is transformed: bytes. */
let stride: i32 = 0;
let length: i32 = 0;

function chooseLines(real: usize, imaginary: usize, lineStride: i32, lineLength: i32): void {
  reals = real;
  imaginaries = imaginary;
  stride = lineStride;
  length = lineLength;
}

/**
 * Transforms `count` lines (16 or 32), given in bit-reversed order, in place; `sign` is 1 for the way back. Rounded at
 * every turn by other than a quarter, as FingerJetFX OSE rounds.
 */
export function transform(
  real: usize,
  imaginary: usize,
  count: i32,
  lineStride: i32,
  lineLength: i32,
  sign: i32,
): void {
  chooseLines(real, imaginary, lineStride, lineLength);
  for (let span: i32 = 1; span < count; span *= 2) {
    for (let first: i32 = 0; first < count; first += 2 * span) {
      for (let wave: i32 = 0; wave < span; wave += 1) {
        const angle = (wave * half) / span;
        if (angle === 0) combineStraight(first + wave, span);
        else if (angle === blockPx / 4) combineQuarter(first + wave, span, sign);
        else combine(first + wave, span, cosineOf(angle), sign * sineOf(angle));
      }
    }
  }
}

/** Line `a` and the one `span` behind it become their sum and their difference. */
function combineStraight(a: i32, span: i32): void {
  combineParts(reals + a * stride, span * stride);
  combineParts(imaginaries + a * stride, span * stride);
}

function combineParts(a: usize, gap: i32): void {
  for (let at = a; at < a + length; at += 16) {
    const here = v128.load(at);
    const later = v128.load(at + gap);
    putBoth(at, gap, here, later);
  }
}

/** Their sum, and `gap` bytes on their difference. */
function putBoth(at: usize, gap: i32, here: v128, turned: v128): void {
  v128.store(at, i32x4.add(here, turned));
  v128.store(at + gap, i32x4.sub(here, turned));
}

/** The later line turns by a quarter before: forth clockwise, back the other way. */
function combineQuarter(a: i32, span: i32, sign: i32): void {
  const gap = span * stride;
  for (let off: i32 = 0; off < length; off += 16) {
    const atReal = reals + a * stride + off;
    const atImaginary = imaginaries + a * stride + off;
    const real = v128.load(atReal);
    const imaginary = v128.load(atImaginary);
    const laterReal = v128.load(atReal + gap);
    const laterImaginary = v128.load(atImaginary + gap);
    const turnedReal = sign > 0 ? i32x4.neg(laterImaginary) : laterImaginary;
    const turnedImaginary = sign > 0 ? laterReal : i32x4.neg(laterReal);
    putBoth(atReal, gap, real, turnedReal);
    putBoth(atImaginary, gap, imaginary, turnedImaginary);
  }
}

/** The later line turns by the angle of this cosine and sine before. */
function combine(a: i32, span: i32, cosine: i32, sine: i32): void {
  const gap = span * stride;
  const cosines = i32x4.splat(cosine);
  const sines = i32x4.splat(sine);
  for (let off: i32 = 0; off < length; off += 16) {
    const atReal = reals + a * stride + off;
    const atImaginary = imaginaries + a * stride + off;
    const real = v128.load(atReal);
    const imaginary = v128.load(atImaginary);
    const laterReal = v128.load(atReal + gap);
    const laterImaginary = v128.load(atImaginary + gap);
    const turnedReal = round(i32x4.sub(i32x4.mul(cosines, laterReal), i32x4.mul(sines, laterImaginary)), 12);
    const turnedImaginary = round(i32x4.add(i32x4.mul(cosines, laterImaginary), i32x4.mul(sines, laterReal)), 12);
    putBoth(atReal, gap, real, turnedReal);
    putBoth(atImaginary, gap, imaginary, turnedImaginary);
  }
}

/** Divided by 2 to the power of `bits`; halves go up. */
export function round(value: v128, bits: i32): v128 {
  return i32x4.shr_s(i32x4.add(value, i32x4.splat(1 << (bits - 1))), bits);
}

/**
 * From the spectra of 16 pairs of neighbours to those of the 32 numbers, in place: lines are then frequencies 0 to 15.
 * The highest frequency is dropped.
 */
export function separate(real: usize, imaginary: usize, lineStride: i32, lineLength: i32): void {
  chooseLines(real, imaginary, lineStride, lineLength);
  for (let frequency: i32 = 1; frequency <= half / 2; frequency += 1) {
    const counterpart = half - frequency;
    const toLow = frequency * stride;
    const toHigh = counterpart * stride;
    mixPair(frequency, cosineOf(-frequency), sineOf(-frequency), 13, real, imaginary, toLow, toHigh);
  }
  mixFirst(real, imaginary, false);
}

/** Undoes `separate`, 2 times too large, into lines of the same stride in bit-reversed order. */
export function interlace(
  real: usize,
  imaginary: usize,
  lineStride: i32,
  lineLength: i32,
  targetReal: usize,
  targetImaginary: usize,
): void {
  chooseLines(real, imaginary, lineStride, lineLength);
  for (let frequency: i32 = 1; frequency <= half / 2; frequency += 1) {
    const toLow = slotOf(frequency, 4) * stride;
    const toHigh = slotOf(half - frequency, 4) * stride;
    mixPair(
      frequency,
      cosineOf(frequency + half),
      sineOf(frequency + half),
      12,
      targetReal,
      targetImaginary,
      toLow,
      toHigh,
    );
  }
  mixFirst(targetReal, targetImaginary, true);
}

/** A frequency and its counterpart, taken apart or put together; divided by 2 to the power of `bits`. */
function mixPair(
  frequency: i32,
  cosine: i32,
  sine: i32,
  bits: i32,
  targetReal: usize,
  targetImaginary: usize,
  toLow: i32,
  toHigh: i32,
): void {
  const cosines = i32x4.splat(cosine);
  const sines = i32x4.splat(sine);
  for (let off: i32 = 0; off < length; off += 16) {
    const low = frequency * stride + off;
    const high = (half - frequency) * stride + off;
    const lowReal = v128.load(reals + low);
    const lowImaginary = v128.load(imaginaries + low);
    const highReal = v128.load(reals + high);
    const highImaginary = v128.load(imaginaries + high);
    const evenReal = i32x4.shl(i32x4.add(highReal, lowReal), 12);
    const evenImaginary = i32x4.shl(i32x4.sub(lowImaginary, highImaginary), 12);
    const sum = i32x4.add(lowImaginary, highImaginary);
    const difference = i32x4.sub(highReal, lowReal);
    const oddReal = i32x4.sub(i32x4.mul(cosines, sum), i32x4.mul(sines, difference));
    const oddImaginary = i32x4.add(i32x4.mul(cosines, difference), i32x4.mul(sines, sum));
    v128.store(targetReal + toLow + off, round(i32x4.add(evenReal, oddReal), bits));
    v128.store(targetImaginary + toLow + off, round(i32x4.add(evenImaginary, oddImaginary), bits));
    v128.store(targetReal + toHigh + off, round(i32x4.sub(evenReal, oddReal), bits));
    v128.store(targetImaginary + toHigh + off, round(i32x4.sub(oddImaginary, evenImaginary), bits));
  }
}

/** Frequency 0, which is real: both parts' sum; and on the way back the other part from their difference. */
function mixFirst(targetReal: usize, targetImaginary: usize, isBack: bool): void {
  for (let off: i32 = 0; off < length; off += 16) {
    const real = v128.load(reals + off);
    const imaginary = v128.load(imaginaries + off);
    v128.store(targetReal + off, i32x4.add(real, imaginary));
    v128.store(targetImaginary + off, isBack ? i32x4.sub(real, imaginary) : i32x4.splat(0));
  }
}
