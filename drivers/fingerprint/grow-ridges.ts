import type { Random } from "../../runtime/kernel/random.ts";
import { directionAt, type FingerPlan } from "./finger-pattern.ts";

/** The skin of one finger as it grew: a square-free field of ridges (towards 1) and valleys (towards −1). */
export type FingerSkin = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Row-major, −1 to 1. */
  readonly relief: Float32Array;
};

const widthPx = 400;
const heightPx = 500;
const directions = 36;
const patchPx = 4;
const alongPx = 6;
const acrossPx = 11;
const marginPx = acrossPx + 1;
const generations = 7;
/** Steepness with which each generation is driven towards ridge or valley. */
const contrast = 2.2;

/**
 * Grows ridges out of noise: an oriented band-pass filter is applied again and again until noise has become lines, with
 * endings and bifurcations where the flow leaves no other way (after Cappelli, Erol, Maio and Maltoni 2000). A finger of
 * 400×500 pixels at 500 ppi.
 */
export function growRidges(random: Random, plan: FingerPlan): FingerSkin {
  const stride = widthPx + 2 * marginPx;
  const size = stride * (heightPx + 2 * marginPx);
  const relief = new Float32Array(size);
  for (let at = 0; at < size; at += 1) relief[at] = random.next() - 0.5;
  const patches = planPatches(plan);
  const smooth = new Float32Array(size);
  const along = createOffsets(stride, alongPx, 0);
  const across = createOffsets(stride, acrossPx, Math.PI / 2);
  const alongTaps = Float32Array.from({ length: alongPx + 1 }, (_, step) => Math.exp(-(step * step) / 18));
  const bandPass = createBandPass(plan.periodPx);
  for (let generation = 0; generation < generations; generation += 1) {
    smooth.set(relief);
    filterPatches({ source: relief, target: smooth, stride, patches, offsets: along, taps: alongTaps });
    filterPatches({ source: smooth, target: relief, stride, patches, offsets: across, taps: bandPass });
    sharpen(relief);
  }
  return { widthPx, heightPx, relief: cutMargin(relief, stride) };
}

type Patches = { readonly columns: number; readonly direction: Uint8Array };

function planPatches(plan: FingerPlan): Patches {
  const columns = widthPx / patchPx;
  const direction = Uint8Array.from({ length: columns * (heightPx / patchPx) }, (_, patch) => {
    const x = (patch % columns) * patchPx + patchPx / 2 - widthPx / 2;
    const y = heightPx / 2 - (Math.floor(patch / columns) * patchPx + patchPx / 2);
    // Image rows run down, so the direction turns the other way there.
    const turn = Math.round((-directionAt(plan, { x, y }) / Math.PI) * directions);
    return ((turn % directions) + directions) % directions;
  });
  return { columns, direction };
}

type Filter = {
  readonly source: Float32Array;
  readonly target: Float32Array;
  readonly stride: number;
  readonly patches: Patches;
  readonly offsets: Int32Array;
  readonly taps: Float32Array;
};

/** Applies a symmetric filter along each patch's own direction. */
function filterPatches({ source, target, stride, patches, offsets, taps }: Filter): void {
  const reach = taps.length;
  for (let row = 0; row < heightPx; row += 1) {
    const patchRow = Math.floor(row / patchPx) * patches.columns;
    for (let column = 0; column < widthPx; column += 1) {
      const first = (patches.direction[patchRow + (column >> 2)] ?? 0) * reach;
      const at = (row + marginPx) * stride + column + marginPx;
      let sum = (source[at] ?? 0) * (taps[0] ?? 0);
      for (let step = 1; step < reach; step += 1) {
        const offset = offsets[first + step] ?? 0;
        sum += ((source[at + offset] ?? 0) + (source[at - offset] ?? 0)) * (taps[step] ?? 0);
      }
      target[at] = sum;
    }
  }
}

function sharpen(relief: Float32Array): void {
  let energy = 0;
  for (const value of relief) energy += value * value;
  const scale = contrast / Math.sqrt(energy / relief.length);
  for (let at = 0; at < relief.length; at += 1) relief[at] = Math.tanh((relief[at] ?? 0) * scale);
}

function createOffsets(stride: number, reach: number, turnRad: number): Int32Array {
  return Int32Array.from({ length: directions * (reach + 1) }, (_, index) => {
    const angle = (Math.floor(index / (reach + 1)) * Math.PI) / directions + turnRad;
    const step = index % (reach + 1);
    return Math.round(step * Math.sin(angle)) * stride + Math.round(step * Math.cos(angle));
  });
}

/** A cosine of the ridge period under a Gaussian, without response to a flat field. */
function createBandPass(periodPx: number): Float32Array {
  const window = Float32Array.from({ length: acrossPx + 1 }, (_, step) =>
    Math.exp(-((step / (0.45 * periodPx)) ** 2) / 2),
  );
  const wave = window.map((weight, step) => weight * Math.cos((2 * Math.PI * step) / periodPx));
  const sum = (taps: Float32Array) => taps.reduce((total, tap, step) => total + (step === 0 ? tap : 2 * tap), 0);
  const excess = sum(wave) / sum(window);
  return wave.map((tap, step) => tap - excess * (window[step] ?? 0));
}

function cutMargin(padded: Float32Array, stride: number): Float32Array {
  const relief = new Float32Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row += 1) {
    const start = (row + marginPx) * stride + marginPx;
    relief.set(padded.subarray(start, start + widthPx), row * widthPx);
  }
  return relief;
}
