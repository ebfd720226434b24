import { expect, it } from "vitest";
import { halvePlane } from "../../../../pipelines/image/kernels/halve-plane.ts";
import { reduceByArea } from "../../../../pipelines/image/kernels/reduce-by-area.ts";

const image = { widthPx: 5, heightPx: 5, resolutionPpi: 500, pixels: Uint8Array.from({ length: 25 }, (_, i) => i) };

it("makes each new pixel the mean of its block and leaves out what is no full block", () => {
  expect(reduceByArea(image, 2)).toEqual({ widthPx: 2, heightPx: 2, values: new Float32Array([3, 5, 13, 15]) });
});

it("copies at factor 1 and is empty when the image is smaller than a block", () => {
  expect([...reduceByArea(image, 1).values]).toEqual([...image.pixels]);
  expect(reduceByArea(image, 6)).toEqual({ widthPx: 0, heightPx: 0, values: new Float32Array(0) });
});

it("halves a plane twice as reducing by four does at once", () => {
  const pixels = Uint8Array.from({ length: 64 }, (_, index) => (index * 37) % 256);
  const square = { widthPx: 8, heightPx: 8, resolutionPpi: 500, pixels };
  expect(halvePlane(reduceByArea(square, 2))).toEqual(reduceByArea(square, 4));
  expect(halvePlane({ widthPx: 1, heightPx: 3, values: new Float32Array(3) }).values.length).toBe(0);
});
