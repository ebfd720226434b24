import type { Assessment } from "../../runtime/kernel/assessment.ts";
import type { Box, Point } from "../../runtime/kernel/geometry.ts";
import type { PageImage } from "../../runtime/kernel/image.ts";
import type { Quad } from "../image/homography.ts";
import { type GrayRaster, reduceToGray } from "../image/kernels/reduce-to-gray.ts";
import type { DocumentLimits } from "./document-limits.ts";
import {
  type DocumentMeasures,
  type DocumentReasonCode,
  findDocumentReasons,
  scoreDocument,
} from "./document-reasons.ts";
import { findCorners } from "./find-corners.ts";
import { findPage } from "./find-page.ts";
import { readBlocks, wholePage } from "./ink-blocks.ts";
import type { BlockMask } from "./kernels/largest-patch.ts";
import { measureCornerCut } from "./measure-corners.ts";
import { measureInk } from "./measure-ink.ts";
import { measureLight } from "./measure-light.ts";
import { settleResolution } from "./settle-resolution.ts";
import { straightenGray } from "./straighten-page.ts";

export { type DocumentLimits, defaultDocumentLimits } from "./document-limits.ts";
export type { DocumentReasonCode } from "./document-reasons.ts";

/**
 * `score` is this project's own, 50 at the limit of the weakest measure. `measures`: `pageAreaRatio`, `resolutionPpi`,
 * `inkRatio`, `contrastRatio`, `edgeSteepness`, `glareRatio`, `shadowRatio`, `cornerCutRatio` (each 0 to 1 but the
 * resolution), `paperLevel` (0 to 255), `skewDeg` (+ clockwise, 0 when no lines stand out; against the sheet's own sides
 * where they are to be seen).
 */
export type DocumentAssessment = Assessment<DocumentReasonCode> & {
  /** Around the sheet, in pixels of the image; the whole image when it shows no ground. null without a page. */
  readonly page: Box | null;
  /**
   * The sheet's corners in pixels of the image, clockwise from the one nearest its top left, each where it would be if it
   * were not folded, cut or outside; null where no ground shows where the sheet ends.
   */
  readonly corners: Quad | null;
};

/** A4 at 150 ppi: print is legible there, and what is blurred there is blurred for the reader. */
const workingSideMaxPx = 1_800;
/** Smaller images hold no line of text. */
const imageSideMinPx = 32;

/** Judges whether a scanned paper can be read. Deterministic; never throws on a poor scan. */
export function assessDocument(page: PageImage, limits: DocumentLimits): DocumentAssessment {
  const found = lookAtPage(page);
  const resolutionPpi = settleResolution(page, found.corners) ?? supposeResolution(page);
  const measures = { ...found.measures, resolutionPpi };
  const reasons = findDocumentReasons(measures, limits);
  const hasPage = measures.pageAreaRatio >= limits.pageAreaMinRatio;
  const [box, corners] = hasPage ? [found.box, found.corners] : [null, null];
  return { score: scoreDocument(measures, limits), measures, reasons, page: box, corners };
}

/** Of a picture that neither states a resolution nor shows a sheet's shape: that which an A4 across it would have. */
function supposeResolution({ widthPx, heightPx }: PageImage): number {
  return (Math.max(0, widthPx, heightPx) / 297) * 25.4;
}

type SeenPage = {
  readonly box: Box | null;
  readonly corners: Quad | null;
  readonly measures: Omit<DocumentMeasures, "resolutionPpi">;
};

const nothingSeen: SeenPage = {
  box: null,
  corners: null,
  measures: {
    ...{ pageAreaRatio: 0, inkRatio: 0, paperLevel: 0, contrastRatio: 0, edgeSteepness: 0, skewDeg: 0 },
    ...{ glareRatio: 0, shadowRatio: 0, cornerCutRatio: 0 },
  },
};

function lookAtPage(image: PageImage): SeenPage {
  const { widthPx, heightPx } = image;
  if (!(Math.min(widthPx, heightPx) >= imageSideMinPx)) return nothingSeen;
  const factor = Math.ceil(Math.max(widthPx, heightPx) / workingSideMaxPx);
  const gray = reduceToGray(image, factor);
  const blocks = readBlocks(gray);
  const found = findPage(blocks);
  if (found === null) return nothingSeen;
  const corners = found.areaRatio < 1 ? findCorners(gray, blocks, found.page) : null;
  const { measures: ink } = measureInk(gray, blocks, found.page);
  const measures = {
    ...ink,
    ...measureLight(blocks, found.page),
    pageAreaRatio: found.areaRatio,
    cornerCutRatio: corners === null ? 0 : measureCornerCut(corners, found.page, blocks.blockPx),
    skewDeg: corners === null ? ink.skewDeg : measureLean(gray, corners),
  };
  return { box: boundPage(found.page, blocks.blockPx * factor, image), corners: scaleQuad(corners, factor), measures };
}

/** Lean of the lines against the sheet's own sides. */
function measureLean(gray: GrayRaster, corners: Quad): number {
  const straight = straightenGray(gray, corners);
  if (straight === null) return 0;
  const blocks = readBlocks(straight);
  return measureInk(straight, blocks, wholePage(blocks)).measures.skewDeg;
}

function scaleQuad(corners: Quad | null, factor: number): Quad | null {
  if (corners === null) return null;
  const [a, b, c, d] = corners;
  const scale = ({ x, y }: Point): Point => ({ x: x * factor, y: y * factor });
  return [scale(a), scale(b), scale(c), scale(d)];
}

function boundPage({ columns, mask }: BlockMask, blockPx: number, { widthPx, heightPx }: PageImage): Box {
  const places = Array.from(mask.keys()).filter((at) => mask[at] === 1);
  const [left, right] = findRange(places.map((at) => at % columns));
  const [top, bottom] = findRange(places.map((at) => Math.floor(at / columns)));
  const [x, y] = [left * blockPx, top * blockPx];
  return {
    x,
    y,
    width: Math.min(widthPx, (right + 1) * blockPx) - x,
    height: Math.min(heightPx, (bottom + 1) * blockPx) - y,
  };
}

function findRange(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, 0],
  );
}
