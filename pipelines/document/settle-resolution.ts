import type { PageImage } from "../../runtime/kernel/image.ts";
import { doubledArea, type Quad } from "../image/homography.ts";
import { estimateAspect } from "./estimate-aspect.ts";
import { type UsualSheet, usualSheets } from "./usual-sheets.ts";

type Seen = Pick<PageImage, "widthPx" | "heightPx" | "resolutionPpi">;

const mmPerInch = 25.4;
/** A sheet found by its edges has the shape of the one it is; lenses and folds change it by less. */
const shapeSlackRatio = 0.015;
/** A scan that is cut to its sheet has the sheet's shape to a pixel or two; a camera's 3:2 is not folio. */
const cutSlackRatio = 0.01;
/** So far may stated and measured resolution lie apart and be one: tilt, a bent sheet, an edge found a little inside. */
const agreeRatio = 0.92;

/**
 * Pixels an inch of the sheet itself. What is stated counts where a usual sheet of the seen shape would have it; where
 * none would, the lower of it and what the largest such sheet has. Where nothing is stated (0), the largest usual sheet
 * of the shape, seen by its corners or being the whole image. null where neither is to be had.
 */
export function settleResolution(image: Seen, corners: Quad | null): number | null {
  const stated = Number.isFinite(image.resolutionPpi) && image.resolutionPpi > 0 ? image.resolutionPpi : null;
  if (corners === null) return stated ?? measureWhole(image);
  const areaPx = doubledArea(corners) / 2;
  const [largest, ...others] = sheetsOf(estimateAspect(corners, image), shapeSlackRatio);
  if (largest === undefined || !(areaPx > 0)) return stated;
  const measured = measure(areaPx, largest);
  if (stated === null) return measured;
  const agrees = [measured, ...others.map((sheet) => measure(areaPx, sheet))].some(
    (ppi) => Math.min(ppi / stated, stated / ppi) >= agreeRatio,
  );
  return agrees ? stated : Math.min(stated, measured);
}

function measureWhole({ widthPx, heightPx }: Seen): number | null {
  const [largest] = sheetsOf(widthPx / heightPx, cutSlackRatio);
  return largest === undefined ? null : measure(widthPx * heightPx, largest);
}

/** Largest first. */
function sheetsOf(aspect: number, slackRatio: number): readonly UsualSheet[] {
  const longer = Math.max(aspect, 1 / aspect);
  return usualSheets.filter(({ shortMm, longMm }) => Math.abs((longer * shortMm) / longMm - 1) <= slackRatio);
}

/** Over both sides of the sheet, so that a tilt, by which one of them is shortened, counts half. */
function measure(areaPx: number, { shortMm, longMm }: UsualSheet): number {
  return Math.sqrt(areaPx / (shortMm * longMm)) * mmPerInch;
}
