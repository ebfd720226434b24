import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderInk } from "../../../drivers/signature-pad/order-ink.ts";
import type { PageInkPoint } from "../../../drivers/signature-pad/page-ink.ts";

const pad = { widthMm: 120, heightMm: 60 };
const place = (max: number) => fc.double({ min: 0, max, noNaN: true });
/** A pen's own course: each moment once, in order, the first and the last on the surface. */
const course = fc
  .array(fc.tuple(place(120), place(60), fc.integer({ min: 1, max: 40 }), place(1), fc.constantFrom<0 | 1>(0, 1, 1)), {
    minLength: 1,
    maxLength: 80,
  })
  .map((steps) => {
    let atMs = 50;
    return steps.map(([x, y, afterMs, p, isDown], at): PageInkPoint => {
      atMs += afterMs;
      const isEnd = at === 0 || at === steps.length - 1;
      return [x, y, atMs, p, isEnd ? 1 : isDown];
    });
  });

describe("ink of a page", () => {
  it("comes out the same however its events are shuffled and repeated", () => {
    fc.assert(
      fc.property(course, fc.infiniteStream(fc.nat()), (points, numbers) => {
        const straight = orderInk(points, pad);
        expect(straight.map(({ down }) => Number(down))).toEqual(points.map(([, , , , isDown]) => isDown));
        expect(straight.map(({ t }) => t)).toEqual(points.map(([, , t]) => t - points[0]![2]));
        const drawn = Array.from({ length: points.length * 2 }, () => numbers.next().value as number);
        const repeated = [...points, ...points.filter((_, at) => drawn[at]! % 3 === 0)];
        const shuffled = repeated
          .map((point, at) => ({ point, key: drawn[at]! }))
          .toSorted((one, other) => one.key - other.key)
          .map(({ point }) => point);
        expect(orderInk(shuffled, pad)).toEqual(straight);
      }),
    );
  });

  it("runs from the first touch to the last, with the gaps between", () => {
    const points: readonly PageInkPoint[] = [
      [1, 1, 100, 0, 0],
      [2, 2, 110, 0.4, 1],
      [3, 3, 120, 0.5, 1],
      [4, 4, 130, 0.9, 0],
      [5, 5, 400, 0.6, 1],
      [6, 6, 410, 0, 0],
    ];
    expect(orderInk(points, pad)).toEqual([
      { x: 2, y: 2, t: 0, p: 0.4, down: true },
      { x: 3, y: 3, t: 10, p: 0.5, down: true },
      { x: 4, y: 4, t: 20, p: 0, down: false },
      { x: 5, y: 5, t: 290, p: 0.6, down: true },
    ]);
  });

  it("ends at the edge where the finger went on", () => {
    const points: readonly PageInkPoint[] = [
      [-4, 30, 0, 0.5, 1],
      [130, 70, 8, 0.5, 1],
    ];
    expect(orderInk(points, pad).map(({ x, y }) => [x, y])).toEqual([
      [0, 30],
      [120, 60],
    ]);
  });

  it("keeps two points of one moment in their order: a tap is a touch and a lift", () => {
    const points: readonly PageInkPoint[] = [
      [1, 1, 5, 0.5, 1],
      [1, 1, 5, 0, 0],
      [9, 9, 5, 0.5, 1],
    ];
    expect(orderInk(points, pad).map(({ down }) => down)).toEqual([true, false, true]);
  });

  it("is nothing where nothing was touched", () => {
    expect(orderInk([], pad)).toEqual([]);
    expect(orderInk([[1, 1, 1, 0, 0]], pad)).toEqual([]);
  });
});
