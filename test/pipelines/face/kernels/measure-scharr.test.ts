import { expect, it } from "vitest";
import { measureScharr } from "../../../../pipelines/face/kernels/measure-scharr.ts";

const side = 8;
const mask = new Uint8Array(side * side).fill(1);

it("gives 32 times the slope of a ramp, whichever way it runs", () => {
  const across = Uint8Array.from({ length: side * side }, (_, index) => 3 * (index % side));
  const down = Uint8Array.from({ length: side * side }, (_, index) => 3 * Math.floor(index / side));
  expect(measureScharr(across, mask, side)).toBe(96);
  expect(measureScharr(down, mask, side)).toBe(96);
});

it("says nothing of an empty mask", () => {
  expect(measureScharr(new Uint8Array(side * side), new Uint8Array(side * side), side)).toBeNull();
});
