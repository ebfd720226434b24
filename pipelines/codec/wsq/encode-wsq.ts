import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { joinBytes, u16 } from "../byte-parts.ts";
import { planBinWidths } from "./bin-widths.ts";
import { analysisTaps, standardBank } from "./filter-bank.ts";
import { assignCodes, planHuffmanTable } from "./huffman-code.ts";
import { measureLevels, normalisePixels } from "./kernels/normalise-pixels.ts";
import { quantiseBand } from "./kernels/quantise-band.ts";
import { countSymbols, sumBits, writeSymbols } from "./kernels/write-symbols.ts";
import { writeNistComment } from "./nist-comment.ts";
import { buildSubbandTree } from "./subband-tree.ts";
import { takeApart } from "./transform-plane.ts";
import {
  blockSegment,
  commentSegment,
  frameSegment,
  huffmanSegment,
  quantisationSegment,
  transformSegment,
} from "./write-segments.ts";
import {
  blockStarts,
  refuseWsq,
  subbandCount,
  wsqMarker,
  wsqPixelsMax,
  wsqRateBounds,
  wsqSideMinPx,
} from "./wsq-format.ts";

export type WsqOptions = {
  /** What the file may cost: 0.75 for a ratio of about 15:1, 2.25 for 5:1; from 0.1 to 8. */
  readonly bitsPerPixel: number;
  /** Goes into a comment of its own, ISO/IEC 8859-1; null for none. */
  readonly comment: string | null;
};

const sideMaxPx = 0xffff;

/**
 * Encodes a print as WSQ (FBI IAFIS-IC-0110, encoder number 2), in double precision. Lossy. The same input gives the same
 * bytes. A comment in NIST's form carries size, rate and resolution. Costs some 30 ms a megapixel: run it off the main
 * thread.
 * @throws BoothError `codec.invalid` when a side is below 32 pixels, or size, pixels or rate do not fit
 */
export function encodeWsq(image: GrayImage, { bitsPerPixel, comment }: WsqOptions): Uint8Array<ArrayBuffer> {
  const { widthPx, heightPx, pixels, resolutionPpi } = image;
  requireFitting(image);
  if (!(bitsPerPixel >= wsqRateBounds.min && bitsPerPixel <= wsqRateBounds.max)) refuseWsq(`a rate of ${bitsPerPixel}`);

  const levels = measureLevels(pixels);
  const plane = normalisePixels(pixels, levels);
  const tree = buildSubbandTree(widthPx, heightPx);
  takeApart(plane, widthPx, tree, analysisTaps(standardBank));
  const widths = planBinWidths(plane, widthPx, tree, bitsPerPixel);

  const indices = new Int32Array(pixels.length);
  const bandStarts = [0];
  for (const [band, part] of tree.subbands.entries()) {
    const start = bandStarts[band] ?? 0;
    const width = widths[band] ?? null;
    bandStarts.push(width === null ? start : quantiseBand(plane, widthPx, part, width, indices, start));
  }
  const blocks = blockStarts.map((band, block) => ({
    start: bandStarts[band] ?? 0,
    end: bandStarts[blockStarts[block + 1] ?? subbandCount] ?? 0,
  }));
  return joinBytes([
    u16(wsqMarker.startOfImage),
    commentSegment(writeNistComment({ widthPx, heightPx, resolutionPpi, bitsPerPixel })),
    ...(comment === null ? [] : [commentSegment(comment)]),
    transformSegment(standardBank),
    quantisationSegment(widths),
    frameSegment(widthPx, heightPx, levels),
    ...writeBlocks(indices, blocks),
    u16(wsqMarker.endOfImage),
  ]);
}

type Block = { readonly start: number; readonly end: number };

/** The first block has a Huffman table of its own, the other two share one. */
function writeBlocks(indices: Int32Array, [first, ...others]: readonly Block[]): readonly Uint8Array[] {
  return [first === undefined ? [] : [first], others].flatMap((blocks, tableId) => {
    const frequencies = blocks.map((block) => countBlock(indices, block));
    const table = planHuffmanTable(sumFrequencies(frequencies));
    const codes = assignCodes(table);
    const data = blocks.map(({ start, end }, index) => {
      const bits = sumBits(frequencies[index] ?? new Uint32Array(256), codes.lengths);
      return blockSegment(tableId, writeSymbols(indices, start, end, codes, bits));
    });
    return [huffmanSegment(tableId, table), ...data];
  });
}

function countBlock(indices: Int32Array, { start, end }: Block): Uint32Array {
  const frequencies = new Uint32Array(256);
  countSymbols(indices, start, end, frequencies);
  return frequencies;
}

function sumFrequencies(all: readonly Uint32Array[]): Uint32Array {
  const sum = Uint32Array.from({ length: 256 }, (_, symbol) =>
    all.reduce((total, each) => total + (each[symbol] ?? 0), 0),
  );
  // A table without a code is none; readers expect one even where no subband is coded.
  if (sum.every((count) => count === 0)) sum[1] = 1;
  return sum;
}

function requireFitting({ widthPx, heightPx, pixels }: GrayImage): void {
  const isWhole = Number.isInteger(widthPx) && Number.isInteger(heightPx);
  if (!isWhole || pixels.length !== widthPx * heightPx) refuseWsq("pixels do not fit the size");
  if (Math.min(widthPx, heightPx) < wsqSideMinPx) refuseWsq(`a side shorter than ${wsqSideMinPx} pixels`);
  if (Math.max(widthPx, heightPx) > sideMaxPx) refuseWsq(`a side longer than ${sideMaxPx} pixels`);
  if (widthPx * heightPx > wsqPixelsMax) refuseWsq(`more than ${wsqPixelsMax} pixels`);
}
