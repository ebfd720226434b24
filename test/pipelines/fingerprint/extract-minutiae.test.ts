import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractMinutiae } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { addNoise, fadePrint } from "./degrade-print.ts";
import { drawRidgesWithMinutia, drawRidgesWithMinutiae, fivePlanted, turnImage } from "./draw-ridges.ts";
import { flatImage, hasPrints, readGolden, readPrint, skipReason } from "./read-print.ts";

/** Which way an angle points where a phase winds clockwise: seen once, and the same for all. */
const upwards = (extractMinutiae(drawRidgesWithMinutia(128, 128))[0]?.angleDeg ?? 0) < 180;

describe("extractMinutiae", () => {
  it("finds the one minutia of a pattern with one, where it is and along the ridges", () => {
    const [minutia, ...others] = extractMinutiae(drawRidgesWithMinutia(120, 130));
    expect(others).toEqual([]);
    expect(Math.hypot(minutia!.x - 120, minutia!.y - 130)).toBeLessThan(12);
    expect(Math.min(Math.abs(minutia!.angleDeg - 90), Math.abs(minutia!.angleDeg - 270))).toBeLessThan(15);
    expect(minutia!.quality).toBeGreaterThan(60);
  });

  it("finds every one of several planted minutiae, in place and pointing up or down as planted, and no others", () => {
    const found = extractMinutiae(drawRidgesWithMinutiae(fivePlanted, 300));
    expect(found).toHaveLength(fivePlanted.length);
    for (const { x, y, turns } of fivePlanted) {
      const nearest = found.toSorted((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))[0]!;
      expect(Math.hypot(nearest.x - x, nearest.y - y)).toBeLessThan(12);
      expect(Math.sin((nearest.angleDeg * Math.PI) / 180) > 0).toBe(upwards === (turns === 1));
    }
  });

  it("finds them in ridges much fainter than the noise over them, and no others", () => {
    const found = extractMinutiae(addNoise(fadePrint(drawRidgesWithMinutiae(fivePlanted, 300), 0.12), 25));
    for (const { x, y } of fivePlanted) {
      expect(Math.min(...found.map((minutia) => Math.hypot(minutia.x - x, minutia.y - y)))).toBeLessThan(12);
    }
    expect(found).toHaveLength(fivePlanted.length);
  });

  it("turns an ending into a bifurcation with the same angle when ridges and valleys are swapped", () => {
    const image = drawRidgesWithMinutia(120, 130);
    const swapped = { ...image, pixels: image.pixels.map((level) => 255 - level) };
    const [first] = extractMinutiae(image);
    const [second] = extractMinutiae(swapped);
    expect(first!.kind).not.toBe(second!.kind);
    expect(turnBetween(first!.angleDeg, second!.angleDeg)).toBeLessThan(10);
  });

  it("turns the angle counter-clockwise with the print", () => {
    const image = drawRidgesWithMinutia(128, 128);
    const [straight] = extractMinutiae(image);
    const [turned] = extractMinutiae(turnImage(image, -30, 0, 0, 128));
    expect(turnBetween(turned!.angleDeg, straight!.angleDeg + 30)).toBeLessThan(10);
  });

  it("gives positions at 500 ppi whatever the image's own resolution", () => {
    const [minutia] = extractMinutiae(drawRidgesWithMinutia(120, 130, 256, 500 * 0.8));
    expect(Math.hypot(minutia!.x - 150, minutia!.y - 162.5)).toBeLessThan(15);
  });

  it("finds nothing in a flat image, in ridges without an end, or in hardly any pixels", () => {
    expect(extractMinutiae(flatImage(200, 200, 128))).toEqual([]);
    expect(extractMinutiae(drawRidgesWithMinutia(-5000, 100))).toEqual([]);
    expect(extractMinutiae(flatImage(1, 1, 0))).toEqual([]);
    expect(extractMinutiae(flatImage(200, 200, 128, 0))).toEqual([]);
  });

  it("never throws and stays inside the image, on noise of any size", () => {
    const noise = fc
      .record({ widthPx: fc.integer({ min: 1, max: 120 }), heightPx: fc.integer({ min: 1, max: 120 }), seed: fc.nat() })
      .map(({ widthPx, heightPx, seed }) => drawNoise(widthPx, heightPx, seed));
    fc.assert(
      fc.property(noise, (image) => {
        for (const { x, y, angleDeg, quality } of extractMinutiae(image)) {
          expect(x >= 0 && x < image.widthPx && y >= 0 && y < image.heightPx).toBe(true);
          expect(angleDeg >= 0 && angleDeg < 360 && quality >= 0 && quality <= 100).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("finds about as many minutiae as the reference on its undegraded prints", async (ctx) => {
    if (!hasPrints) ctx.skip(skipReason);
    const ratios: number[] = [];
    for (const { file, values } of readGolden().filter((row) => /real-0[1-5]|synthetic-0[1-4]/.test(row.file))) {
      ratios.push(extractMinutiae(await readPrint(file)).length / Number(values["minutiaeCount"]));
    }
    ratios.sort((a, b) => a - b);
    expect(ratios[Math.floor(ratios.length / 2)]).toBeGreaterThan(0.8);
    expect(ratios[Math.floor(ratios.length / 2)]).toBeLessThan(1.2);
  });
});

function turnBetween(first: number, second: number): number {
  const turn = Math.abs(first - second) % 360;
  return Math.min(turn, 360 - turn);
}

function drawNoise(widthPx: number, heightPx: number, seed: number): GrayImage {
  const image = flatImage(widthPx, heightPx, 0);
  let state = seed + 1;
  for (let at = 0; at < image.pixels.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    image.pixels[at] = state >>> 24;
  }
  return image;
}
