import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { assessSignature, defaultSignatureLimits } from "../../../pipelines/signature/assess-signature.ts";
import { readInk } from "../../../pipelines/signature/read-ink.ts";
import { resampleStroke } from "../../../pipelines/signature/resample-stroke.ts";
import type { InkPoint, SignatureInk } from "../../../runtime/kernel/biometric.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { drawInk, zigzagCorners } from "./draw-ink.ts";

const zigzag = drawInk(...zigzagCorners);
const pathOf = (strokes: readonly (readonly InkPoint[])[]) =>
  strokes.reduce(
    (sum, stroke) =>
      sum +
      stroke.reduce((length, { x, y }, index) => {
        const before = stroke[index - 1];
        return before === undefined ? length : length + Math.hypot(x - before.x, y - before.y);
      }, 0),
    0,
  );
const change = (ink: SignatureInk, edit: (point: InkPoint, index: number) => InkPoint | null): SignatureInk => ({
  ...ink,
  points: ink.points.map(edit).filter((point) => point !== null),
});
const codesOf = (ink: SignatureInk) => assessSignature(ink, defaultSignatureLimits).reasons.map(({ code }) => code);

describe("spikes", () => {
  it("drops up to three points far off between points near each other, and a stray first or last one", () => {
    const away = { x: 75, y: 45 };
    for (const length of [1, 2, 3]) {
      const spiked = change(zigzag, (point, index) =>
        index >= 30 && index < 30 + length ? { ...point, ...away } : point,
      );
      const { spikes, strokes, gaps } = readInk(spiked);
      expect([spikes, gaps, strokes.length]).toEqual([length, 0, 2]);
      expect(Math.max(...strokes.flat().map(({ x }) => x))).toBe(60);
    }
    for (const stray of [0, 76, 78]) {
      const { spikes, strokes } = readInk(
        change(zigzag, (point, index) => (index === stray ? { ...point, ...away } : point)),
      );
      expect(spikes).toBe(1);
      expect(Math.max(...strokes.flat().map(({ x }) => x))).toBe(60);
    }
  });

  it("takes a place far off that lasts for a place where the pen was", () => {
    const moved = change(zigzag, (point, index) => (index >= 30 && index < 40 ? { ...point, x: point.x + 30 } : point));
    const { spikes, gaps, strokes } = readInk(moved);
    expect(spikes).toBe(0);
    expect(gaps).toBe(2);
    expect(strokes).toHaveLength(4);
  });
});

describe("gaps", () => {
  it("does not bridge missing reports while the pen moved, and says how much is missing", () => {
    const torn = change(zigzag, (point, index) => (index >= 25 && index < 40 ? null : point));
    const { gaps, lostMm, strokes } = readInk(torn);
    expect(gaps).toBe(1);
    expect(strokes).toHaveLength(3);
    const from = strokes[0]?.at(-1);
    const to = strokes[1]?.[0];
    expect(lostMm).toBeCloseTo(Math.hypot((to?.x ?? 0) - (from?.x ?? 0), (to?.y ?? 0) - (from?.y ?? 0)), 9);
    expect(strokes.flat().every(({ t }) => t <= (from?.t ?? 0) || t >= (to?.t ?? 0))).toBe(true);
  });

  it("takes silence without movement for a rest: a touchscreen reports only what moves", () => {
    const rested = change(zigzag, (point, index) => (index > 30 ? { ...point, t: point.t + 1_500 } : point));
    const { gaps, strokes } = readInk(rested);
    expect(gaps).toBe(0);
    expect(strokes).toHaveLength(2);
  });

  it("knows a slow pad from a pad that loses reports", () => {
    const slow = change(zigzag, (point, index) =>
      point.down && index % 4 !== 0 ? null : { ...point, t: point.t * 2 },
    );
    expect(readInk(slow).gaps).toBe(0);
  });

  it("leaves a lift a lift: nothing lies between two strokes, in place or in time", () => {
    const [first, second] = readInk(zigzag).strokes;
    expect(first?.at(-1)).toMatchObject({ x: 40, y: 30 });
    expect(second?.[0]).toMatchObject({ x: 18, y: 36 });
    expect((second?.[0]?.t ?? 0) - (first?.at(-1)?.t ?? 0)).toBeGreaterThan(5);
  });

  it("asks to sign once more when a tenth of the way is missing", () => {
    const lost = { ...defaultSignatureLimits };
    const torn = change(zigzag, (point, index) => (index >= 20 && index < 45 ? null : point));
    const { measures } = assessSignature(torn, lost);
    expect(measures["lostRatio"]).toBeGreaterThan(0);
    const limit = measures["lostRatio"] ?? 0;
    const at = (lostMaxRatio: number) =>
      assessSignature(torn, { ...lost, lostMaxRatio }).reasons.map(({ code }) => code);
    expect(at(limit)).not.toContain("interrupted");
    expect(at(limit - 1e-6)).toContain("interrupted");
  });
});

