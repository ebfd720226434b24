import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convexHull } from "../../../pipelines/image/convex-hull.ts";
import { fillConvex } from "../../../pipelines/image/kernels/fill-convex.ts";

const square = [
  { x: 2, y: 2 },
  { x: 6, y: 2 },
  { x: 6, y: 5 },
  { x: 2, y: 5 },
];

describe("convexHull", () => {
  it("keeps the corners and drops what lies inside or on a side", () => {
    const hull = convexHull([...square, { x: 4, y: 3 }, { x: 4, y: 2 }]);
    expect(hull).toHaveLength(4);
    expect(hull).toEqual(expect.arrayContaining(square));
  });

  it("holds every point", () => {
    const coordinate = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 3, maxLength: 40 }), (points) => {
        const hull = convexHull(points);
        for (const [index, from] of hull.entries()) {
          const to = hull[(index + 1) % hull.length]!;
          for (const p of points) {
            expect((to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });
});

describe("fillConvex", () => {
  it("fills the pixels whose middle lies inside", () => {
    const mask = fillConvex(square, 8, 8);
    expect(mask.reduce((sum, value) => sum + value, 0)).toBe(4 * 3);
    expect([mask[2 * 8 + 2], mask[2 * 8 + 1], mask[4 * 8 + 5], mask[5 * 8 + 5]]).toEqual([1, 0, 1, 0]);
  });

  it("cuts off what lies beyond the frame, and fills nothing for no corners", () => {
    const larger = square.map(({ x, y }) => ({ x: (x - 4) * 10, y: (y - 3) * 10 }));
    expect(fillConvex(larger, 4, 3).every((value) => value === 1)).toBe(true);
    expect(fillConvex([], 4, 3).every((value) => value === 0)).toBe(true);
  });
});
