import { describe, expect, it } from "vitest";
import { calmNoise } from "../../../pipelines/fingerprint/calm-noise.ts";
import { blurFixedPoint } from "../../../pipelines/fingerprint/kernels/blur-fixed-point.ts";
import { addNoise, fadePrint } from "./degrade-print.ts";
import { drawRidgesWithMinutia } from "./draw-ridges.ts";
import { hasPrints, readImpressions, readPrint, skipReason } from "./read-print.ts";

describe("calmNoise", () => {
  it("smooths a print that is noisy beside its ridges, and leaves the one it was given as it was", () => {
    const noisy = addNoise(fadePrint(drawRidgesWithMinutia(128, 128), 0.3), 20);
    const before = noisy.pixels.slice();
    const { widthPx, heightPx } = noisy;
    expect(calmNoise(noisy)).toEqual({ ...noisy, pixels: blurFixedPoint(before, widthPx, heightPx, 5) });
    expect(noisy.pixels).toEqual(before);
  });

  it("hands on clean ridges untouched", () => {
    const clean = drawRidgesWithMinutia(128, 128);
    expect(calmNoise(clean)).toBe(clean);
  });

  it("hands on every real impression of two sensors untouched", async (context) => {
    context.skip(!hasPrints, skipReason);
    for (const { file } of readImpressions()) {
      const print = await readPrint(file);
      expect(calmNoise(print)).toBe(print);
    }
  });
});
