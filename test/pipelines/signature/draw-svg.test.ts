import { describe, expect, it } from "vitest";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { assessSignature, defaultSignatureLimits } from "../../../pipelines/signature/assess-signature.ts";
import { drawSvg } from "../../../pipelines/signature/draw-svg.ts";
import { smoothLine } from "../../../pipelines/signature/smooth-line.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { comparePictures, rasterise } from "./compare-pictures.ts";
import { drawInk, zigzagCorners } from "./draw-ink.ts";

const assess = (seed: string) => assessSignature(synthesiseSignature(createRandom(seed)), defaultSignatureLimits);

describe("drawSvg", () => {
  it("shows what the 300 ppi picture shows, drawn by another hand", async () => {
    const inks = [...Array.from({ length: 12 }, (_, index) => synthesiseSignature(createRandom(`svg-${index}`)))];
    for (const ink of [...inks, drawInk(...zigzagCorners)]) {
      const { image, svg } = assessSignature(ink, defaultSignatureLimits);
      const { iou, meanDifference } = comparePictures(image, await rasterise(svg, image));
      expect(iou).toBeGreaterThan(0.97);
      expect(meanDifference).toBeLessThan(0.6);
    }
  });

  it("is nothing but one path in millimetres, the same every time", () => {
    const { svg, image } = assess("one");
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="([\d.]+)mm" height="([\d.]+)mm" viewBox="0 0 \1 \2"><path d="[Mcaz\d. -]+"\/><\/svg>$/,
    );
    expect(Number(/width="([\d.]+)mm"/.exec(svg)?.[1])).toBeCloseTo((image.widthPx / 300) * 25.4, 2);
    expect(assess("one").svg).toBe(svg);
    expect(svg.length).toBeLessThan(60_000);
  });

  it("draws no ink as no path, and a touch as a dot", async () => {
    expect(drawSvg([])).not.toContain("path");
    const dot = drawSvg([[{ xMm: 5, yMm: 5, radiusMm: 0.4 }]]);
    const side = Math.ceil((4 * 300) / 25.4);
    const pixels = await rasterise(dot, { widthPx: side, heightPx: side });
    const ink = pixels.reduce((sum, level) => sum + (255 - level) / 255, 0);
    expect(ink).toBeCloseTo(Math.PI * 0.4 ** 2 * (300 / 25.4) ** 2, -0.5);
  });
});

describe("smoothLine", () => {
  it("runs through a circle's points as a circle does, and stays where a corner is", () => {
    const ring = Array.from({ length: 13 }, (_, index) => ({
      xMm: 10 + 5 * Math.cos((index * Math.PI) / 6),
      yMm: 10 + 5 * Math.sin((index * Math.PI) / 6),
      radiusMm: 0.2,
    }));
    const inner = smoothLine(ring).filter(({ yMm }) => yMm > 12);
    for (const { xMm, yMm } of inner) expect(Math.hypot(xMm - 10, yMm - 10)).toBeCloseTo(5, 1);
    const corner = smoothLine([
      { xMm: 0, yMm: 0, radiusMm: 0.2 },
      { xMm: 10, yMm: 0, radiusMm: 0.2 },
      { xMm: 10, yMm: 10, radiusMm: 0.2 },
    ]);
    expect(corner.some(({ xMm, yMm }) => xMm === 10 && yMm === 0)).toBe(true);
  });
});
