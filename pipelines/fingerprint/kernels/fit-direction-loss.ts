import { blockPx, type TileSums } from "./tile-sums.ts";

const wholeTilePixels = blockPx * blockPx;
/** Pulls a fit towards no loss where all ridges run one way and the data cannot tell. */
const regularisation = 0.02;

export type EdgeMeasures = {
  /**
   * Gradient against contrast, both root mean squares: 0.5 to 0.85 for the ridges of a sharp print at 500 ppi, less where
   * edges are soft, towards 1 where noise, in which neighbours know nothing of each other, outweighs the ridges.
   */
  readonly sharpness: number;
  /** Share of the gradient that ridges of the weakest direction have lost against those across it, 0 to 1. */
  readonly directionLossRatio: number;
};

/**
 * How sharp ridges are, and how much sharpness depends on their direction, over the tiles wholly inside the region:
 * movement wipes out the ridges across it and spares those along it. The logarithm of a tile's gradient is fitted by
 * least squares to a constant and the doubled angle of its ridges, tiles weighted by their coherence. Both 0 without
 * such a tile.
 */
export function fitDirectionLoss(tiles: TileSums, tilePixels: Int32Array): EdgeMeasures {
  let weights = 0;
  let sharpness = 0;
  // Weighted sums of 1, cosine and sine with each other and with the logarithm.
  let c = 0;
  let s = 0;
  let cc = 0;
  let cs = 0;
  let ss = 0;
  let log = 0;
  let logC = 0;
  let logS = 0;
  for (let at = 0; at < tilePixels.length; at += 1) {
    if (tilePixels[at] !== wholeTilePixels) continue;
    const energy = tiles.xx[at]! + tiles.yy[at]!;
    const variance = wholeTilePixels * tiles.squares[at]! - tiles.levels[at]! * tiles.levels[at]!;
    if (energy === 0 || variance === 0) continue;
    const alongX = tiles.xx[at]! - tiles.yy[at]!;
    const alongY = 2 * tiles.xy[at]!;
    const length = Math.sqrt(alongX * alongX + alongY * alongY);
    if (length === 0) continue;
    const weight = length / energy;
    const cosine = alongX / length;
    const sine = alongY / length;
    // The gradients in the sums are doubled, so their squares are four times as large.
    const gradient = energy / (4 * wholeTilePixels);
    const value = 0.5 * Math.log(gradient);
    weights += weight;
    sharpness += weight * Math.sqrt((gradient * wholeTilePixels * wholeTilePixels) / variance);
    c += weight * cosine;
    s += weight * sine;
    cc += weight * cosine * cosine;
    cs += weight * cosine * sine;
    ss += weight * sine * sine;
    log += weight * value;
    logC += weight * value * cosine;
    logS += weight * value * sine;
  }
  if (weights === 0) return { sharpness: 0, directionLossRatio: 0 };
  // Normal equations about the means, so that the constant drops out.
  const ridge = regularisation * weights;
  const a = cc - (c * c) / weights + ridge;
  const b = cs - (c * s) / weights;
  const d = ss - (s * s) / weights + ridge;
  const e = logC - (log * c) / weights;
  const f = logS - (log * s) / weights;
  const determinant = a * d - b * b;
  const slope = Math.hypot((d * e - b * f) / determinant, (a * f - b * e) / determinant);
  return { sharpness: sharpness / weights, directionLossRatio: 1 - Math.exp(-2 * slope) };
}
