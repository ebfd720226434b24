import { BoothError } from "../../../runtime/kernel/errors.ts";

/** Two-byte markers of a WSQ file (FBI IAFIS-IC-0110). */
export const wsqMarker = {
  startOfImage: 0xffa0,
  endOfImage: 0xffa1,
  startOfFrame: 0xffa2,
  startOfBlock: 0xffa3,
  transform: 0xffa4,
  quantisation: 0xffa5,
  huffman: 0xffa6,
  restartInterval: 0xffa7,
  comment: 0xffa8,
  firstRestart: 0xffb0,
  lastRestart: 0xffb7,
} as const;

/** A card of ten prints at 500 ppi has 16 megapixels; more is refused before any memory is taken for it. */
export const wsqPixelsMax = 25_000_000;

/** The resolution WSQ is made for, and what is assumed of a file that does not state one. */
export const wsqDefaultPpi = 500;
/** Sensors called 500 ppi measure up to 512; the bin widths are made for ridges of that scale and no other. */
const resolutionTolerancePpi = 25;

export function isWsqResolution(resolutionPpi: number): boolean {
  return Math.abs(resolutionPpi - wsqDefaultPpi) <= resolutionTolerancePpi;
}

/** Bits a pixel of the two compression ratios in use: about 15:1 and 5:1. */
export const wsqRates = [0.75, 2.25] as const;
/** What an encoder takes beside them. */
export const wsqRateBounds = { min: 0.1, max: 8 } as const;

/** Five halvings leave one sample of the shortest side that an encoder takes. A decoder takes any. */
export const wsqSideMinPx = 32;

export const subbandCount = 64;

/** Number of blocks of entropy-coded data, and the first subband of each; the last one ends with subband 63. */
export const blockStarts = [0, 19, 52] as const;

/** Symbols of the Huffman alphabet (the table of annex A): what each stands for in the stream of bin indices. */
export const wsqSymbol = {
  /** 1 to 100 are runs of that many zeros. */
  zeroRunMax: 100,
  plus8: 101,
  minus8: 102,
  plus16: 103,
  minus16: 104,
  run8: 105,
  run16: 106,
  /** 107 to 254 are the index plus this. */
  indexOffset: 180,
  indexMin: -73,
  indexMax: 74,
} as const;

/** Tells a WSQ file by its first bytes, whatever its name. */
export function isWsq(bytes: Uint8Array): boolean {
  return bytes[0] === wsqMarker.startOfImage >> 8 && bytes[1] === (wsqMarker.startOfImage & 0xff);
}

/** @throws BoothError `codec.invalid`, always */
export function refuseWsq(problem: string, offsetBytes?: number): never {
  const where = offsetBytes === undefined ? "" : `, at byte ${offsetBytes}`;
  throw new BoothError("codec.invalid", { format: "WSQ", problem: `${problem}${where}` });
}
