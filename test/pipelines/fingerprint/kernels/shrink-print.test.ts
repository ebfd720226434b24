import { expect, it } from "vitest";
import { shrinkPrint } from "../../../../pipelines/fingerprint/kernels/shrink-print.ts";
import { flatImage } from "../read-print.ts";

it("takes two thirds of each side, in whole fours", () => {
  const { widthPx, heightPx, leftPx, topPx } = shrinkPrint(flatImage(203, 197, 9));
  expect([widthPx, heightPx, leftPx, topPx]).toEqual([132, 128, 0, 0]);
});

it("keeps the middle of a larger print, and says what it left out", () => {
  const image = flatImage(500, 700, 255);
  // Of 384 by 600 in the middle, the first 3 × 3.
  for (let y = 50; y < 53; y += 1) image.pixels.fill(0, y * 500 + 58, y * 500 + 61);
  const print = shrinkPrint(image);
  expect([print.widthPx, print.heightPx, print.leftPx, print.topPx]).toEqual([256, 400, 38, 32]);
  const dark = [...print.pixels.keys()].filter((at) => print.pixels[at] === 0);
  expect(dark).toEqual([0, 1, 256, 257]);
});

it("weighs corner, edges and middle of nine by 4, 2 and 1", () => {
  const weightsAt = (x: number, y: number) => {
    const image = flatImage(200, 200, 0);
    image.pixels[y * 200 + x] = 64;
    const { pixels, widthPx } = shrinkPrint(image);
    return [pixels[0], pixels[1], pixels[widthPx], pixels[widthPx + 1]];
  };
  expect([weightsAt(0, 0), weightsAt(1, 0), weightsAt(1, 1), weightsAt(2, 2)]).toEqual([
    [28, 0, 0, 0],
    [14, 14, 0, 0],
    [7, 7, 7, 7],
    [0, 0, 0, 28],
  ]);
});
