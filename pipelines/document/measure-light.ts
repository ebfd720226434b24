import { type InkBlocks, percentile } from "./ink-blocks.ts";
import { type BlockMask, shrinkMask } from "./kernels/largest-patch.ts";

export type LightMeasures = {
  /** Share of the sheet in which a mirrored lamp has wiped everything out. */
  readonly glareRatio: number;
  /** Share of the light that is lost where the sheet is darkest. */
  readonly shadowRatio: number;
};

/** A sensor gives no more than this. */
const blownOutLevel = 246;
/** Above the usual level of the sheet: a scan may be white all over and has no glare. */
const glareOverPaper = 14;
/** Less than this share of the sheet in shadow, or in more light, is a picture or a speck. */
const shadowPercentile = 0.1;

/** How evenly the sheet is lit, away from its own edges. */
export function measureLight(blocks: InkBlocks, page: BlockMask): LightMeasures {
  const inner = shrinkMask(page).mask;
  const places = Array.from(inner.keys()).filter((at) => inner[at] === 1);
  if (places.length === 0) return { glareRatio: 0, shadowRatio: 0 };
  const levels = places.map((at) => blocks.paper[at] ?? 0);
  const usual = percentile(levels, 0.5);
  const glareFrom = Math.max(blownOutLevel, usual + glareOverPaper);
  const blown = places.filter((at) => (blocks.darkest[at] ?? 0) >= glareFrom).length;
  const light = percentile(levels, 1 - shadowPercentile);
  const dark = percentile(levels, shadowPercentile);
  return { glareRatio: blown / places.length, shadowRatio: light === 0 ? 0 : 1 - dark / light };
}
