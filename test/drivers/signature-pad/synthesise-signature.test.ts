import { describe, expect, it } from "vitest";
import { movePen } from "../../../drivers/signature-pad/pen-movement.ts";
import { fullSignatureScene } from "../../../drivers/signature-pad/signature-scene.ts";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

const write = (seed: string, kind: "full" | "short" | "dot" | "line" | "blank" = "full") =>
  synthesiseSignature(createRandom(seed), { ...fullSignatureScene("writer"), kind });

describe("synthesiseSignature", () => {
  it("writes the same ink from the same stream, and nearly the same from another", () => {
    expect(write("a")).toEqual(write("a"));
    const width = (seed: string) => {
      const xs = write(seed)
        .points.filter(({ down }) => down)
        .map(({ x }) => x);
      return Math.max(...xs) - Math.min(...xs);
    };
    expect(write("b")).not.toEqual(write("a"));
    expect(Math.abs(width("a") - width("b"))).toBeLessThan(0.15 * width("a"));
  });

  it("gives every writer a hand of their own, also without a scene", () => {
    const [one, other] = ["a", "b"].map((seed) => synthesiseSignature(createRandom(seed)));
    expect(one).not.toEqual(other);
    expect(synthesiseSignature(createRandom("a"))).toEqual(one);
  });

  it("reports every 5 ms, on the pad, pressing only while the pen is down", () => {
    for (const seed of ["a", "b", "c", "d"]) {
      const { points, widthMm, heightMm } = synthesiseSignature(createRandom(seed));
      points.forEach(({ x, y, t, p, down }, index) => {
        expect(t).toBe(index * 5);
        expect(x).toBeGreaterThan(0);
        expect(y).toBeGreaterThan(0);
        expect(x).toBeLessThan(widthMm);
        expect(y).toBeLessThan(heightMm);
        expect(p > 0).toBe(down);
        expect(p).toBeLessThanOrEqual(1);
      });
    }
  });

  it("touches the pad nowhere when left blank, and once for a dot", () => {
    expect(write("a", "blank").points.some(({ down }) => down)).toBe(false);
    expect(write("a", "dot").points.some(({ down }) => down)).toBe(true);
  });
});

it("covers an impulse's distance in its direction", () => {
  const impulse = { startMs: 0, distanceMm: 20, fromAngle: 0, toAngle: 0, logMean: Math.log(100), logDeviation: 0.3 };
  const end = movePen([impulse], 1000, 5).at(-1);
  expect(end?.xMm).toBeCloseTo(20, 2);
  expect(end?.yMm).toBeCloseTo(0, 6);
});
