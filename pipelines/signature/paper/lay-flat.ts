import type { GrayImage, PageImage } from "../../../runtime/kernel/image.ts";
import { settleResolution } from "../../document/settle-resolution.ts";
import { findSheet, type SheetCorners } from "./find-sheet.ts";
import { isSizedBy, openScan, type Sheet, supposedPpi } from "./open-scan.ts";
import { straightenSheet } from "./straighten-sheet.ts";

/** The scan as it came, and the sheet on it as it lies straight: the same where no ground is seen around it. */
export type FlatSheet = {
  readonly opened: Sheet;
  readonly sheet: Sheet;
  /** As stated, by the sheet's own size, or supposed where neither says anything. */
  readonly resolutionPpi: number;
};

/** Finds the sheet on a scan or photo and lays it straight; null for an image that is too small, or is none. */
export function layFlat(scan: GrayImage | PageImage): FlatSheet | null {
  const asStated = openScan(scan);
  if (asStated === null) return null;
  const corners = findSheet(asStated);
  const isStated = Number.isFinite(scan.resolutionPpi) && scan.resolutionPpi > 0;
  const resolutionPpi = isStated ? scan.resolutionPpi : (measureResolution(scan, corners, asStated) ?? supposedPpi);
  const opened = isSizedBy(resolutionPpi) ? rescale(asStated, resolutionPpi) : asStated;
  return { opened, sheet: corners === null ? opened : straightenSheet(opened, corners), resolutionPpi };
}

/** People sign slips of any size, so that a shape says something only where nobody states anything. */
function measureResolution(
  scan: GrayImage | PageImage,
  corners: SheetCorners | null,
  { toScan }: Sheet,
): number | null {
  if (corners === null) return settleResolution(scan, null);
  const [a, b, c, d] = corners;
  return settleResolution(scan, [toScan(a.x, a.y), toScan(b.x, b.y), toScan(c.x, c.y), toScan(d.x, d.y)]);
}

function rescale(sheet: Sheet, resolutionPpi: number): Sheet {
  return { ...sheet, pxPerMm: resolutionPpi / 25.4 / sheet.toScan(1, 1).x };
}
