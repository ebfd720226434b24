import fc from "fast-check";
import { expect, it } from "vitest";
import { invertAffine, mapPoint, scaleOf, similarity } from "../../../pipelines/image/affine.ts";

it("comes back to every point through the inverse", () => {
  const number = fc.double({ min: -100, max: 100, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.double({ min: 0.1, max: 10, noNaN: true }), number, (x, y, scale, angle) => {
      const map = similarity({ x: 3, y: -8 }, scale, angle);
      const back = mapPoint(invertAffine(map), mapPoint(map, { x, y }));
      expect(back.x).toBeCloseTo(x, 6);
      expect(back.y).toBeCloseTo(y, 6);
    }),
  );
});

it("turns clockwise in the image and knows its scale", () => {
  const map = similarity({ x: 10, y: 20 }, 2, Math.PI / 2);
  const right = mapPoint(map, { x: 1, y: 0 });
  expect(right.x).toBeCloseTo(10, 9);
  expect(right.y).toBeCloseTo(22, 9);
  expect(scaleOf(map)).toBeCloseTo(2, 9);
});
