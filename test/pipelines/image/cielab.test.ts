import { describe, expect, it } from "vitest";
import { toLab } from "../../../pipelines/image/cielab.ts";
import { measureLuminance } from "../../../pipelines/image/kernels/measure-luminance.ts";
import { linearLight, toLinearLight } from "../../../pipelines/image/linear-light.ts";

describe("toLab", () => {
  it("gives the published values of the sRGB primaries under D50", () => {
    const rounded = (...rgb: [number, number, number]) =>
      Object.values(toLab(...rgb)).map((value) => Math.round(value));
    expect(rounded(255, 0, 0)).toEqual([54, 81, 70]);
    expect(rounded(0, 255, 0)).toEqual([88, -79, 81]);
    expect(rounded(0, 0, 255)).toEqual([30, 68, -112]);
  });

  it("puts grays on the neutral axis", () => {
    for (const level of [0, 1, 40, 128, 255]) {
      const { a, b } = toLab(level, level, level);
      expect(Math.hypot(a, b)).toBeLessThan(0.05);
    }
    expect(toLab(255, 255, 255).lightness).toBeCloseTo(100, 2);
  });
});

describe("linear light", () => {
  it("runs from 0 to 1, a fifth at middle gray", () => {
    expect([linearLight[0], linearLight[255]]).toEqual([0, 1]);
    expect(toLinearLight(127.5)).toBeCloseTo(0.214, 3);
  });

  it("weighs the channels into a luminance byte", () => {
    const planes = Float32Array.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
    expect([...measureLuminance(planes)]).toEqual([54, 182, 18, 255]);
  });
});
