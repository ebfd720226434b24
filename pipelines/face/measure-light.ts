import type { Box } from "../../runtime/kernel/geometry.ts";
import type { AlignedFace } from "./align-face.ts";
import { findCheeks } from "./find-cheeks.ts";
import { countLevels } from "./kernels/count-levels.ts";

/** Native values of the exposure and lighting components of ISO/IEC 29794-5, all on linear luminance. */
export type LightMeasures = {
  /** Mean over the face, 0 to 1. */
  readonly luminanceMean: number;
  /** Variance over the face, levels of 0 to 1. */
  readonly luminanceVariance: number;
  /** Shares of the face at 25 or below and at 247 or above, of 255. */
  readonly underExposure: number;
  readonly overExposure: number;
  /** Entropy of the face's histogram in bits, 0 to 8. */
  readonly dynamicRange: number;
  /**
   * Difference of the face's brightest and darkest twentieth over their sum, 0 to 1: ours. Unlike the standard's
   * variance it does not change with exposure or the tone of the skin, only with haze, a wet lens or a flat picture.
   */
  readonly contrast: number;
  /** Overlap of the two cheeks' histograms, 0 to 1. */
  readonly illuminationUniformity: number;
};

const darkLevelMax = 25;
const brightLevelMin = 247;

/**
 * The reference implementation leaves occluded parts of the face out of the exposure shares; that needs a network which
 * is not published for use, so here glasses and hair within the face's outline count.
 */
export function measureLight(face: AlignedFace): LightMeasures {
  const { sidePx } = face;
  const whole: Box = { x: 0, y: 0, width: sidePx, height: sidePx };
  const shares = toShares(countLevels(face.luminance, sidePx, whole, face.mask));
  const [left, right] = findCheeks(face.geometry).map((cheek) => toShares(countLevels(face.luminance, sidePx, cheek)));
  const luminanceMean = shares.reduce((sum, share, level) => sum + share * (level / 255), 0);
  return {
    luminanceMean,
    luminanceVariance: shares.reduce((sum, share, level) => sum + share * (level / 255 - luminanceMean) ** 2, 0),
    underExposure: shares.slice(0, darkLevelMax + 1).reduce((sum, share) => sum + share, 0),
    overExposure: shares.slice(brightLevelMin).reduce((sum, share) => sum + share, 0),
    dynamicRange: shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0),
    contrast: contrastOf(shares),
    illuminationUniformity: (left ?? []).reduce((sum, share, level) => sum + Math.min(share, right?.[level] ?? 0), 0),
  };
}

function contrastOf(shares: readonly number[]): number {
  const low = levelAt(shares, 0.05);
  const high = levelAt(shares, 0.95);
  return (high - low) / Math.max(high + low, 1);
}

/** The level, with its fraction, below which a share of the pixels lies. */
function levelAt(shares: readonly number[], portion: number): number {
  let below = 0;
  for (const [level, share] of shares.entries()) {
    if (below + share >= portion && share > 0) return level + (portion - below) / share;
    below += share;
  }
  return 0;
}

function toShares(counts: Uint32Array): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  return Array.from(counts, (count) => count / total);
}
