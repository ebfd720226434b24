import type { Point } from "../../runtime/kernel/geometry.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { FingerPattern, FingerPlan } from "./finger-pattern.ts";
import {
  type Canvas,
  createAcrossBank,
  createAlongBank,
  createCanvas,
  createPlane,
  deviationOf,
  directionCount,
  filterPatches,
  type PatchMap,
  saturate,
} from "./oriented-filter.ts";
import { directionAt, periodAt } from "./ridge-flow.ts";
import { createSmoothField } from "./smooth-field.ts";

/** The skin of one finger as it grew: a field of ridges (towards 1) and valleys (towards −1) at 500 ppi. */
export type FingerSkin = {
  readonly widthPx: number;
  readonly heightPx: number;
  /**
   * Row-major, −1 to 1: near enough a sine from the bottom of a valley to the top of a ridge. Marks on the skin (pores,
   * creases, roughness) go beyond that.
   */
  readonly relief: Float32Array;
  readonly pattern: FingerPattern;
  /** Where the ridges turn, and how large this fingertip is beside others; pixels from the skin's middle, y down. */
  readonly cores: readonly Point[];
  readonly deltas: readonly Point[];
  readonly sizeRatio: number;
};

const widthPx = 420;
const heightPx = 560;

/** Ridges are first grown at half the resolution, where a period is 4 to 5 pixels, then refined at the full one. */
const halvings = 1;
const patchShift = 2;
/** Steps of ridge period that filters are made for. */
const periodStepPx = 0.4;
const periodMinPx = 6.4;
const periodCount = 16;

/**
 * Rounds without and with saturation. Noise filtered `quietRounds` times is a random wave whose dislocations, the later
 * minutiae, are the fewer the more rounds it had; saturation then freezes them.
 */
const quietRounds = 4;
const firmRounds = 4;
const fineRounds = 2;
const alongDeviationPx = 6;
const acrossDeviationRatio = 0.5;
const saturationGain = 1.6;
/** The ridges' own unsteadiness. */
const wanderRad = 0.07;
const wanderCellPx = 60;
const periodSpreadRatio = 0.05;
const periodCellPx = 70;

/**
 * Grows ridges out of noise: oriented filters tuned to the plan's ridge direction and period are applied again and again
 * until noise has become lines, with endings and bifurcations where the flow leaves no other way (after Cappelli, Erol,
 * Maio and Maltoni 2000). 420×560 pixels, with the middle of the finger's ball in its middle.
 *
 * The same seed grows the same bytes under the same engine. Functions of `Math` beyond exact ones are called only to lay
 * out flow, filters and noise: where another platform rounds their last digit differently, a patch on the border of two
 * directions may take the other filter and bend by less than its 4°.
 */
export function growRidges(random: Random, plan: FingerPlan): FingerSkin {
  const kinds = mapKinds(random.fork("flow"), plan);
  const patches = { columns: widthPx >> patchShift, kinds };
  const coarse = growCoarse(random.fork("seeds"), { ...patches, patchShift: patchShift - halvings });
  const turnOver = ({ x, y }: Point): Point => ({ x, y: -y });
  return {
    widthPx,
    heightPx,
    relief: refine(coarse, { ...patches, patchShift }),
    pattern: plan.pattern,
    cores: plan.cores.map(turnOver),
    deltas: plan.deltas.map(turnOver),
    sizeRatio: plan.sizeRatio,
  };
}

/** The filter for each patch of 4×4 pixels: its direction and period. */
function mapKinds(random: Random, plan: FingerPlan): Uint16Array {
  const wander = createSmoothField(random.fork("wander"), widthPx, heightPx, wanderCellPx);
  const stretch = createSmoothField(random.fork("stretch"), widthPx, heightPx, periodCellPx);
  const columns = widthPx >> patchShift;
  return Uint16Array.from({ length: columns * (heightPx >> patchShift) }, (_, patch) => {
    const column = ((patch % columns) + 0.5) * (1 << patchShift);
    const row = (Math.floor(patch / columns) + 0.5) * (1 << patchShift);
    const place = { x: column - widthPx / 2, y: heightPx / 2 - row };
    // Image rows run down, so the direction turns the other way there.
    const angle = -directionAt(plan, place) + wanderRad * wander(column, row);
    const turn = Math.round((angle / Math.PI) * directionCount) % directionCount;
    const period = periodAt(plan, place) * (1 + periodSpreadRatio * stretch(column, row));
    const step = Math.round((period - periodMinPx) / periodStepPx);
    const kind = Math.min(periodCount - 1, Math.max(0, step)) * directionCount;
    return kind + ((turn + directionCount) % directionCount);
  });
}

