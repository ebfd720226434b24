/** Side of the blocks transformed. */
export const fourierPx = 32;
const half = fourierPx / 2;
/** Frequencies across a block from here on are never looked at. */
const frequencyEnd = 13;

/** 4096 times the sine of 32 angles a turn. */
const sines = Int32Array.from({ length: fourierPx }, (_, angle) =>
  Math.round(4096 * Math.sin((2 * Math.PI * angle) / fourierPx)),
);
const cosineOf = (angle: number) => sines[(angle + fourierPx / 4) & (fourierPx - 1)]!;
const sineOf = (angle: number) => sines[angle & (fourierPx - 1)]!;

/** Where a row is to be put before its columns are transformed, so that what comes out is in order. */
export const rowSlots = reverseBits(5);
const pairSlots = reverseBits(4);
/** The same for a pixel of a row: two neighbours make a pair. */
export const pixelSlots = Uint8Array.from({ length: fourierPx }, (_, x) => 2 * pairSlots[x >> 1]! + (x & 1));

function reverseBits(bits: number): Uint8Array {
  return Uint8Array.from({ length: 1 << bits }, (_, value) => {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit += 1) reversed |= ((value >> bit) & 1) << (bits - 1 - bit);
    return reversed;
  });
}

/** Many lines of `count` values, pairs of a real and an imaginary part, that are transformed together. */
type Batch = {
  readonly count: number;
  /** Numbers from one value to the next, and from one line to the next. */
  readonly step: number;
  readonly lineStep: number;
  readonly lines: number;
  /** 1 for the way back. */
  readonly sign: 1 | -1;
};
const columnsForth: Batch = { count: fourierPx, step: fourierPx, lineStep: 2, lines: frequencyEnd, sign: -1 };
const columnsBack: Batch = { ...columnsForth, sign: 1 };
const rowsBack: Batch = { count: half, step: 2, lineStep: fourierPx, lines: fourierPx, sign: 1 };

/**
 * Spectra of rows of 32 whole numbers, in place, rounded at every step as FingerJetFX OSE rounds. Pixels are to be
 * given in `pixelSlots`; a row then holds the frequencies 0 to 15 as pairs of real and imaginary part.
 */
export function transformRows(rows: Int32Array): void {
  transform(rows, { ...rowsBack, lines: rows.length / fourierPx, sign: -1 });
  for (let frequency = 1; frequency <= half / 2; frequency += 1) separate(rows, frequency);
  for (let row = 0; row < rows.length; row += fourierPx) {
    rows[row] = rows[row]! + rows[row + 1]!;
    rows[row + 1] = 0;
  }
}

/**
 * Makes the spectrum of a block from those of its 32 rows, which are to be given in `rowSlots`, as far as frequency 12.
 * Rows are then frequencies down the block, negative from 16 on.
 */
export function transformColumns(block: Int32Array): void {
  transform(block, columnsForth);
}

/**
 * The way back, 1024 times too large: the spectrum is to be given with its rows in `rowSlots` and nothing beyond
 * frequency 12. It is used up, and `block` holds the result.
 */
export function restoreBlock(spectrum: Int32Array, block: Int32Array): void {
  transform(spectrum, columnsBack);
  for (let frequency = 1; frequency <= half / 2; frequency += 1) interlace(spectrum, block, frequency);
  for (let row = 0; row < spectrum.length; row += fourierPx) {
    block[row] = spectrum[row]! + spectrum[row + 1]!;
    block[row + 1] = spectrum[row]! - spectrum[row + 1]!;
  }
  transform(block, rowsBack);
}

