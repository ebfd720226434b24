import fc from "fast-check";
import { expect, it } from "vitest";
import type { Sighting } from "../../../../pipelines/face/guidance/face-track.ts";
import { measureMotion } from "../../../../pipelines/face/guidance/measure-motion.ts";

const points = [
  { x: 100, y: 100 },
  { x: 200, y: 100 },
  { x: 150, y: 150 },
  { x: 150, y: 200 },
];
const at = (atMs: number, xPx = 0, interEyePx = 100): Sighting => ({
  atMs,
  interEyePx,
  points: points.map(({ x, y }) => ({ x: x + xPx, y })),
});

it("tells how many distances between the eyes the face went in a second", () => {
  expect(measureMotion(at(0), at(100, 10))).toBeCloseTo(1);
  expect(measureMotion(at(0), at(500, 10))).toBeCloseTo(0.2);
  expect(measureMotion(at(0), at(100, 10, 200))).toBeCloseTo(0.5);
  expect(measureMotion(at(40), at(400))).toBe(0);
});

it("goes by the part that moves most: a head that turns or nods in its place moves", () => {
  const still = at(0);
  const turned = { ...at(100), points: points.map((point, index) => (index === 2 ? { ...point, x: 170 } : point)) };
  expect(measureMotion(still, turned)).toBeCloseTo(2);
});

it("does not make much of little where frames come faster than a camera's, or at one moment", () => {
  for (const atMs of [0, 1, 66]) expect(measureMotion(at(0), at(atMs, 2))).toBeCloseTo(2 / 100 / 0.066);
});

it("is finite whatever came, and the same in both directions and at every scale", () => {
  const coordinate = fc.double({ min: -5_000, max: 5_000, noNaN: true });
  fc.assert(
    fc.property(
      coordinate,
      coordinate,
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 1, max: 8 }),
      (x, y, elapsedMs, scale) => {
        const from = {
          atMs: 0,
          interEyePx: 100 * scale,
          points: points.map((one) => ({ x: one.x * scale, y: one.y * scale })),
        };
        const to = {
          ...from,
          atMs: elapsedMs,
          points: from.points.map((one) => ({ x: one.x + x * scale, y: one.y + y * scale })),
        };
        const motion = measureMotion(from, to);
        expect(Number.isFinite(motion)).toBe(true);
        expect(measureMotion({ ...to, atMs: 0 }, { ...from, atMs: elapsedMs })).toBeCloseTo(motion, 6);
        expect(motion).toBeCloseTo((1_000 * Math.hypot(x, y)) / (100 * Math.max(66, elapsedMs)), 6);
      },
    ),
  );
});
