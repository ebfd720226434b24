import { describe, expect, it } from "vitest";
import { measureBlocking } from "../../../../pipelines/face/kernels/measure-blocking.ts";

/** Levels that change by `within` from pixel to pixel and by `between` at every eighth column, counted from `phase`. */
function columns(within: number, between: number, phase: number): Float32Array {
  const widthPx = 64;
  const levels = new Float32Array(widthPx * 32);
  for (let index = 0; index < levels.length; index += 1) {
    const x = index % widthPx;
    const before = x === 0 ? 0 : levels[index - 1]!;
    levels[index] = before + (x % 8 === phase ? between : within);
  }
  return levels;
}

describe("measureBlocking", () => {
  it.each([0, 3, 7])("finds steps of double the height at every eighth column from %i", (phase) => {
    expect(measureBlocking(columns(2, 4, phase), 64, 1)).toBeCloseTo(1, 1);
  });

  it("sees them along rows only", () => {
    expect(measureBlocking(columns(2, 4, 3), 64, 64)).toBe(0);
  });

  it("is 0 where every step is alike, and where there is none", () => {
    expect(measureBlocking(columns(2, 2, 0), 64, 1)).toBeCloseTo(0, 6);
    expect(measureBlocking(new Float32Array(64 * 32), 64, 1)).toBe(0);
  });
});
