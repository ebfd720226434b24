import type { PageImage } from "../../runtime/kernel/image.ts";
import { type GrayRaster, reduceToGray } from "../image/kernels/reduce-to-gray.ts";
import { readBlocks, wholePage } from "./ink-blocks.ts";
import { eraseRules } from "./kernels/erase-rules.ts";
import { flattenLight } from "./kernels/flatten-light.ts";
import { turnRaster } from "./kernels/turn-raster.ts";
import { measureInk } from "./measure-ink.ts";

/** A page made ready for a reader of print. */
export type PreparedPrint = {
  /** Gray PGM (P5), its lines across. */
  readonly pgm: Uint8Array<ArrayBuffer>;
  /** By how many quarter turns clockwise it was turned. */
  readonly quarterTurns: 0 | 1 | 2 | 3;
};

/** A4 at 270 ppi: no reader needs more. */
const sideMaxPx = 3_200;

/**
 * Lights the page evenly, erases its rules and lays the lines of text across; upside down as well where `isFlipped`, as
 * nothing but reading tells top from bottom.
 */
export function preparePrint(page: PageImage, isFlipped: boolean): PreparedPrint {
  const gray = reduceToGray(page, Math.max(1, Math.ceil(Math.max(page.widthPx, page.heightPx) / sideMaxPx)));
  const blocks = readBlocks(gray);
  const { isSideways } = measureInk(gray, blocks, wholePage(blocks));
  const quarterTurns = ((isSideways ? 1 : 0) + (isFlipped ? 2 : 0)) as 0 | 1 | 2 | 3;
  const print = flattenLight(gray, blocks);
  eraseRules(print);
  return { pgm: writePgm(turnRaster(print, quarterTurns)), quarterTurns };
}

function writePgm({ widthPx, heightPx, pixels }: GrayRaster): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(`P5\n${widthPx} ${heightPx}\n255\n`);
  const pgm = new Uint8Array(header.length + pixels.length);
  pgm.set(header);
  pgm.set(pixels, header.length);
  return pgm;
}
