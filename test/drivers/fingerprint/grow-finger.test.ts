import { describe, expect, it } from "vitest";
import { type FingerPattern, fingerPatterns, planFinger } from "../../../drivers/fingerprint/finger-pattern.ts";
import { createFingerGrower, growFinger } from "../../../drivers/fingerprint/grow-finger.ts";
import { growRidges } from "../../../drivers/fingerprint/grow-ridges.ts";
import { extractMinutiae } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import { type FingerPosition, fingerPositions } from "../../../runtime/kernel/biometric.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

const pixelsPerMm = 500 / 25.4;
/** Ridges as an image, without any impression's noise: what is found in them was grown. */
const drawRelief = ({ widthPx, heightPx, relief }: ReturnType<typeof growRidges>) => ({
  widthPx,
  heightPx,
  resolutionPpi: 500,
  pixels: Uint8Array.from(relief, (height) => Math.round(127 - 127 * Math.min(1, Math.max(-1, height)))),
});

describe("growFinger", () => {
  it("grows the same skin from the same seed and traits, and another one otherwise", () => {
    const skin = growFinger("a");
    expect(growFinger("a").relief).toEqual(skin.relief);
    expect(growFinger("b").relief).not.toEqual(skin.relief);
    expect(growFinger("a", { scarCount: 1 }).relief).not.toEqual(skin.relief);
    expect(skin.relief).toHaveLength(skin.widthPx * skin.heightPx);
  });

  it("keeps the last finger for those who press it again", () => {
    const grow = createFingerGrower();
    const skin = grow("a", { position: 2 });
    expect(grow("a", { position: 2 })).toBe(skin);
    expect(grow("a", { position: 3 })).not.toBe(skin);
    expect(grow("a", { position: 2 }).relief).toEqual(skin.relief);
  });

  it("leaves the less of the ridges the more abrasion there is", () => {
    const whole = growFinger("worn").relief;
    const kinship = [0, 0.2, 0.4, 0.6, 0.8, 1].map((abrasionRatio) => {
      const { relief } = growFinger("worn", { abrasionRatio });
      return dot(whole, relief) / Math.sqrt(dot(whole, whole) * dot(relief, relief));
    });
    expect(kinship).toEqual(kinship.toSorted((a, b) => b - a));
    expect(kinship[0]).toBeCloseTo(1, 9);
    expect(kinship.at(-1)).toBeLessThan(0.5);
  });
});

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

describe("growRidges", () => {
  it("grows minutiae as densely as fingers have them, endings and bifurcations alike", () => {
    const densities: number[] = [];
    const kinds = { ending: 0, bifurcation: 0 };
    for (let finger = 0; finger < 12; finger += 1) {
      const random = createRandom(`density/${finger}`);
      const skin = growRidges(random, planFinger(random, fingerPatterns[finger % fingerPatterns.length]!));
      const inner = extractMinutiae(drawRelief(skin)).filter(
        ({ x, y }) => Math.abs(x - skin.widthPx / 2) < 150 && Math.abs(y - skin.heightPx / 2) < 200,
      );
      densities.push(inner.length / ((300 / pixelsPerMm) * (400 / pixelsPerMm)));
      for (const { kind } of inner) kinds[kind] += 1;
    }
    const mean = densities.reduce((sum, density) => sum + density, 0) / densities.length;
    const endings = kinds.ending / (kinds.ending + kinds.bifurcation);
    process.stdout.write(`grown minutiae: ${mean.toFixed(3)} a mm², ${(100 * endings).toFixed(0)} % of them endings\n`);
    expect(mean).toBeGreaterThan(0.18);
    expect(mean).toBeLessThan(0.27);
    expect(Math.min(...densities)).toBeGreaterThan(0.13);
    expect(endings).toBeGreaterThan(0.35);
    expect(endings).toBeLessThan(0.65);
  });

  it("grows ridges of the planned period", () => {
    for (const seed of ["narrow", "wide", "other"]) {
      const random = createRandom(seed);
      const plan = planFinger(random, "arch");
      const { relief, widthPx, heightPx } = growRidges(random, plan);
      // Below the pattern an arch's ridges lie across: count them down the middle, over the 100 px above the joint.
      let rises = 0;
      for (let column = widthPx / 2 - 20; column < widthPx / 2 + 20; column += 1) {
        for (let row = heightPx / 2 - 50; row < heightPx / 2 + 50; row += 1) {
          if (relief[row * widthPx + column]! < 0 && relief[(row + 1) * widthPx + column]! >= 0) rises += 1;
        }
      }
      expect(100 / (rises / 40)).toBeGreaterThan(0.85 * plan.periodPx);
      expect(100 / (rises / 40)).toBeLessThan(1.2 * plan.periodPx);
    }
  });

  it("keeps within −1 and 1, everywhere a number", () => {
    const { relief } = growRidges(createRandom("range"), planFinger(createRandom("range"), null));
    expect(relief.every((height) => height >= -1 && height <= 1)).toBe(true);
  });
});

describe("planFinger", () => {
  it("draws patterns in the proportions of each finger", () => {
    const count = (position: FingerPosition | null) => {
      const counts: Record<FingerPattern, number> = {
        arch: 0,
        "tented-arch": 0,
        "left-loop": 0,
        "right-loop": 0,
        whorl: 0,
        "double-loop": 0,
      };
      for (let at = 0; at < 1000; at += 1)
        counts[planFinger(createRandom(`${position}/${at}`), null, position).pattern] += 1;
      return counts;
    };
    const any = count(null);
    expect(Object.values(any).every((share) => share > 5)).toBe(true);
    expect((any["left-loop"] + any["right-loop"]) / 1000).toBeCloseTo(0.675, 1);
    expect((any.whorl + any["double-loop"]) / 1000).toBeCloseTo(0.26, 1);
    const rightLittle = count(5);
    expect(rightLittle["right-loop"]).toBeGreaterThan(750);
    expect(rightLittle["left-loop"]).toBeLessThan(80);
    expect(count(10)["left-loop"]).toBeGreaterThan(750);
    const forefinger = count(2);
    expect(forefinger["left-loop"]).toBeGreaterThan(150);
    expect(forefinger.arch + forefinger["tented-arch"]).toBeGreaterThan(130);
    expect(count(1).whorl).toBeGreaterThan(280);
  });

  it("gives each pattern the cores and deltas that it has by definition", () => {
    const turns: Record<FingerPattern, [number, number]> = {
      arch: [0, 0],
      "tented-arch": [1, 1],
      "left-loop": [1, 1],
      "right-loop": [1, 1],
      whorl: [2, 2],
      "double-loop": [2, 2],
    };
    for (const position of [null, ...fingerPositions]) {
      for (const pattern of fingerPatterns) {
        const { cores, deltas, sizeRatio } = planFinger(createRandom(`${pattern}/${position}`), pattern, position);
        expect([cores.length, deltas.length]).toEqual(turns[pattern]);
        expect(deltas.every(({ y }) => cores.every((core) => y < core.y))).toBe(true);
        expect(sizeRatio).toBeGreaterThan(0.8);
        expect(sizeRatio).toBeLessThan(1.3);
      }
    }
  });

  it("opens a loop to the side that it is named after, away from its delta", () => {
    const [left, right] = (["left-loop", "right-loop"] as const).map((pattern) =>
      planFinger(createRandom("loop"), pattern),
    );
    expect(left!.deltas[0]!.x).toBeGreaterThan(left!.cores[0]!.x);
    expect(right!.deltas[0]!.x).toBeLessThan(right!.cores[0]!.x);
  });
});
