import { fourierPx, pixelSlots, restoreBlock, rowSlots, transformColumns, transformRows } from "./block-fourier.ts";
import { createScratch32 } from "./scratch.ts";
import type { ShrunkPrint } from "./shrink-print.ts";

const spacingPx = 17;
const blockPixels = fourierPx * fourierPx;
/** Squared frequencies, in waves a block, between which ridges lie. */
const squareMin = 6;
const squareMax = 169;
/** Numbers of a row that hold frequencies below the square root of that. */
const frequencyNumbers = 26;
/** A block of less contrast than this is not stretched to the full range. */
const rangeMin = 16;
const levelMax = 251;
/** Blocks fade in and out over their overlap, so that their weights add up to 256. */
const weights = Int32Array.from({ length: blockPixels }, (_, at) => levelMax * fade(at >> 5) * fade(at & 31));

function fade(at: number): number {
  return Math.min(at + 1, fourierPx - at, fourierPx - spacingPx + 1);
}

/** Frequencies that are kept, as places in a spectrum, and where each goes for the way back. */
const kept = listKept();

const block = new Int32Array(blockPixels);
const spectrum = new Int32Array(blockPixels);

const stripRoom = createScratch32();

/**
 * Raises ridges from their surroundings: in overlapping blocks each frequency of a ridge is multiplied by its own
 * strength, and the block is stretched to nearly the full range, as FingerJetFX OSE does in the same whole numbers.
 */
export function boostRidges(print: ShrunkPrint): Uint8Array {
  const { widthPx, heightPx } = print;
  // White, from which every block takes its ridges' share.
  const boosted = new Uint8Array(print.pixels.length).fill(255);
  for (let left = spacingPx - fourierPx; left < widthPx; left += spacingPx) {
    // Blocks below each other share most rows, so rows are transformed once.
    const strip = readStrip(print, left);
    transformRows(strip);
    const fromX = Math.max(0, -left);
    const endX = Math.min(fourierPx, widthPx - left);
    for (let top = spacingPx - fourierPx; top < heightPx; top += spacingPx) {
      const fromY = Math.max(0, -top);
      const endY = Math.min(fourierPx, heightPx - top);
      takeBlock(strip, top, fromY, endY);
      transformColumns(block);
      strengthen();
      restoreBlock(spectrum, block);
      darken(boosted, widthPx, { left, top, fromX, endX, fromY, endY });
    }
  }
  return boosted;
}

/** The print's rows as far as blocks at `left` see them: ridges bright, white and all beyond the print 0. */
function readStrip({ pixels, widthPx, heightPx }: ShrunkPrint, left: number): Int32Array {
  const strip = stripRoom(fourierPx * heightPx);
  const fromX = Math.max(0, -left);
  const endX = Math.min(fourierPx, widthPx - left);
  if (endX - fromX < fourierPx) strip.fill(0);
  for (let y = 0; y < heightPx; y += 1) {
    const row = y * widthPx + left;
    for (let x = fromX; x < endX; x += 1) strip[y * fourierPx + pixelSlots[x]!] = 255 - pixels[row + x]!;
  }
  return strip;
}

function takeBlock(strip: Int32Array, top: number, fromY: number, endY: number): void {
  for (let y = 0; y < fourierPx; y += 1) {
    const to = rowSlots[y]! * fourierPx;
    const from = (top + y) * fourierPx;
    if (y < fromY || y >= endY) block.fill(0, to, to + fourierPx);
    else for (let at = 0; at < frequencyNumbers; at += 1) block[to + at] = strip[from + at]!;
  }
}

function strengthen(): void {
  spectrum.fill(0);
  for (let at = 0; at < kept.length; at += 2) {
    const from = kept[at]!;
    const to = kept[at + 1]!;
    const real = block[from]!;
    const imaginary = block[from + 1]!;
    const strength = (lengthOf(real, imaginary) + 16) >> 5;
    spectrum[to] = (real + ((Math.imul(real, strength) + 64) >> 7) + 4) >> 3;
    spectrum[to + 1] = (imaginary + ((Math.imul(imaginary, strength) + 64) >> 7) + 4) >> 3;
  }
}

/** That of an octagon; 181 / 256 is half the root of two. */
function lengthOf(x: number, y: number): number {
  const left = Math.abs(x);
  const right = Math.abs(y);
  return Math.max(left, right, (Math.imul(left + right, 181) + 128) >> 8);
}

/** A block's place in the print, and what of the block lies in it. */
type Inside = {
  readonly left: number;
  readonly top: number;
  readonly fromX: number;
  readonly endX: number;
  readonly fromY: number;
  readonly endY: number;
};

function darken(boosted: Uint8Array, widthPx: number, { left, top, fromX, endX, fromY, endY }: Inside): void {
  let least = block[0]!;
  let most = least;
  for (let at = 1; at < blockPixels; at += 1) {
    least = Math.min(least, block[at]!);
    most = Math.max(most, block[at]!);
  }
  least = (least + 512) >> 10;
  most = (most + 512) >> 10;
  const range = most - least;
  const floor = range < rangeMin ? least - ((rangeMin - range) >> 1) : least;
  const divisor = 256 * Math.max(range, rangeMin);
  // A quarter more keeps exact quotients from falling short by rounding.
  const half = divisor / 2 + 0.25;
  const inverse = 1 / divisor;
  for (let y = fromY; y < endY; y += 1) {
    const shift = (top + y) * widthPx + left - y * fourierPx;
    const end = y * fourierPx + endX;
    for (let at = y * fourierPx + fromX; at < end; at += 1) {
      const level = ((block[at]! + 512) >> 10) - floor;
      const share = ((Math.imul(level, weights[at]!) + half) * inverse) | 0;
      boosted[at + shift] = boosted[at + shift]! - share;
    }
  }
}

function listKept(): Uint16Array {
  const places: number[] = [];
  for (let row = 0; row < fourierPx; row += 1) {
    const y = row < fourierPx / 2 ? row : row - fourierPx;
    for (let x = 0; x < fourierPx / 2; x += 1) {
      const square = x * x + y * y;
      if (square > squareMin && square < squareMax) {
        places.push(row * fourierPx + 2 * x, rowSlots[row]! * fourierPx + 2 * x);
      }
    }
  }
  return Uint16Array.from(places);
}