/** Radix 2, two rounds at a time; values stand in bit-reversed order before. */
function transform(data: Int32Array, batch: Batch): void {
  const { count, step } = batch;
  let span = 1;
  for (; 4 * span <= count; span *= 4) {
    for (let first = 0; first < count; first += 4 * span) {
      combineFourStraight(data, first * step, span * step, batch);
      for (let wave = 1; wave < span; wave += 1) {
        combineFour(data, (first + wave) * step, span * step, batch, (wave * half) / span);
      }
    }
  }
  if (span === count) return;
  for (let wave = 0; wave < span; wave += 1) combineTwo(data, wave * step, span * step, batch, (wave * half) / span);
}

/** Two rounds that turn by whole quarters only: nothing is rounded. */
function combineFourStraight(data: Int32Array, first: number, gap: number, { lineStep, lines, sign }: Batch): void {
  const end = first + lines * lineStep;
  for (let a = first; a < end; a += lineStep) {
    const b = a + gap;
    const c = b + gap;
    const d = c + gap;
    const sumReal = data[a]! + data[b]!;
    const sumImaginary = data[a + 1]! + data[b + 1]!;
    const leftReal = data[a]! - data[b]!;
    const leftImaginary = data[a + 1]! - data[b + 1]!;
    const laterReal = data[c]! + data[d]!;
    const laterImaginary = data[c + 1]! + data[d + 1]!;
    const turnedReal = Math.imul(sign, data[d + 1]! - data[c + 1]!);
    const turnedImaginary = Math.imul(sign, data[c]! - data[d]!);
    data[a] = sumReal + laterReal;
    data[a + 1] = sumImaginary + laterImaginary;
    data[b] = leftReal + turnedReal;
    data[b + 1] = leftImaginary + turnedImaginary;
    data[c] = sumReal - laterReal;
    data[c + 1] = sumImaginary - laterImaginary;
    data[d] = leftReal - turnedReal;
    data[d + 1] = leftImaginary - turnedImaginary;
  }
}

/** Two rounds: by `angle` first, then by its half, and by that and a quarter. */
function combineFour(data: Int32Array, first: number, gap: number, batch: Batch, angle: number): void {
  const { lineStep, lines, sign } = batch;
  const cosine = cosineOf(angle);
  const sine = Math.imul(sign, sineOf(angle));
  const halfCosine = cosineOf(angle / 2);
  const halfSine = Math.imul(sign, sineOf(angle / 2));
  const end = first + lines * lineStep;
  for (let a = first; a < end; a += lineStep) {
    const b = a + gap;
    const c = b + gap;
    const d = c + gap;
    const bReal = (Math.imul(cosine, data[b]!) - Math.imul(sine, data[b + 1]!) + 2048) >> 12;
    const bImaginary = (Math.imul(cosine, data[b + 1]!) + Math.imul(sine, data[b]!) + 2048) >> 12;
    const dReal = (Math.imul(cosine, data[d]!) - Math.imul(sine, data[d + 1]!) + 2048) >> 12;
    const dImaginary = (Math.imul(cosine, data[d + 1]!) + Math.imul(sine, data[d]!) + 2048) >> 12;
    const sumReal = data[a]! + bReal;
    const sumImaginary = data[a + 1]! + bImaginary;
    const leftReal = data[a]! - bReal;
    const leftImaginary = data[a + 1]! - bImaginary;
    const laterReal = data[c]! + dReal;
    const laterImaginary = data[c + 1]! + dImaginary;
    const restReal = data[c]! - dReal;
    const restImaginary = data[c + 1]! - dImaginary;
    const cReal = (Math.imul(halfCosine, laterReal) - Math.imul(halfSine, laterImaginary) + 2048) >> 12;
    const cImaginary = (Math.imul(halfCosine, laterImaginary) + Math.imul(halfSine, laterReal) + 2048) >> 12;
    // A quarter more exchanges sine and cosine.
    const turnedCosine = Math.imul(-sign, halfSine);
    const turnedSine = Math.imul(sign, halfCosine);
    const turnedReal = (Math.imul(turnedCosine, restReal) - Math.imul(turnedSine, restImaginary) + 2048) >> 12;
    const turnedImaginary = (Math.imul(turnedCosine, restImaginary) + Math.imul(turnedSine, restReal) + 2048) >> 12;
    data[a] = sumReal + cReal;
    data[a + 1] = sumImaginary + cImaginary;
    data[b] = leftReal + turnedReal;
    data[b + 1] = leftImaginary + turnedImaginary;
    data[c] = sumReal - cReal;
    data[c + 1] = sumImaginary - cImaginary;
    data[d] = leftReal - turnedReal;
    data[d + 1] = leftImaginary - turnedImaginary;
  }
}

