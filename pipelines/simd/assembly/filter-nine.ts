/** Lines that are filtered side by side stand in a strip: eight doubles a sample. */
const stripLines: i32 = 8;
const sampleBytes: i32 = 8 * stripLines;

/** The taps of both filters, the middle one first, each in both lanes. */
let even0: v128 = f64x2.splat(0);
let even1: v128 = f64x2.splat(0);
let even2: v128 = f64x2.splat(0);
let even3: v128 = f64x2.splat(0);
let even4: v128 = f64x2.splat(0);
let odd0: v128 = f64x2.splat(0);
let odd1: v128 = f64x2.splat(0);
let odd2: v128 = f64x2.splat(0);
let odd3: v128 = f64x2.splat(0);
let odd4: v128 = f64x2.splat(0);

/** Five taps each, as doubles: `even` makes samples 0, 2, 4 …, `odd` samples 1, 3, 5 …, each centred on what it makes. */
export function chooseNineTaps(even: usize, odd: usize): void {
  even0 = v128.load_splat<f64>(even);
  even1 = v128.load_splat<f64>(even + 8);
  even2 = v128.load_splat<f64>(even + 16);
  even3 = v128.load_splat<f64>(even + 24);
  even4 = v128.load_splat<f64>(even + 32);
  odd0 = v128.load_splat<f64>(odd);
  odd1 = v128.load_splat<f64>(odd + 8);
  odd2 = v128.load_splat<f64>(odd + 16);
  odd3 = v128.load_splat<f64>(odd + 24);
  odd4 = v128.load_splat<f64>(odd + 32);
}

/**
 * Filters the first `width` lines of a strip, whose sample 0 stands at `strip` with 5 samples before it and behind its
 * last. What is made of them goes to `even` and `odd`, `step` bytes from one sample to its next and `lineStep` bytes from
 * one line to the next.
 */
export function filterNine(
  strip: usize,
  length: i32,
  width: i32,
  even: usize,
  odd: usize,
  step: i32,
  lineStep: i32,
): void {
  const pairs = (length + 1) >> 1;
  for (let line: i32 = 0; line < width; line += 2) {
    const hasSecond = line + 1 < width;
    let at = strip + 8 * line;
    let toEven = even + line * lineStep;
    let toOdd = odd + line * lineStep;
    for (let pair: i32 = 0; pair < pairs; pair += 1) {
      put(toEven, makeEven(at), lineStep, hasSecond);
      if (2 * pair + 1 < length) put(toOdd, makeOdd(at + sampleBytes), lineStep, hasSecond);
      at += 2 * sampleBytes;
      toEven += step;
      toOdd += step;
    }
  }
}

function put(to: usize, sample: v128, lineStep: i32, hasSecond: boolean): void {
  v128.store_lane<f64>(to, sample, 0);
  if (hasSecond) v128.store_lane<f64>(to + lineStep, sample, 1);
}

function makeEven(at: usize): v128 {
  let sum = f64x2.mul(even0, v128.load(at));
  sum = f64x2.add(sum, f64x2.mul(even1, sidesOf(at, sampleBytes)));
  sum = f64x2.add(sum, f64x2.mul(even2, sidesOf(at, 2 * sampleBytes)));
  sum = f64x2.add(sum, f64x2.mul(even3, sidesOf(at, 3 * sampleBytes)));
  return f64x2.add(sum, f64x2.mul(even4, sidesOf(at, 4 * sampleBytes)));
}

function makeOdd(at: usize): v128 {
  let sum = f64x2.mul(odd0, v128.load(at));
  sum = f64x2.add(sum, f64x2.mul(odd1, sidesOf(at, sampleBytes)));
  sum = f64x2.add(sum, f64x2.mul(odd2, sidesOf(at, 2 * sampleBytes)));
  sum = f64x2.add(sum, f64x2.mul(odd3, sidesOf(at, 3 * sampleBytes)));
  return f64x2.add(sum, f64x2.mul(odd4, sidesOf(at, 4 * sampleBytes)));
}

function sidesOf(at: usize, reach: i32): v128 {
  return f64x2.add(v128.load(at - reach), v128.load(at + reach));
}

/** Puts `length` samples of `width` lines into a strip, every `everyBytes` of it. */
export function gatherLines(
  from: usize,
  length: i32,
  width: i32,
  step: i32,
  lineStep: i32,
  strip: usize,
  everyBytes: i32,
): void {
  for (let sample: i32 = 0; sample < length; sample += 1) {
    const source = from + sample * step;
    const target = strip + sample * everyBytes;
    if (lineStep === 8 && width === stripLines) {
      v128.store(target, v128.load(source));
      v128.store(target + 16, v128.load(source + 16));
      v128.store(target + 32, v128.load(source + 32));
      v128.store(target + 48, v128.load(source + 48));
    } else {
      for (let line: i32 = 0; line < width; line += 1)
        store<f64>(target + 8 * line, load<f64>(source + line * lineStep));
    }
  }
}
