import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { type Synthesis, synthesisOf } from "./filter-bank.ts";
import { createLookup } from "./huffman-lookup.ts";
import { restorePixels } from "./kernels/normalise-pixels.ts";
import { restoreBand } from "./kernels/quantise-band.ts";
import { readSymbols, unstuff } from "./kernels/read-symbols.ts";
import { readWsq, type WsqBlock, type WsqFile } from "./read-wsq.ts";
import { buildSubbandTree, type PlanePart, subbandSize } from "./subband-tree.ts";
import { putTogether } from "./transform-plane.ts";
import { blockStarts, refuseWsq, subbandCount, wsqDefaultPpi, wsqPixelsMax } from "./wsq-format.ts";

/** The image, and every comment of the file. */
export type DecodedWsq = { readonly image: GrayImage; readonly comments: readonly string[] };

const highestBand = 60;
/** A slap of 1600 by 1500 pixels with filters of 32 taps is within it, and takes some two seconds. */
const productsMax = 100_000_000;

/**
 * Decodes a WSQ file (FBI IAFIS-IC-0110) in double precision: filters of any length up to 32, tables defined again between
 * blocks, comments anywhere, restart markers. Costs some 20 ms a megapixel: run it off the main thread.
 * @param unstatedPpi the image's resolution where no comment of the file states one
 * @throws BoothError `codec.invalid` for anything that is not one whole image of at most 25 megapixels
 */
export function decodeWsq(bytes: Uint8Array, unstatedPpi: number = wsqDefaultPpi): DecodedWsq {
  const file = readWsq(bytes);
  const { frame, comments, resolutionPpi } = file;
  const { widthPx, heightPx } = frame;
  const pixels = restorePixels(restorePlane(file), frame);
  return { image: { widthPx, heightPx, resolutionPpi: resolutionPpi ?? unstatedPpi, pixels }, comments };
}

/**
 * The bin indices of each of the 64 subbands, row by row; null for one that is not coded. For comparing encoders.
 * @throws BoothError `codec.invalid`
 */
export function readBinIndices(bytes: Uint8Array): readonly (Int32Array | null)[] {
  const { frame, blocks } = readWsq(bytes);
  const { subbands } = buildSubbandTree(frame.widthPx, frame.heightPx);
  return blocks.flatMap((block, number) => {
    const bands = bandsOf(number);
    const indices = readBlockIndices(block, bands, subbands);
    let start = 0;
    return bands.map((band) => {
      if (block.quantisation.widths[band] === null) return null;
      const end = start + sizeOf(subbands, band);
      const own = indices.slice(start, end);
      start = end;
      return own;
    });
  });
}

function restorePlane({ frame, transform, blocks }: WsqFile): Float64Array {
  const { widthPx, heightPx } = frame;
  if (widthPx * heightPx > wsqPixelsMax) refuseWsq(`${widthPx}×${heightPx} pixels; at most ${wsqPixelsMax} are read`);
  const tree = buildSubbandTree(widthPx, heightPx);
  const synthesis = synthesisOf(transform);
  checkWork(widthPx * heightPx, synthesis);
  const plane = new Float64Array(widthPx * heightPx);
  for (const [number, block] of blocks.entries()) {
    const bands = bandsOf(number);
    const indices = readBlockIndices(block, bands, tree.subbands);
    const { centre, widths } = block.quantisation;
    let start = 0;
    for (const band of bands) {
      const [width, part] = [widths[band] ?? null, tree.subbands[band]];
      if (width !== null && part !== undefined)
        start = restoreBand(indices, start, width, centre, plane, widthPx, part);
    }
  }
  const last = blocks.at(-1)?.quantisation.widths ?? [];
  putTogether(
    plane,
    widthPx,
    tree,
    synthesis,
    last.slice(highestBand).some((width) => width !== null),
  );
  return plane;
}

/**
 * Filters that no encoder in use has are applied one tap at a time: what they may cost is bounded, so that a few bytes
 * cannot keep a booth at work.
 */
function checkWork(pixels: number, synthesis: Synthesis): void {
  if ("nine" in synthesis) return;
  const taps = 2 * synthesis.any.reach + 1;
  if (pixels * taps > productsMax)
    refuseWsq(`${pixels} pixels to filter with ${taps} taps; at most ${productsMax} products`);
}

function bandsOf(block: number): readonly number[] {
  const start = blockStarts[block] ?? 0;
  const end = blockStarts[block + 1] ?? subbandCount;
  return Array.from({ length: end - start }, (_, index) => start + index);
}

function readBlockIndices(block: WsqBlock, bands: readonly number[], subbands: readonly PlanePart[]): Int32Array {
  const coded = bands.filter((band) => block.quantisation.widths[band] !== null);
  const indices = new Int32Array(coded.reduce((sum, band) => sum + sizeOf(subbands, band), 0));
  const lookup = createLookup(block.table);
  let start = 0;
  for (const [number, interval] of block.intervals.entries()) {
    const isBeforeRestart = number < block.intervals.length - 1;
    const range = { start, end: indices.length, isBeforeRestart };
    const { next, fault } = readSymbols(unstuff(interval), lookup, indices, range);
    if (fault !== null) refuseWsq(fault);
    start = next;
  }
  return indices;
}

function sizeOf(subbands: readonly PlanePart[], band: number): number {
  const part = subbands[band];
  return part === undefined ? 0 : subbandSize(part);
}