function combineTwo(data: Int32Array, first: number, gap: number, batch: Batch, angle: number): void {
  const cosine = cosineOf(angle);
  const sine = Math.imul(batch.sign, sineOf(angle));
  const end = first + batch.lines * batch.lineStep;
  for (let a = first; a < end; a += batch.lineStep) {
    const b = a + gap;
    const real = (Math.imul(cosine, data[b]!) - Math.imul(sine, data[b + 1]!) + 2048) >> 12;
    const imaginary = (Math.imul(cosine, data[b + 1]!) + Math.imul(sine, data[b]!) + 2048) >> 12;
    data[b] = data[a]! - real;
    data[b + 1] = data[a + 1]! - imaginary;
    data[a] = data[a]! + real;
    data[a + 1] = data[a + 1]! + imaginary;
  }
}

/**
 * From the spectra of 16 pairs to those of 32 real numbers: a frequency and its counterpart in every row. The highest
 * frequency is dropped.
 */
function separate(data: Int32Array, frequency: number): void {
  const cosine = cosineOf(-frequency);
  const sine = sineOf(-frequency);
  let high = fourierPx - 2 * frequency;
  for (let low = 2 * frequency; low < data.length; low += fourierPx, high += fourierPx) {
    const evenReal = (data[high]! + data[low]!) << 12;
    const evenImaginary = (data[low + 1]! - data[high + 1]!) << 12;
    const sum = data[low + 1]! + data[high + 1]!;
    const difference = data[high]! - data[low]!;
    const oddReal = Math.imul(cosine, sum) - Math.imul(sine, difference);
    const oddImaginary = Math.imul(cosine, difference) + Math.imul(sine, sum);
    data[low] = (evenReal + oddReal + 4096) >> 13;
    data[low + 1] = (evenImaginary + oddImaginary + 4096) >> 13;
    data[high] = (evenReal - oddReal + 4096) >> 13;
    data[high + 1] = (oddImaginary - evenImaginary + 4096) >> 13;
  }
}

/** Undoes `separate`, and puts pairs where the transform wants them. */
function interlace(data: Int32Array, target: Int32Array, frequency: number): void {
  const cosine = cosineOf(frequency + half);
  const sine = sineOf(frequency + half);
  const lowSlot = 2 * pairSlots[frequency]!;
  const highSlot = 2 * pairSlots[half - frequency]!;
  for (let row = 0; row < data.length; row += fourierPx) {
    const low = row + 2 * frequency;
    const high = row + fourierPx - 2 * frequency;
    const evenReal = (data[high]! + data[low]!) << 12;
    const evenImaginary = (data[low + 1]! - data[high + 1]!) << 12;
    const sum = data[low + 1]! + data[high + 1]!;
    const difference = data[high]! - data[low]!;
    const oddReal = Math.imul(cosine, sum) - Math.imul(sine, difference);
    const oddImaginary = Math.imul(cosine, difference) + Math.imul(sine, sum);
    target[row + lowSlot] = (evenReal + oddReal + 2048) >> 12;
    target[row + lowSlot + 1] = (evenImaginary + oddImaginary + 2048) >> 12;
    target[row + highSlot] = (evenReal - oddReal + 2048) >> 12;
    target[row + highSlot + 1] = (oddImaginary - evenImaginary + 2048) >> 12;
  }
}
