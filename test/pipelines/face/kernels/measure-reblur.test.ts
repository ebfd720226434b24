import { describe, expect, it } from "vitest";
import { measureReblur } from "../../../../pipelines/face/kernels/measure-reblur.ts";

const side = 64;
const mask = new Uint8Array(side * side).fill(1);

/** An upright edge, `softness` pixels wide. */
function edge(softness: number, contrast = 200): Float32Array {
  return Float32Array.from({ length: side * side }, (_, index) => {
    const share = ((index % side) + 0.5 - side / 2) / softness;
    return 20 + contrast * Math.min(1, Math.max(0, share + 0.5));
  });
}

describe("measureReblur", () => {
  it("falls as an edge grows softer", () => {
    const values = [1, 3, 6, 12, 24].map((softness) => measureReblur(edge(softness), mask, side, 1));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[0]).toBeCloseTo(2 / 3, 6);
  });

  it("does not depend on contrast", () => {
    expect(measureReblur(edge(4, 40), mask, side, 1)).toBeCloseTo(measureReblur(edge(4, 200), mask, side, 1), 5);
  });

  it("is 0 where there is nothing to see: along the edge, on a plain, in an empty mask", () => {
    expect(measureReblur(edge(1), mask, side, side)).toBe(0);
    expect(measureReblur(new Float32Array(side * side), mask, side, 1)).toBe(0);
    expect(measureReblur(edge(1), new Uint8Array(side * side), side, 1)).toBe(0);
  });
});
