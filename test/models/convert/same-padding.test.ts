import { expect, it } from "vitest";
import { samePadding } from "../../../models/convert/same-padding.ts";

it.each([
  { side: { input: 8, kernel: 3, stride: 2, dilation: 1 }, wanted: [0, 1] },
  { side: { input: 7, kernel: 3, stride: 2, dilation: 1 }, wanted: [1, 1] },
  { side: { input: 6, kernel: 5, stride: 1, dilation: 1 }, wanted: [2, 2] },
  { side: { input: 6, kernel: 3, stride: 1, dilation: 2 }, wanted: [2, 2] },
  { side: { input: 9, kernel: 2, stride: 3, dilation: 1 }, wanted: [0, 0] },
])("pads $side by $wanted", ({ side, wanted }) => {
  expect(samePadding(side)).toEqual(wanted);
});
