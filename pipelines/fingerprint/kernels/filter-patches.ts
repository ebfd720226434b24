import { openSimd, putData } from "../../simd/open-simd.ts";

/** Filters are held over squares of this side: offsets and taps serve sixteen pixels. */
export const patchPx = 4;
/** Half a turn is quantised to this many directions. */
export const directions = 48;

type Patches = {
  /** A row's length in the buffers that are filtered. */
  readonly stride: number;
  readonly count: number;
  /** Where a patch's first pixel lies. */
  readonly start: Int32Array;
  /** Number of its direction. */
  readonly direction: Uint8Array;
};

/** Symmetric filters over a line of pixels, each given by its middle tap and one side. */
export type LineFilters = {
  readonly taps: readonly Float32Array[];
  /** Which of them a patch has. */
  readonly numberOf: (patch: number) => number;
  /** For each direction, where the taps' places lie. */
  readonly offsets: readonly Int32Array[];
};

const planFields = 4;

/** Filters the patches of `source`; a copy of `outside` holds what they become. In single precision. */
export function filterPatches(
  source: Float32Array,
  outside: Float32Array,
  patches: Patches,
  { taps, numberOf, offsets }: LineFilters,
): Float32Array {
  const { stride, count, start, direction } = patches;
  const simd = openSimd();
  const from = putData(simd, source);
  const to = putData(simd, outside);
  const tapsAt = taps.map((each) => putData(simd, each));
  const offsetsAt = offsets.map((each) => putData(simd, each));
  const plan = new Int32Array(planFields * count);
  for (let patch = 0; patch < count; patch += 1) {
    const filter = numberOf(patch);
    plan[planFields * patch] = start[patch]!;
    plan[planFields * patch + 1] = offsetsAt[direction[patch]!]!;
    plan[planFields * patch + 2] = tapsAt[filter]!;
    plan[planFields * patch + 3] = taps[filter]!.length;
  }
  simd.filterPatches(from, to, stride, putData(simd, plan), count);
  return new Float32Array(simd.memory.buffer, to, outside.length).slice();
}

/**
 * For each direction, the buffer offsets of the places 0, 1, 2 … steps of `stepPx` away, turned by `turnRad` from it.
 */
export function listDirectionOffsets(stride: number, steps: number, stepPx: number, turnRad: number): Int32Array[] {
  return Array.from({ length: directions }, (_, direction) => {
    const angle = (direction * Math.PI) / directions + turnRad;
    const offsets = new Int32Array(steps + 1);
    for (let step = 0; step <= steps; step += 1) {
      const x = Math.round(step * stepPx * Math.cos(angle));
      const y = Math.round(step * stepPx * Math.sin(angle));
      offsets[step] = y * stride + x;
    }
    return offsets;
  });
}

/** The sum of a symmetric filter given by its middle tap and one side. */
export function sumBothSides(taps: Float32Array): number {
  return taps.reduce((sum, tap, step) => sum + (step === 0 ? tap : 2 * tap), 0);
}
