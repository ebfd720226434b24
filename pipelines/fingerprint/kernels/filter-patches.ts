import { type openSimd, putData } from "../../simd/open-simd.ts";

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

/** Buffers of 32-bit floats in the kernels' memory. */
export type Buffers = {
  readonly simd: ReturnType<typeof openSimd>;
  readonly source: number;
  /** Keeps what it holds outside the patches. */
  readonly target: number;
};

const planFields = 4;

/** Filters the patches of a buffer into another, in single precision. */
export function filterPatches({ simd, source, target }: Buffers, patches: Patches, filters: LineFilters): void {
  const { stride, count, start, direction } = patches;
  const taps = filters.taps.map((each) => ({ at: putData(simd, each), count: each.length }));
  const offsets = filters.offsets.map((each) => putData(simd, each));
  const plan = new Int32Array(planFields * count);
  for (let patch = 0; patch < count; patch += 1) {
    const filter = taps[filters.numberOf(patch)]!;
    plan[planFields * patch] = start[patch]!;
    plan[planFields * patch + 1] = offsets[direction[patch]!]!;
    plan[planFields * patch + 2] = filter.at;
    plan[planFields * patch + 3] = filter.count;
  }
  simd.filterPatches(source, target, stride, putData(simd, plan), count);
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
