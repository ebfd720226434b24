import { expect, it } from "vitest";
import { erodeMask } from "../../../../pipelines/face/kernels/erode-mask.ts";

it("takes away a square around every hole and nothing at the frame", () => {
  const mask = new Uint8Array(49).fill(1);
  mask[3 * 7 + 1] = 0;
  const eroded = erodeMask(mask, 7, 1);
  const rows = Array.from({ length: 7 }, (_, y) => eroded.subarray(y * 7, y * 7 + 7).join(""));
  expect(rows).toEqual(["1111111", "1111111", "0001111", "0001111", "0001111", "1111111", "1111111"]);
});
