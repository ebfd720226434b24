import type { BinnedColumns } from "../bin-columns.ts";

export const binsMax = 256;

/** Weighted sum of residuals and sum of weights, side by side, for every bin of every chosen column. */
export type Histogram = Float64Array;

/** The rows and columns that one tree sees, copied together so that counting runs through memory in one direction. */
export type DrawnRows = {
  readonly rows: number;
  readonly slots: number;
  /** Row-major, `slots` bins a row. */
  readonly bins: Uint8Array;
  /** What is left to explain, times the row's weight. */
  readonly residuals: Float64Array;
  readonly weights: Float32Array;
};

/** A stretch of `order`, a list of drawn rows. */
export type Span = { readonly order: Int32Array; readonly start: number; readonly end: number };

/** Copies the chosen columns of the listed rows. */
export function copyRows(
  { bins, columns }: BinnedColumns,
  { listed, chosen }: { readonly listed: Int32Array; readonly chosen: Uint8Array },
  targets: { readonly residuals: Float64Array; readonly weights: Float32Array },
): DrawnRows {
  const rows = listed.length;
  const slots = chosen.length;
  const drawn = {
    rows,
    slots,
    bins: new Uint8Array(rows * slots),
    residuals: new Float64Array(rows),
    weights: new Float32Array(rows),
  };
  for (let at = 0; at < rows; at += 1) {
    const row = listed[at]!;
    const from = row * columns;
    const to = at * slots;
    for (let slot = 0; slot < slots; slot += 1) drawn.bins[to + slot] = bins[from + chosen[slot]!]!;
    const weight = targets.weights[row]!;
    drawn.weights[at] = weight;
    drawn.residuals[at] = targets.residuals[row]! * weight;
  }
  return drawn;
}

/** Clears `histogram` and sums the rows of the span into it. */
export function fillHistogram(histogram: Histogram, drawn: DrawnRows, { order, start, end }: Span): void {
  const { bins, residuals, weights, slots } = drawn;
  histogram.fill(0);
  for (let at = start; at < end; at += 1) {
    const row = order[at]!;
    const residual = residuals[row]!;
    const weight = weights[row]!;
    const first = row * slots;
    for (let slot = 0; slot < slots; slot += 1) {
      const cell = ((slot << 8) | bins[first + slot]!) << 1;
      histogram[cell] = histogram[cell]! + residual;
      histogram[cell + 1] = histogram[cell + 1]! + weight;
    }
  }
}

/** `parent` minus `child`, into `parent`. */
export function subtractHistogram(parent: Histogram, child: Histogram): void {
  for (let cell = 0; cell < parent.length; cell += 1) parent[cell] = parent[cell]! - child[cell]!;
}

/** The best place to cut; `slot` is -1 when no cut helps. Values in bins up to and including `bin` go left. */
export type Cut = { readonly slot: number; readonly bin: number; readonly gain: number };

/** What a leaf of the cut must weigh, and what is added to its weight when gains are compared. */
export type CutLimits = { readonly leafWeightMin: number; readonly penalty: number };

/** Looks for the cut that takes most off the squared error. */
export function findCut(histogram: Histogram, slots: number, limits: CutLimits): Cut {
  let sum = 0;
  let weight = 0;
  for (let cell = 0; cell < 2 * binsMax; cell += 2) {
    sum += histogram[cell]!;
    weight += histogram[cell + 1]!;
  }
  let best: Cut = { slot: -1, bin: 0, gain: 0 };
  for (let slot = 0; slot < slots; slot += 1) {
    const cut = cutSlot(histogram, slot, { sum, weight }, limits);
    if (cut.gain > best.gain) best = cut;
  }
  return best;
}

function cutSlot(
  histogram: Histogram,
  slot: number,
  whole: { readonly sum: number; readonly weight: number },
  { leafWeightMin, penalty }: CutLimits,
): Cut {
  const first = slot * 2 * binsMax;
  const uncut = (whole.sum * whole.sum) / (whole.weight + penalty);
  let left = 0;
  let leftWeight = 0;
  let gain = 0;
  let bin = 0;
  for (let at = 0; at < binsMax - 1; at += 1) {
    const weight = histogram[first + 2 * at + 1]!;
    // A bin that subtraction has emptied may hold a trace of rounding.
    if (weight < 1e-9) continue;
    left += histogram[first + 2 * at]!;
    leftWeight += weight;
    const rightWeight = whole.weight - leftWeight;
    if (leftWeight < leafWeightMin || rightWeight < leafWeightMin) continue;
    const right = whole.sum - left;
    const found = (left * left) / (leftWeight + penalty) + (right * right) / (rightWeight + penalty) - uncut;
    if (found > gain) {
      gain = found;
      bin = at;
    }
  }
  return { slot: gain > 0 ? slot : -1, bin, gain };
}

/**
 * Moves the rows whose bin is at most `bin` to the front of the span, keeping their order on both sides; returns where the
 * others begin. `spare` is as long as `order`.
 */
export function partitionRows(
  { bins, slots }: DrawnRows,
  { order, start, end }: Span,
  { slot, bin }: { readonly slot: number; readonly bin: number },
  spare: Int32Array,
): number {
  let left = start;
  let right = 0;
  for (let at = start; at < end; at += 1) {
    const row = order[at]!;
    if (bins[row * slots + slot]! <= bin) {
      order[left] = row;
      left += 1;
    } else {
      spare[right] = row;
      right += 1;
    }
  }
  for (let at = 0; at < right; at += 1) order[left + at] = spare[at]!;
  return left;
}
