import fc from "fast-check";
import { expect, it } from "vitest";
import { erodeMask } from "../../../../pipelines/face/kernels/erode-mask.ts";

it("takes away a square around every hole and nothing at the frame", () => {
  const mask = new Uint8Array(49).fill(1);
  mask[3 * 7 + 1] = 0;
  const eroded = erodeMask(mask, 7, 1);
  const rows = Array.from({ length: 7 }, (_, y) => eroded.subarray(y * 7, y * 7 + 7).join(""));
  expect(rows).toEqual(["1111111", "1111111", "0001111", "0001111", "0001111", "1111111", "1111111"]);
});

it("is the minimum of the square around each cell, for any mask and reach", () => {
  const sidePx = 12;
  const bits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: sidePx ** 2, maxLength: sidePx ** 2 });
  fc.assert(
    fc.property(bits, fc.integer({ min: 0, max: 5 }), (values, reach) => {
      const mask = Uint8Array.from(values, (value) => (value === 0 ? 0 : 1));
      const isFree = (x: number, y: number) =>
        x < 0 || y < 0 || x >= sidePx || y >= sidePx || mask[y * sidePx + x] === 1;
      const steps = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
      erodeMask(mask, sidePx, reach).forEach((kept, index) => {
        const [x, y] = [index % sidePx, Math.floor(index / sidePx)];
        expect(kept).toBe(steps.every((dy) => steps.every((dx) => isFree(x + dx, y + dy))) ? 1 : 0);
      });
    }),
    { numRuns: 60 },
  );
});