function listPeriods(scale: number): Float32Array {
  return Float32Array.from({ length: periodCount }, (_, step) => (periodMinPx + step * periodStepPx) * scale);
}

type Coarse = { readonly canvas: Canvas; readonly relief: Float32Array };

function growCoarse(random: Random, patches: PatchMap): Coarse {
  const scale = 1 / (1 << halvings);
  const canvas = createCanvas(widthPx >> halvings, heightPx >> halvings, 10);
  const periods = listPeriods(scale);
  const along = createAlongBank(canvas, periods, alongDeviationPx * scale, 8);
  const across = createAcrossBank(canvas, periods, acrossDeviationRatio, 7);
  const relief = createPlane(canvas);
  scatter(random, relief, canvas);
  const smooth = createPlane(canvas);
  for (let round = 0; round < quietRounds + firmRounds; round += 1) {
    filterPatches(relief, smooth, canvas, { patches, bank: along });
    filterPatches(smooth, relief, canvas, { patches, bank: across });
    if (round >= quietRounds) saturate(relief, canvas, saturationGain);
  }
  return { canvas, relief };
}

function scatter(random: Random, plane: Float32Array, canvas: Canvas): void {
  for (let row = 0; row < canvas.heightPx; row += 1) {
    const start = (row + canvas.marginPx) * canvas.stridePx + canvas.marginPx;
    for (let column = 0; column < canvas.widthPx; column += 1) plane[start + column] = random.next() - 0.5;
  }
}

function refine(coarse: Coarse, patches: PatchMap): Float32Array {
  const canvas = createCanvas(widthPx, heightPx, 14);
  const periods = listPeriods(1);
  const along = createAlongBank(canvas, periods, 4, 9);
  const across = createAcrossBank(canvas, periods, 0.45, 12);
  const relief = createPlane(canvas);
  enlarge(coarse, relief, canvas);
  const smooth = createPlane(canvas);
  for (let round = 0; round < fineRounds; round += 1) {
    saturate(relief, canvas, saturationGain);
    filterPatches(relief, smooth, canvas, { patches, bank: along });
    filterPatches(smooth, relief, canvas, { patches, bank: across });
  }
  return finish(relief, canvas);
}

/** Twice the size, by linear interpolation: the filters that follow smooth it. */
function enlarge(coarse: Coarse, target: Float32Array, canvas: Canvas): void {
  const { canvas: small, relief } = coarse;
  for (let row = 0; row < canvas.heightPx; row += 1) {
    const y = (row - 0.5) / 2;
    const above = Math.floor(y);
    const down = y - above;
    const start = (row + canvas.marginPx) * canvas.stridePx + canvas.marginPx;
    for (let column = 0; column < canvas.widthPx; column += 1) {
      const x = (column - 0.5) / 2;
      const left = Math.floor(x);
      const right = x - left;
      const at = (above + small.marginPx) * small.stridePx + left + small.marginPx;
      const upper = (relief[at] ?? 0) * (1 - right) + (relief[at + 1] ?? 0) * right;
      const under = at + small.stridePx;
      const lower = (relief[under] ?? 0) * (1 - right) + (relief[under + 1] ?? 0) * right;
      target[start + column] = upper * (1 - down) + lower * down;
    }
  }
}

/** Cuts the margin off and brings the ridges' sine to an amplitude of 1. */
function finish(padded: Float32Array, canvas: Canvas): Float32Array {
  const scale = Math.SQRT1_2 / deviationOf(padded, canvas);
  const relief = new Float32Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row += 1) {
    const start = (row + canvas.marginPx) * canvas.stridePx + canvas.marginPx;
    for (let column = 0; column < widthPx; column += 1) {
      const value = (padded[start + column] ?? 0) * scale;
      relief[row * widthPx + column] = Math.min(1, Math.max(-1, value));
    }
  }
  return relief;
}
