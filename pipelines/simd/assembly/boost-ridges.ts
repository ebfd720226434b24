import { blockPx, interlace, round, separate, slotOf, transform } from "./block-fourier";
import { reserve } from "./room";
import { transpose } from "./transpose";

const spacing: i32 = 17;
/** What blocks reach beyond the print's left and top. */
const margin: i32 = blockPx - spacing;
/** Squared frequencies, in waves a block, between which ridges lie. */
const squareMin: i32 = 6;
const squareMax: i32 = 169;
/** Frequencies across a block that are transformed: all that count, and up to a whole vector. */
const frequencies: i32 = 16;
/** A block of less contrast than this is not stretched to the full range. */
const rangeMin: i32 = 16;
const levelMax: i32 = 251;
/** Rows transformed at once: as many as stay close at hand. */
const chunkBytes: i32 = 256;
/** Added to a double it leaves the nearest whole number in the lower half. */
const roundingMagic: f64 = 6_755_399_441_055_744;

/** Bytes from one frequency's or row's numbers to the next in a block. */
const rowBytes: i32 = 4 * frequencies;
const lineBytes: i32 = 4 * blockPx;

/** A block's two parts, and the same lying the other way: rows of frequencies, and frequencies of rows. */
let blockReal: usize = 0;
let blockImaginary: usize = 0;
let spectrumReal: usize = 0;
let spectrumImaginary: usize = 0;

/** Transposed prints: from one column to the next. */
let columnBytes: i32 = 0;

/**
 * Raises ridges from their surroundings: in overlapping blocks each frequency of a ridge is multiplied by its own
 * strength, and the block is stretched to nearly the full range, as FingerJetFX OSE does in the same whole numbers.
 */
export function boostRidges(source: usize, target: usize, width: i32, height: i32): void {
  columnBytes = (margin + height + blockPx + 15) & ~15;
  const columns = margin + width + blockPx;
  const print = reserve(columns * columnBytes);
  memory.fill(print, 0, columns * columnBytes);
  for (let x: i32 = 0; x < width; x += 1) {
    const column = print + (x + margin) * columnBytes + margin;
    for (let y: i32 = 0; y < height; y += 1) store<u8>(column + y, 255 - load<u8>(source + y * width + x));
  }
  // White, from which every block takes its ridges' share.
  const boosted = reserve(columns * columnBytes);
  memory.fill(boosted, 255, columns * columnBytes);
  const strip = reserve(2 * rowBytes * columnBytes);
  const lines = reserve(2 * 4 * frequencies * columnBytes);
  reserveBlocks();
  for (let left: i32 = 0; left < margin + width; left += spacing) {
    readStrip(print + left * columnBytes, lines, strip);
    for (let top: i32 = 0; top < margin + height; top += spacing) {
      boostBlock(strip + top * rowBytes);
      darken(boosted + left * columnBytes + top);
    }
  }
  for (let x: i32 = 0; x < width; x += 1) {
    const column = boosted + (x + margin) * columnBytes + margin;
    for (let y: i32 = 0; y < height; y += 1) store<u8>(target + y * width + x, load<u8>(column + y));
  }
}

function reserveBlocks(): void {
  const bytes = blockPx * rowBytes;
  blockReal = reserve(bytes);
  blockImaginary = reserve(bytes);
  spectrumReal = reserve(bytes);
  spectrumImaginary = reserve(bytes);
}

/** The spectra of the rows of 32 columns: a row's 16 real parts after the other, and as far behind the imaginary ones. */
function readStrip(columns: usize, lines: usize, strip: usize): void {
  const stride = 4 * columnBytes;
  const imaginaries = lines + frequencies * stride;
  for (let x: i32 = 0; x < blockPx; x += 1) {
    const to = (x & 1 ? imaginaries : lines) + slotOf(x >> 1, 4) * stride;
    const from = columns + x * columnBytes;
    for (let y: i32 = 0; y < columnBytes; y += 8) {
      const levels = v128.load_ext<u8>(from + y);
      v128.store(to + 4 * y, i32x4.extend_low_i16x8_s(levels));
      v128.store(to + 4 * y + 16, i32x4.extend_high_i16x8_s(levels));
    }
  }
  for (let off: i32 = 0; off < stride; off += chunkBytes) {
    const length = min(chunkBytes, stride - off);
    transform(lines + off, imaginaries + off, frequencies, stride, length, -1);
    separate(lines + off, imaginaries + off, stride, length);
  }
  transpose(lines, stride, frequencies, columnBytes, strip, rowBytes);
  transpose(imaginaries, stride, frequencies, columnBytes, strip + rowBytes * columnBytes, rowBytes);
}

/** Leaves the boosted block in `spectrumReal` (its even columns) and `spectrumImaginary`, 1024 times too large. */
function boostBlock(rows: usize): void {
  const toImaginary = rowBytes * columnBytes;
  for (let y: i32 = 0; y < blockPx; y += 1) {
    const to = slotOf(y, 5) * rowBytes;
    memory.copy(blockReal + to, rows + y * rowBytes, rowBytes);
    memory.copy(blockImaginary + to, rows + toImaginary + y * rowBytes, rowBytes);
  }
  transform(blockReal, blockImaginary, blockPx, rowBytes, rowBytes, -1);
  strengthen();
  transform(spectrumReal, spectrumImaginary, blockPx, rowBytes, rowBytes, 1);
  transpose(spectrumReal, rowBytes, blockPx, frequencies, blockReal, lineBytes);
  transpose(spectrumImaginary, rowBytes, blockPx, frequencies, blockImaginary, lineBytes);
  interlace(blockReal, blockImaginary, lineBytes, lineBytes, spectrumReal, spectrumImaginary);
  transform(spectrumReal, spectrumImaginary, frequencies, lineBytes, lineBytes, 1);
}

