import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BackdropPatch, measureBlotches } from "../../../pipelines/face/measure-blotches.ts";

/** A grid of patches whose lightness follows the rule. */
function grid(lightnessAt: (column: number, row: number) => number, columns = 8, rows = 8): BackdropPatch[] {
  return Array.from({ length: columns * rows }, (_, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    return { lightness: lightnessAt(column, row), a: 10, b: -40, column, row };
  });
}

describe("measureBlotches", () => {
  it("is 0 for one colour and for any even slope of light", () => {
    const slope = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(slope, slope, (across, down) => {
        expect(measureBlotches(grid((column, row) => 50 + across * column + down * row))).toBeCloseTo(0, 5);
      }),
    );
  });

  it("is the root mean square of stripes, sloped or not", () => {
    const stripes = (column: number, row: number) => ((column + row) % 2 === 0 ? 6 : -6);
    expect(measureBlotches(grid((column, row) => 50 + stripes(column, row)))).toBeCloseTo(6, 6);
    expect(measureBlotches(grid((column, row) => 50 + 3 * row + stripes(column, row)))).toBeCloseTo(6, 6);
  });

  it("sees another hue at the same lightness", () => {
    const patches = grid(() => 50).map((patch) => (patch.column < 4 ? patch : { ...patch, b: 40 }));
    expect(measureBlotches(patches)).toBeGreaterThan(15);
  });

  it("is 0 for too few patches to tell a slope, and finite for a single line of them", () => {
    expect(measureBlotches([])).toBe(0);
    expect(measureBlotches(grid((column) => 10 * column, 3, 1))).toBe(0);
    expect(Number.isFinite(measureBlotches(grid((column) => 10 * column, 9, 1)))).toBe(true);
  });
});
