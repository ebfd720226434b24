import { removeNarrow } from "./kernels/chamfer-distance.ts";
import { fillHoles, keepLarge, labelRegions } from "./kernels/label-regions.ts";
import type { SlapCells } from "./kernels/measure-cells.ts";
import { markSkin, meanWhereLow, partLevels } from "./kernels/part-levels.ts";
import type { SlapLimits } from "./slap-limits.ts";

/** Where skin lies on the platen. */
export type Contacts = {
  /** Each cell's patch of skin, from 1, or 0. Patches may hold several fingers. */
  readonly labels: Uint16Array;
  readonly count: number;
  /** Darkness of the bare platen, 255 − grey level. */
  readonly paperInk: number;
};

/** Hairs, specks and printed lines are narrower than this, fingers never. */
const sliverMm = 1.6;
/** Larger gaps than this lie between fingers, not within one. */
const holeMaxMm2 = 25;
const poreMaxMm2 = 5;
/** Smallest patch that can be part of a finger. */
const patchMinMm2 = 25;
/** Half of a print is ridge: from paper to full ink it is about this many times the texture. */
const inkPerTexture = 2.3;
/** Skin so wet that its valleys are full has little texture, but nearly the ridges' own darkness. */
const fullInkRatio = 0.8;
const wetTextureRatio = 0.2;

/** Finds the skin by its ridges: not by darkness, which smudges, shade and breath share. */
export function findContacts(cells: SlapCells, limits: SlapLimits): Contacts {
  const { columns, rows, cellsPerMm, texture, ink } = cells;
  const { limit, lowMedian: paperTexture, highMedian: ridgeTexture } = partLevels(texture);
  const paperInk = meanWhereLow(ink, texture, limit);
  if (ridgeTexture < Math.max(limits.textureMin, 2 * paperTexture)) {
    return { labels: new Uint16Array(texture.length), count: 0, paperInk };
  }
  const mask = markSkin(texture, ink, {
    textureMin: paperTexture + limits.textureRatioMin * (ridgeTexture - paperTexture),
    fullInkMin: paperInk + fullInkRatio * inkPerTexture * ridgeTexture,
    wetTextureMin: Math.max(wetTextureRatio * ridgeTexture, 1.5 * paperTexture),
  });
  const mm2 = cellsPerMm * cellsPerMm;
  // Small holes first, so that fingers keep together; large ones last, so that no loop of hair becomes a patch.
  fillHoles(mask, columns, rows, poreMaxMm2 * mm2);
  removeNarrow(mask, columns, rows, Math.round(sliverMm * cellsPerMm));
  fillHoles(mask, columns, rows, holeMaxMm2 * mm2);
  const regions = labelRegions(mask, columns, rows, 1);
  const count = keepLarge(regions, patchMinMm2 * mm2);
  return { labels: regions.labels, count, paperInk };
}
