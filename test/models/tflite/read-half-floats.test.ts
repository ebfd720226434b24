import { expect, it } from "vitest";
import { readHalfFloats } from "../../../models/tflite/read-half-floats.ts";

function widen(...halves: number[]): number[] {
  return [...readHalfFloats(new Uint8Array(Uint16Array.from(halves).buffer))];
}

it("widens normal numbers of both signs exactly", () => {
  expect(widen(0x3c00, 0xc000, 0x3555, 0x7bff)).toEqual([1, -2, 0.333251953125, 65504]);
});

it("widens the smallest numbers, which have no leading one", () => {
  expect(widen(0x0001, 0x03ff, 0x8001)).toEqual([2 ** -24, 1023 * 2 ** -24, -(2 ** -24)]);
});

it("keeps zero, its sign, infinity and not-a-number", () => {
  expect(widen(0x0000, 0x8000, 0x7c00, 0xfc00, 0x7e00)).toEqual([0, -0, Infinity, -Infinity, Number.NaN]);
});