describe("uniform time", () => {
  it("keeps each stroke's ends and reports in steps of about 5 ms, whatever the pad's own pace", () => {
    const pause = fc.double({ min: 1, max: 22, noNaN: true });
    const place = fc.double({ min: 1, max: 40, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.record({ pause, x: place, y: place }), { minLength: 2, maxLength: 80 }), (drawn) => {
        let t = 0;
        let at = { x: 20, y: 20 };
        const points = drawn.map(({ pause: pauseMs, x, y }) => {
          t += pauseMs;
          // No faster than a hand.
          at = {
            x: at.x + Math.sign(x - at.x) * Math.min(1.4, Math.abs(x - at.x)),
            y: at.y + Math.sign(y - at.y) * Math.min(1.4, Math.abs(y - at.y)),
          };
          return { ...at, t, p: 0.5, down: true };
        });
        const { strokes } = readInk({ kind: "ink", widthMm: 80, heightMm: 48, points });
        expect(strokes).toHaveLength(1);
        const [stroke = []] = strokes;
        expect(stroke[0]).toEqual(points[0]);
        expect(stroke.at(-1)).toEqual(points.at(-1));
        const steps = stroke.slice(1).map((point, index) => point.t - (stroke[index]?.t ?? 0));
        const even = ((stroke.at(-1)?.t ?? 0) - (stroke[0]?.t ?? 0)) / steps.length;
        for (const step of steps) expect(step).toBeCloseTo(even, 6);
        if (steps.length > 1) expect(Math.abs(even - 5)).toBeLessThanOrEqual(1.67);
        const within = (axis: "x" | "y") => {
          const [least, most] = [
            Math.min(...points.map((point) => point[axis])),
            Math.max(...points.map((point) => point[axis])),
          ];
          return stroke.every((point) => point[axis] >= least && point[axis] <= most);
        };
        expect(within("x") && within("y")).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("changes nothing that is already so: resampled twice is resampled once", () => {
    const inks = [zigzag, ...["a", "b", "c", "d"].map((seed) => synthesiseSignature(createRandom(seed)))];
    for (const ink of inks) {
      for (const stroke of readInk(ink).strokes) {
        const again = resampleStroke(stroke);
        expect(again).toHaveLength(stroke.length);
        for (const [index, point] of again.entries()) {
          expect(Math.hypot(point.x - stroke[index]!.x, point.y - stroke[index]!.y)).toBeLessThan(1e-6);
          expect(point.t).toBeCloseTo(stroke[index]!.t, 6);
        }
      }
    }
  });

  it("keeps strokes in their order and time running on, over all strokes", () => {
    const points = fc.array(
      fc.record({
        x: fc.double({ min: 0, max: 80, noNaN: true }),
        y: fc.double({ min: 0, max: 48, noNaN: true }),
        t: fc.double({ min: 0, max: 5_000, noNaN: true }),
        p: fc.double({ min: 0, max: 1, noNaN: true }),
        down: fc.boolean(),
      }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(points, (drawn) => {
        const { strokes } = readInk({ kind: "ink", widthMm: 80, heightMm: 48, points: drawn });
        const all = strokes.flat();
        for (const [index, { t }] of all.entries()) expect(t).toBeGreaterThanOrEqual(all[index - 1]?.t ?? 0);
        for (const axis of ["x", "y"] as const) {
          const places = drawn.map((point) => point[axis]);
          for (const point of all) {
            expect(point[axis]).toBeGreaterThanOrEqual(Math.min(...places));
            expect(point[axis]).toBeLessThanOrEqual(Math.max(...places));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("measures the same signature alike at 200, 133 and 67 reports a second", () => {
    for (const seed of ["a", "b", "c", "d", "e"]) {
      const whole = synthesiseSignature(createRandom(seed));
      const every = (count: number) => ({
        ...whole,
        points: whole.points.filter(({ down }, index) => index % count === 0 || !down),
      });
      const path = pathOf(readInk(whole).strokes);
      for (const count of [1.5, 3]) {
        const thinned = readInk(every(count === 1.5 ? 2 : 3));
        expect(thinned.gaps).toBe(0);
        expect(Math.abs(pathOf(thinned.strokes) - path) / path).toBeLessThan(0.03);
      }
    }
  });
});

describe("points that lie", () => {
  it("puts time that runs backwards right and counts it", () => {
    const points = [...zigzag.points];
    [points[10], points[11]] = [points[11]!, points[10]!];
    const read = readInk({ ...zigzag, points });
    expect(read.backwardPoints).toBe(1);
    expect(read.strokes).toEqual(readInk(zigzag).strokes);
  });

  it("keeps a point that came twice once, and spreads what a slow clock put into one moment", () => {
    const twice = { ...zigzag, points: zigzag.points.flatMap((point) => [point, point]) };
    const read = readInk(twice);
    expect(read.repeatedPoints).toBe(zigzag.points.length);
    expect(read.strokes).toEqual(readInk(zigzag).strokes);
    const coarse = change(zigzag, (point) => ({ ...point, t: Math.floor(point.t / 20) * 20 }));
    const spread = readInk(coarse);
    expect(Math.abs(pathOf(spread.strokes) - pathOf(readInk(zigzag).strokes))).toBeLessThan(1);
    expect(spread.strokes).toHaveLength(2);
    expect(spread.malformedPoints).toBe(0);
  });

  it("says when ink lies beyond the pad", () => {
    const moved = change(zigzag, (point) => ({ ...point, x: point.x - 22 }));
    expect(readInk(moved).outsideRatio).toBeGreaterThan(0);
    expect(readInk(zigzag).outsideRatio).toBe(0);
    const low = change(zigzag, (point) => (point.y > 33 ? { ...point, y: point.y + 15 } : point));
    expect(codesOf(low)).toContain("out-of-area");
    expect(codesOf(zigzag)).toEqual([]);
  });

  it("is done soon with a million points, and with a hundred metres of scribble", () => {
    const many: SignatureInk = {
      ...zigzag,
      points: Array.from({ length: 1_000_000 }, (_, index) => ({
        x: index % 80,
        y: index % 47,
        t: index,
        p: 1,
        down: true,
      })),
    };
    const result = assessSignature(many, defaultSignatureLimits);
    expect(result.reasons.map(({ code }) => code)).toContain("malformed");
    expect(result.measures["malformedPoints"]).toBeGreaterThanOrEqual(880_000);
    const scribble = change(many, (_, index) =>
      index < 100_000
        ? { x: 40 + 39 * Math.sin(index), y: 24 + 23 * Math.cos(index * 1.7), t: index * 6, p: 1, down: true }
        : null,
    );
    const scribbled = assessSignature(scribble, defaultSignatureLimits);
    expect(scribbled.measures["pathMm"]).toBeLessThanOrEqual(5_001);
    expect(scribbled.svg.length).toBeLessThan(3_000_000);
  });

  it("never throws, whatever the numbers, and never measures anything but finite ones", () => {
    const number = fc.oneof(
      fc.double(),
      fc.double({ min: -10, max: 100, noNaN: true }),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308),
    );
    const pressure = fc.oneof(number, fc.double({ min: 0, max: 1, noNaN: true }));
    const point = fc.record({ x: number, y: number, t: number, p: pressure, down: fc.boolean() });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 80 }), number, number, (points, widthMm, heightMm) => {
        const { measures, image, svg, strokes } = assessSignature(
          { kind: "ink", widthMm, heightMm, points },
          defaultSignatureLimits,
        );
        expect(Object.values(measures).every(Number.isFinite)).toBe(true);
        expect(image.pixels.length).toBe(image.widthPx * image.heightPx);
        expect(svg).not.toMatch(/NaN|Infinity|e[+-]\d/);
        expect(strokes.flat().every(({ x, y, t, p }) => [x, y, t, p].every(Number.isFinite))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
