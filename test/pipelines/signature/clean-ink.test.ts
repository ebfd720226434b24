import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { cleanInk } from "../../../pipelines/signature/clean-ink.ts";
import { readInk } from "../../../pipelines/signature/read-ink.ts";
import type { InkPoint, SignatureInk } from "../../../runtime/kernel/biometric.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { drawInk, zigzagCorners } from "./draw-ink.ts";

const zigzag = drawInk(...zigzagCorners);

/** Runs of the pen on the pad, apart where it is up. */
function runsOf({ points }: SignatureInk): readonly (readonly InkPoint[])[] {
  const runs: InkPoint[][] = [[]];
  for (const point of points) {
    if (point.down) runs.at(-1)?.push(point);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

describe("cleanInk", () => {
  it("has the strokes of the pictures, with the pad's lifts between them", () => {
    for (const seed of ["one", "two", "three"]) {
      const ink = synthesiseSignature(createRandom(seed));
      const clean = cleanInk(ink);
      expect(runsOf(clean)).toEqual(readInk(ink).strokes);
      const lifts = ink.points.filter(({ down }) => !down);
      for (const lift of clean.points.filter(({ down }) => !down)) expect(lifts).toContainEqual(lift);
    }
  });

  it("leaves out what a bad contact made, and brings the rest to uniform time", () => {
    const points = zigzag.points.map((point, index) => (index === 30 ? { ...point, x: 75, y: 45 } : point));
    const jittered = points.map((point, index) => ({ ...point, t: point.t + (index % 3) * 0.8 }));
    const clean = cleanInk({ ...zigzag, points: jittered });
    expect(Math.max(...clean.points.filter(({ down }) => down).map(({ x }) => x))).toBe(60);
    for (const run of runsOf(clean)) {
      const pauses = run.slice(1).map(({ t }, index) => t - run[index]!.t);
      expect(Math.max(...pauses) - Math.min(...pauses)).toBeLessThan(1e-6);
    }
  });

  it("keeps a gap as a silence of the pen on the pad, neither bridged nor told as a lift", () => {
    const points = zigzag.points.filter((_, index) => index < 30 || index >= 50);
    const clean = cleanInk({ ...zigzag, points });
    expect(readInk({ ...zigzag, points }).gaps).toBe(1);
    expect(runsOf(clean)).toHaveLength(2);
    const [first] = runsOf(clean);
    const pauses = first!.slice(1).map(({ t }, index) => t - first![index]!.t);
    expect(pauses.filter((pause) => pause > 90)).toHaveLength(1);
  });

  it("keeps the pen's hovering between strokes, and none of it before and after", () => {
    const hover = (t: number): InkPoint => ({ x: 30, y: 20, t, p: 0, down: false });
    const down = (t: number): InkPoint => ({ x: 10 + t / 10, y: 20, t, p: 0.5, down: true });
    const points = [
      hover(0),
      down(5),
      down(10),
      hover(15),
      hover(20),
      hover(25),
      down(30),
      down(35),
      hover(40),
      hover(45),
    ];
    expect(cleanInk({ ...zigzag, points }).points.map(({ t, down: isDown }) => (isDown ? t : -t))).toEqual([
      5, 10, -15, -20, -25, 30, 35, -40,
    ]);
  });

  it("is empty where there is no ink, and in order of time whatever came", () => {
    expect(cleanInk({ ...zigzag, points: [] }).points).toEqual([]);
    expect(cleanInk({ ...zigzag, points: [{ x: 1, y: 1, t: 0, p: 0, down: false }] }).points).toEqual([]);
    const point = fc.record({
      x: fc.double({ min: -10, max: 90 }),
      y: fc.double({ min: -10, max: 60 }),
      t: fc.double({ min: -5, max: 500 }),
      p: fc.double({ min: 0, max: 1 }),
      down: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (points) => {
        const times = cleanInk({ ...zigzag, points }).points.map(({ t }) => t);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
      }),
    );
  });
});
