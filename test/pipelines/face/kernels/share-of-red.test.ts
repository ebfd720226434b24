import { describe, expect, it } from "vitest";
import { shareOfRed } from "../../../../pipelines/face/kernels/share-of-red.ts";

const side = 20;

/** One colour everywhere. */
function planes(colour: readonly [number, number, number]): Float32Array {
  return Float32Array.from({ length: 3 * side * side }, (_, index) => colour[Math.floor(index / (side * side))] ?? 0);
}

describe("shareOfRed", () => {
  const circle = { x: 10, y: 10, radius: 5 };

  it("is 1 in a red circle and 0 in a brown, a black, a gray and a blue one", () => {
    expect(shareOfRed(planes([200, 40, 40]), side, circle)).toBe(1);
    for (const colour of [
      [110, 68, 44],
      [6, 4, 4],
      [120, 120, 120],
      [60, 90, 140],
    ] as const) {
      expect(shareOfRed(planes(colour), side, circle)).toBe(0);
    }
  });

  it("counts only what lies in the circle and in the frame", () => {
    const red = planes([200, 40, 40]);
    expect(shareOfRed(red, side, { x: 0, y: 0, radius: 5 })).toBe(1);
    expect(shareOfRed(red, side, { x: -50, y: 10, radius: 5 })).toBe(0);
    expect(shareOfRed(red, side, { x: Number.NaN, y: 10, radius: 5 })).toBe(0);
  });
});
