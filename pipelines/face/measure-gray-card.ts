import type { Assessment, Reason } from "../../runtime/kernel/assessment.ts";
import type { ColourGains } from "../../runtime/kernel/colour-gains.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";
import { linearLight } from "../image/linear-light.ts";

/** In the order in which whoever holds the card is told. */
export const grayCardReasonCodes = ["too-dark", "saturated", "uneven", "gain", "tint"] as const;
export type GrayCardReasonCode = (typeof grayCardReasonCodes)[number];

export type GrayCardLimits = {
  /** Of the brightest channel, 0 to 255. */
  readonly levelMin: number;
  /** Share of the pixels in which a channel is at its end. */
  readonly saturatedMaxRatio: number;
  /** How far light, and colour, of a part of the card may stand off the whole. */
  readonly lightMaxRatio: number;
  readonly colourMaxRatio: number;
  /** A lamp that needs more is no lamp that people are photographed under, or the card is no gray one. */
  readonly gainMin: number;
  readonly gainMax: number;
  /** Green squared over red times blue. Lamps lie along one curve of colours, on which this hardly changes; paints do not. */
  readonly tintMin: number;
  readonly tintMax: number;
};

/**
 * Under black bodies of 2,800 K to 10,000 K a camera that is set for daylight asks for a gain of red of 0.44 to 1.13, of blue of
 * 0.69 to 3.73, and a tint of 0.78 to 1.63 (`test/pipelines/face/cast-light.ts`). This project's own limits: no standard
 * sets any.
 */
export const defaultGrayCardLimits: GrayCardLimits = {
  levelMin: 80,
  saturatedMaxRatio: 0.02,
  lightMaxRatio: 0.25,
  colourMaxRatio: 0.08,
  gainMin: 0.35,
  gainMax: 4,
  tintMin: 0.75,
  tintMax: 1.8,
};

export type GrayCard = Assessment<GrayCardReasonCode> & {
  /** Of this picture; null where it is refused. */
  readonly gains: ColourGains | null;
};

/** The card fills the middle of the picture: so much of each side. */
const middleRatio = 0.3;
const cellsASide = 6;
/** A channel at this level may as well be brighter. */
const fullLevel = 252;

/** Reads the light of a booth off a gray or white card held before the camera. Deterministic; a poor picture is a result. */
export function measureGrayCard(image: RgbImage, limits: GrayCardLimits = defaultGrayCardLimits): GrayCard {
  const { cells, saturatedRatio } = readCells(image);
  const [red, green, blue] = [meanOf(cells, 0), meanOf(cells, 1), meanOf(cells, 2)];
  const floor = 1e-4;
  const gains = { red: green / Math.max(floor, red), blue: green / Math.max(floor, blue) };
  const measures = {
    level: 255 * Math.max(red, green, blue) ** (1 / 2.2),
    saturatedRatio,
    lightRatio: strayOf(cells.map(([, cellGreen]) => cellGreen)),
    colourRatio: Math.max(
      strayOf(cells.map(([cellRed, cellGreen]) => cellRed / Math.max(floor, cellGreen))),
      strayOf(cells.map(([, cellGreen, cellBlue]) => cellBlue / Math.max(floor, cellGreen))),
    ),
    redGain: gains.red,
    blueGain: gains.blue,
    tint: gains.red * gains.blue,
  };
  const reasons = collectReasons(measures, limits);
  return { score: reasons.length === 0 ? 100 : 0, measures, reasons, gains: reasons.length === 0 ? gains : null };
}

type Measures = {
  readonly level: number;
  readonly saturatedRatio: number;
  readonly lightRatio: number;
  readonly colourRatio: number;
  readonly redGain: number;
  readonly blueGain: number;
  readonly tint: number;
};

function collectReasons(found: Measures, limits: GrayCardLimits): Reason<GrayCardReasonCode>[] {
  const reasons: Reason<GrayCardReasonCode>[] = [];
  const within = (code: GrayCardReasonCode, value: number, min: number, max: number) => {
    if (reasons.some((reason) => reason.code === code)) return;
    if (value < min) reasons.push({ code, value, limit: min });
    else if (value > max) reasons.push({ code, value, limit: max });
  };
  within("too-dark", found.level, limits.levelMin, 256);
  within("saturated", found.saturatedRatio, 0, limits.saturatedMaxRatio);
  within("uneven", found.lightRatio, 0, limits.lightMaxRatio);
  within("uneven", found.colourRatio, 0, limits.colourMaxRatio);
  within("gain", found.redGain, limits.gainMin, limits.gainMax);
  within("gain", found.blueGain, limits.gainMin, limits.gainMax);
  within("tint", found.tint, limits.tintMin, limits.tintMax);
  return reasons;
}

type Light = readonly [red: number, green: number, blue: number];

function readCells({ widthPx, heightPx, pixels }: RgbImage): {
  readonly cells: readonly Light[];
  readonly saturatedRatio: number;
} {
  const side = { width: Math.floor(middleRatio * widthPx), height: Math.floor(middleRatio * heightPx) };
  const [left, top] = [(widthPx - side.width) >> 1, (heightPx - side.height) >> 1];
  const cells: Light[] = [];
  let [full, count] = [0, 0];
  for (let cell = 0; cell < cellsASide ** 2; cell += 1) {
    const [column, row] = [cell % cellsASide, Math.floor(cell / cellsASide)];
    const fromX = left + Math.floor((column * side.width) / cellsASide);
    const toX = left + Math.floor(((column + 1) * side.width) / cellsASide);
    const toY = top + Math.floor(((row + 1) * side.height) / cellsASide);
    let [red, green, blue, own] = [0, 0, 0, 0];
    for (let y = top + Math.floor((row * side.height) / cellsASide); y < toY; y += 1) {
      for (let index = 3 * (y * widthPx + fromX); index < 3 * (y * widthPx + toX); index += 3) {
        const [r = 0, g = 0, b = 0] = [pixels[index], pixels[index + 1], pixels[index + 2]];
        if (r >= fullLevel || g >= fullLevel || b >= fullLevel) full += 1;
        red += linearLight[r] ?? 0;
        green += linearLight[g] ?? 0;
        blue += linearLight[b] ?? 0;
        own += 1;
      }
    }
    count += own;
    const share = 1 / Math.max(1, own);
    cells.push([red * share, green * share, blue * share]);
  }
  return { cells, saturatedRatio: full / Math.max(1, count) };
}

function meanOf(cells: readonly Light[], channel: 0 | 1 | 2): number {
  return cells.reduce((sum, cell) => sum + cell[channel], 0) / Math.max(1, cells.length);
}

/** The most that any value stands off the mean, as a share of it. */
function strayOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  if (mean <= 0) return 0;
  return values.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0) / mean;
}
