import type { Assessment } from "../../runtime/kernel/assessment.ts";
import type { Box } from "../../runtime/kernel/geometry.ts";
import type { PageImage } from "../../runtime/kernel/image.ts";
import { reduceToGray } from "../image/kernels/reduce-to-gray.ts";
import type { DocumentLimits } from "./document-limits.ts";
import {
  type DocumentMeasures,
  type DocumentReasonCode,
  findDocumentReasons,
  scoreDocument,
} from "./document-reasons.ts";
import { findPage } from "./find-page.ts";
import { readPaperLevels } from "./ink-blocks.ts";
import type { BlockMask } from "./kernels/largest-patch.ts";
import { mapBlocks } from "./kernels/map-blocks.ts";
import { measureInk } from "./measure-ink.ts";

export { type DocumentLimits, defaultDocumentLimits } from "./document-limits.ts";
export type { DocumentReasonCode } from "./document-reasons.ts";

/**
 * `score` is this project's own, 50 at the limit of the weakest measure. `measures`: `pageAreaRatio`, `resolutionPpi`,
 * `inkRatio`, `contrastRatio`, `edgeSteepness` (each 0 to 1 but the resolution), `paperLevel` (0 to 255), `skewDeg` (+
 * clockwise, 0 when no lines stand out).
 */
export type DocumentAssessment = Assessment<DocumentReasonCode> & {
  /** Around the sheet, in pixels of the image; the whole image when it shows no ground. null without a page. */
  readonly page: Box | null;
};

/** A4 at 150 ppi: print is legible there, and what is blurred there is blurred for the reader. */
const workingSideMaxPx = 1_800;
const blocksAlongMax = 224;
const blockMinPx = 4;
/** Smaller images hold no line of text. */
const imageSideMinPx = 32;

/** Judges whether a scanned paper can be read. Deterministic; never throws on a poor scan. */
export function assessDocument(page: PageImage, limits: DocumentLimits): DocumentAssessment {
  const resolutionPpi = Number.isFinite(page.resolutionPpi) ? Math.max(0, page.resolutionPpi) : 0;
  const found = lookAtPage(page);
  const measures = { ...found.measures, resolutionPpi };
  const reasons = findDocumentReasons(measures, limits);
  const hasPage = measures.pageAreaRatio >= limits.pageAreaMinRatio;
  return { score: scoreDocument(measures, limits), measures, reasons, page: hasPage ? found.box : null };
}

type SeenPage = { readonly box: Box | null; readonly measures: Omit<DocumentMeasures, "resolutionPpi"> };

const nothingSeen: SeenPage = {
  box: null,
  measures: { pageAreaRatio: 0, inkRatio: 0, paperLevel: 0, contrastRatio: 0, edgeSteepness: 0, skewDeg: 0 },
};

function lookAtPage(image: PageImage): SeenPage {
  const { widthPx, heightPx } = image;
  if (!(Math.min(widthPx, heightPx) >= imageSideMinPx)) return nothingSeen;
  const factor = Math.ceil(Math.max(widthPx, heightPx) / workingSideMaxPx);
  const gray = reduceToGray(image, factor);
  const longerPx = Math.max(gray.widthPx, gray.heightPx);
  const blocks = readPaperLevels(mapBlocks(gray, Math.max(blockMinPx, Math.ceil(longerPx / blocksAlongMax))));
  const found = findPage(blocks);
  if (found === null) return nothingSeen;
  const measures = { pageAreaRatio: found.areaRatio, ...measureInk(gray, blocks, found.page) };
  return { box: boundPage(found.page, blocks.blockPx * factor, image), measures };
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
