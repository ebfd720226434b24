import { expect, it } from "vitest";
import { keepLargestRegion } from "../../../../pipelines/fingerprint/kernels/fill-regions.ts";

it("keeps the region with the largest box and fills its holes", () => {
  const { pixels, width, height } = read([
    "..........",
    ".#####..#.",
    ".#...#..#.",
    ".#.#.#..#.",
    ".#####....",
    "..........",
  ]);
  expect(keepLargestRegion(pixels, width, height)).toEqual({ x: 1, y: 1, width: 5, height: 4 });
  expect(draw(pixels, width)).toEqual([
    "..........",
    ".#####....",
    ".#####....",
    ".#####....",
    ".#####....",
    "..........",
  ]);
});

it("does not fill a bay that opens to the edge, nor join regions that touch at a corner only", () => {
  const { pixels, width, height } = read(["###..", "#.#..", "#.###", "..###"]);
  expect(keepLargestRegion(pixels, width, height)).toEqual({ x: 0, y: 0, width: 5, height: 4 });
  const corner = read(["##...", "##...", "..###", "..###"]);
  expect(keepLargestRegion(corner.pixels, 5, 4)).toEqual({ x: 2, y: 2, width: 3, height: 2 });
});

it("takes the first of equal regions, and null where nothing is black", () => {
  const equal = read(["#.#"]);
  expect(keepLargestRegion(equal.pixels, 3, 1)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  const white = read(["..", ".."]);
  expect(keepLargestRegion(white.pixels, 2, 2)).toBeNull();
  expect(keepLargestRegion(new Uint8Array(0), 0, 0)).toBeNull();
});

function read(rows: readonly string[]) {
  const pixels = Uint8Array.from(rows.join(""), (mark) => (mark === "#" ? 0 : 255));
  return { pixels, width: rows[0]!.length, height: rows.length };
}

function draw(pixels: Uint8Array, width: number): string[] {
  return Array.from({ length: pixels.length / width }, (_, row) =>
    Array.from(pixels.subarray(row * width, (row + 1) * width), (level) => (level === 0 ? "#" : ".")).join(""),
  );
}
