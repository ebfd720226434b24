import type { FixedPointGaussian } from "./fixed-point-gaussian.ts";

/** Steps added in one sweep over the sums: each sweep reads and writes them once. */
const stepsPerSweep = 4;

/** A kernel's steps in whole sweeps, filled up with empty ones. */
export type SlidePlan = { readonly distances: Int32Array; readonly weights: Float64Array; readonly starts: Int32Array };

export function planSlide({ steps }: FixedPointGaussian): SlidePlan {
  const count = Math.ceil(steps.length / stepsPerSweep) * stepsPerSweep;
  return {
    distances: Int32Array.from({ length: count }, (_, at) => steps[at]?.distance ?? 1),
    weights: Float64Array.from({ length: count }, (_, at) => steps[at]?.weight ?? 0),
    starts: new Int32Array(2 * stepsPerSweep),
  };
}

/**
 * Adds to each of `sums` the change of its kernel sum when it moves on by one place. The sums' sources lie side by side
 * in `source`, and `placeOf(offset)` says where the stretch starts that lies `offset` places from where the sums stand.
 */
export function slideSums(
  sums: Float64Array,
  source: Float64Array,
  { distances, weights, starts }: SlidePlan,
  placeOf: (offset: number) => number,
): void {
  for (let sweep = 0; sweep < distances.length; sweep += stepsPerSweep) {
    for (let step = 0; step < stepsPerSweep; step += 1) {
      starts[2 * step] = placeOf(distances[sweep + step]!);
      starts[2 * step + 1] = placeOf(1 - distances[sweep + step]!);
    }
    addSweep(sums, source, starts, weights, sweep);
  }
}

/** Adds four differences of source stretches, each times its weight, to `sums`. */
function addSweep(
  sums: Float64Array,
  source: Float64Array,
  starts: Int32Array,
  weights: Float64Array,
  sweep: number,
): void {
  const a = starts[0]!;
  const b = starts[1]!;
  const c = starts[2]!;
  const d = starts[3]!;
  const e = starts[4]!;
  const f = starts[5]!;
  const g = starts[6]!;
  const h = starts[7]!;
  const first = weights[sweep]!;
  const second = weights[sweep + 1]!;
  const third = weights[sweep + 2]!;
  const fourth = weights[sweep + 3]!;
  for (let x = 0; x < sums.length; x += 1) {
    sums[x] =
      sums[x]! +
      (source[a + x]! - source[b + x]!) * first +
      (source[c + x]! - source[d + x]!) * second +
      (source[e + x]! - source[f + x]!) * third +
      (source[g + x]! - source[h + x]!) * fourth;
  }
}
