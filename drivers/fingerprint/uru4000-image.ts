import { blockFlag, type UruTransfer, uruLinesMax, uruWidthPx } from "./uru4000-protocol.ts";
import { skipKey, unscramble } from "./uru4000-scramble.ts";

/** Asks the reader for the key of a number. */
export type FetchKey = (keyNumber: number) => Promise<number>;

/** Of the sum of two neighbouring lines: scrambled ones are noise, a finger's are not. */
const scrambledVarianceMin = 5_000;

/** Whether the lines are scrambled; the header does not say. */
export function isScrambled({ lines }: UruTransfer): boolean {
  if (lines.length < 2 * uruWidthPx) return false;
  let sum = 0;
  let squares = 0;
  for (let column = 0; column < uruWidthPx; column += 1) {
    const pair = (lines[column] ?? 0) + (lines[uruWidthPx + column] ?? 0);
    sum += pair;
    squares += pair * pair;
  }
  return squares / uruWidthPx - (sum / uruWidthPx) ** 2 >= scrambledVarianceMin;
}

/** A copy of the lines in the clear. */
export async function clearLines(transfer: UruTransfer, fetchKey: FetchKey): Promise<Uint8Array> {
  const lines = transfer.lines.slice();
  if (!isScrambled(transfer)) return lines;
  let { keyNumber } = transfer;
  let key = await fetchKey(keyNumber);
  let at = 0;
  for (const { flags, lines: count } of transfer.blocks) {
    if (flags & blockFlag.changeKey) {
      keyNumber += 1;
      key = await fetchKey(keyNumber);
    }
    const length = count * uruWidthPx;
    const isPresent = (flags & blockFlag.notPresent) === 0;
    const treatment = flags & (blockFlag.noKeyUpdate | blockFlag.encrypted);
    if (treatment === blockFlag.encrypted && isPresent) key = unscramble(lines.subarray(at, at + length), key);
    else if (treatment === 0) key = skipKey(key, length);
    if (isPresent) at += length;
  }
  return lines;
}

/**
 * The finger as a person would see it: blocks in their places, ridges dark, the right way up. 384×290 pixels; what was not
 * sent is white.
 */
export function placeLines({ blocks }: UruTransfer, lines: Uint8Array, isTurned: boolean): Uint8Array {
  const pixels = new Uint8Array(uruWidthPx * uruLinesMax).fill(255);
  let from = 0;
  let to = 0;
  for (const { flags, lines: count } of blocks) {
    const length = count * uruWidthPx;
    if ((flags & blockFlag.notPresent) === 0) {
      for (let at = 0; at < length; at += 1) pixels[to + at] = 255 - (lines[from + at] ?? 0);
      from += length;
    }
    to += length;
  }
  return isTurned ? pixels.reverse() : pixels;
}
