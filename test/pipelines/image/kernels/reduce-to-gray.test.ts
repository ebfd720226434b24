import { describe, expect, it } from "vitest";
import { reduceToGray } from "../../../../pipelines/image/kernels/reduce-to-gray.ts";

const image = (widthPx: number, heightPx: number, ...pixels: number[]) => ({
  widthPx,
  heightPx,
  pixels: Uint8Array.from(pixels),
});

describe("reduceToGray", () => {
  it("weighs the channels by BT.601 luma", () => {
    const coloured = image(3, 1, 255, 0, 0, 0, 255, 0, 0, 0, 255);
    expect([...reduceToGray(coloured, 1).pixels]).toEqual([76, 150, 29]);
  });

  it("leaves gray levels as they are", () => {
    const levels = Array.from({ length: 256 }, (_, level) => [level, level, level]).flat();
    expect([...reduceToGray(image(256, 1, ...levels), 1).pixels]).toEqual([...Array(256).keys()]);
  });

  it("takes the mean of each block, and of what there is of a block at the edge", () => {
    const gray = [10, 20, 60, 30, 40, 80, 1, 3, 7].flatMap((level) => [level, level, level]);
    expect(reduceToGray(image(3, 3, ...gray), 2)).toEqual({
      widthPx: 2,
      heightPx: 2,
      pixels: Uint8Array.of(25, 70, 2, 7),
    });
  });

  it("turns a block with missing pixels black", () => {
    expect([...reduceToGray(image(2, 1, 90, 90, 90), 1).pixels]).toEqual([90, 0]);
  });
});
