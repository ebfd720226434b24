/** Filters are held over squares of this side: offsets and taps serve sixteen pixels. */
export const patchPx = 4;
/** Half a turn is quantised to this many directions. */
export const directions = 48;

/** Applies one symmetric filter to the 4×4 pixels from `start` on, a row at a time; `offsets` are those of the taps. */
export function filterPatch(
  source: Float32Array,
  target: Float32Array,
  start: number,
  stride: number,
  offsets: Int32Array,
  taps: Float32Array,
): void {
  for (let at = start; at < start + patchPx * stride; at += stride) {
    let first = source[at]! * taps[0]!;
    let second = source[at + 1]! * taps[0]!;
    let third = source[at + 2]! * taps[0]!;
    let fourth = source[at + 3]! * taps[0]!;
    for (let step = 1; step < taps.length; step += 1) {
      const ahead = at + offsets[step]!;
      const behind = at - offsets[step]!;
      const tap = taps[step]!;
      first += (source[ahead]! + source[behind]!) * tap;
      second += (source[ahead + 1]! + source[behind + 1]!) * tap;
      third += (source[ahead + 2]! + source[behind + 2]!) * tap;
      fourth += (source[ahead + 3]! + source[behind + 3]!) * tap;
    }
    target[at] = first;
    target[at + 1] = second;
    target[at + 2] = third;
    target[at + 3] = fourth;
  }
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