/** Multiplies each frequency of a ridge by its strength; the others become nothing. */
function strengthen(): void {
  for (let row: i32 = 0; row < blockPx; row += 1) {
    const down = row < blockPx / 2 ? row : row - blockPx;
    const to = slotOf(row, 5) * rowBytes;
    for (let frequency: i32 = 0; frequency < frequencies; frequency += 4) {
      const across = i32x4.add(i32x4.splat(frequency), i32x4(0, 1, 2, 3));
      const square = i32x4.add(i32x4.mul(across, across), i32x4.splat(down * down));
      const isKept = v128.and(i32x4.gt_s(square, i32x4.splat(squareMin)), i32x4.lt_s(square, i32x4.splat(squareMax)));
      const off = row * rowBytes + 4 * frequency;
      const real = v128.load(blockReal + off);
      const imaginary = v128.load(blockImaginary + off);
      const strength = round(lengthOf(real, imaginary), 5);
      v128.store(spectrumReal + to + 4 * frequency, v128.and(isKept, multiply(real, strength)));
      v128.store(spectrumImaginary + to + 4 * frequency, v128.and(isKept, multiply(imaginary, strength)));
    }
  }
}

function multiply(part: v128, strength: v128): v128 {
  return round(i32x4.add(part, round(i32x4.mul(part, strength), 7)), 3);
}

/** That of an octagon; 181 / 256 is half the root of two. */
function lengthOf(x: v128, y: v128): v128 {
  const left = i32x4.abs(x);
  const right = i32x4.abs(y);
  const slanted = round(i32x4.mul(i32x4.add(left, right), i32x4.splat(181)), 8);
  return i32x4.max_s(i32x4.max_s(left, right), slanted);
}

/** Takes the block's levels, stretched and faded out towards its sides, from the columns at `boosted`. */
function darken(boosted: usize): void {
  let lowest = v128.load(spectrumReal);
  let highest = lowest;
  for (let off: i32 = 0; off < frequencies * lineBytes; off += 16) {
    const even = v128.load(spectrumReal + off);
    const odd = v128.load(spectrumImaginary + off);
    lowest = i32x4.min_s(lowest, i32x4.min_s(even, odd));
    highest = i32x4.max_s(highest, i32x4.max_s(even, odd));
  }
  const least = (leastOf(lowest) + 512) >> 10;
  const most = (-leastOf(i32x4.neg(highest)) + 512) >> 10;
  const range = max(most - least, rangeMin);
  const floor = most - least < rangeMin ? least - ((rangeMin - (most - least)) >> 1) : least;
  for (let x: i32 = 0; x < blockPx; x += 1) {
    const line = (x & 1 ? spectrumImaginary : spectrumReal) + (x >> 1) * lineBytes;
    darkenColumn(boosted + x * columnBytes, line, floor, levelMax * fade(x), range);
  }
}

function leastOf(lanes: v128): i32 {
  return min(
    min(i32x4.extract_lane(lanes, 0), i32x4.extract_lane(lanes, 1)),
    min(i32x4.extract_lane(lanes, 2), i32x4.extract_lane(lanes, 3)),
  );
}

/** Blocks fade in and out over their overlap, so that their weights add up to 256. */
function fade(at: i32): i32 {
  return min(at + 1, blockPx - at);
}

function darkenColumn(boosted: usize, line: usize, floor: i32, weight: i32, range: i32): void {
  for (let y: i32 = 0; y < blockPx; y += 16) {
    const first = shareOfFour(line, y, floor, weight, range);
    const second = shareOfFour(line, y + 4, floor, weight, range);
    const third = shareOfFour(line, y + 8, floor, weight, range);
    const fourth = shareOfFour(line, y + 12, floor, weight, range);
    const share = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(first, second), i16x8.narrow_i32x4_s(third, fourth));
    v128.store(boosted + y, i8x16.sub(v128.load(boosted + y), share));
  }
}

/** Level times weight, as a share of 256 times the range, to the nearest whole number; halves go up. */
function shareOfFour(line: usize, y: i32, floor: i32, weight: i32, range: i32): v128 {
  const divisor = 256 * <f64>range;
  const inverse = f64x2.splat(1 / divisor);
  // A quarter more keeps exact halves from falling short by rounding.
  const offset = f64x2.splat(roundingMagic);
  const quarter = f64x2.splat(0.25);
  const up = i32x4.add(i32x4.splat(y), i32x4(1, 2, 3, 4));
  const fades = i32x4.min_s(up, i32x4.sub(i32x4.splat(blockPx + 1), up));
  const level = i32x4.sub(round(v128.load(line + 4 * y), 10), i32x4.splat(floor));
  const product = i32x4.mul(level, i32x4.mul(fades, i32x4.splat(weight)));
  const low = f64x2.convert_low_i32x4_s(product);
  const high = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(product, product, 2, 3, 2, 3));
  const lowShare = f64x2.add(f64x2.mul(f64x2.add(low, quarter), inverse), offset);
  const highShare = f64x2.add(f64x2.mul(f64x2.add(high, quarter), inverse), offset);
  return v128.shuffle<i32>(lowShare, highShare, 0, 2, 4, 6);
}
