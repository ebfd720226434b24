import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { findRegionOfInterest } from "../../../pipelines/fingerprint/find-region-of-interest.ts";
import { buildAnalysisGrid } from "../../../pipelines/fingerprint/kernels/analysis-grid.ts";
import { measureRegion } from "../../../pipelines/fingerprint/kernels/measure-region.ts";
import { sumTiles } from "../../../pipelines/fingerprint/kernels/tile-sums.ts";
import { measureRidges } from "../../../pipelines/fingerprint/measure-ridges.ts";
import { findPrintedArea } from "../../../pipelines/fingerprint/trim-white-frame.ts";
import { cropGray } from "../../../pipelines/image/crop-gray.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { flatImage, hasPrints, readGolden, readImpressions, readPrint, skipReason } from "./read-print.ts";

/** The reference prints five decimals, so half of the last one is all that may differ. */
const printedDigits = 1.01e-5;

/** These were printed once more, to five significant digits: half of the fifth may differ on top. */
const printedTwice = (value: number) => printedDigits + 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 4);

/**
 * One block of this print is flat but for a single row: all of its spectrum is equally strong, the place of the strongest
 * is rounding noise, and FDA is 1 or 0.1 by it.
 */
const ties = ["101_4.png FDA0", "101_4.png FDA9", "101_4.png FDAMean", "101_4.png FDAStdDev"];

describe("measureRidges", () => {
  it("gives all 65 measures of the reference to its printed digits, on every print it accepts", async (ctx) => {
    if (!hasPrints) ctx.skip(skipReason);
    const differences: string[] = [];
    let compared = 0;
    for (const { file, values } of readGolden()) {
      if (values["score"] === "NA") continue;
      const measures = measure(await readPrint(file));
      expect(Object.keys(measures)).toHaveLength(65);
      for (const [name, value] of Object.entries(measures)) {
        compared += 1;
        if (!(Math.abs(value - Number(values[name])) <= printedDigits)) {
          differences.push(`${file} ${name}: ${value}, reference ${values[name]}`);
        }
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBe(26 * 65);
  });

  it("gives them on 160 real impressions of two sensors, but for the ties named here", async (ctx) => {
    if (!hasPrints) ctx.skip(skipReason);
    const differences: string[] = [];
    let compared = 0;
    for (const { file, values } of readImpressions()) {
      for (const [name, value] of Object.entries(measure(await readPrint(file)))) {
        compared += 1;
        if (!(Math.abs(value - Number(values[name])) <= printedTwice(Number(values[name])))) {
          differences.push(`${basename(file)} ${name}`);
        }
      }
    }
    expect(differences).toEqual(ties);
    expect(compared).toBe(160 * 65);
  });

  it("sees certain, regular ridges in a pure ridge pattern", () => {
    const measures = measure(stripes(200, 200, 9));
    expect(measures["OCLMean"]).toBeGreaterThan(0.99);
    expect(measures["coherenceRel"]).toBeGreaterThan(0.99);
    expect(measures["OFMean"]).toBe(0);
    expect(measures["LCSMean"]).toBeGreaterThan(0.9);
  });

  it("gives finite measures on a flat image", () => {
    expect(Object.values(measure(flatImage(100, 100, 120))).every(Number.isFinite)).toBe(true);
  });
});

function measure(image: GrayImage) {
  const area = findPrintedArea(image);
  const print = area === null ? image : cropGray(image, area);
  const tiles = sumTiles(print);
  const grid = buildAnalysisGrid(print, tiles);
  return measureRidges(print, { tiles, grid, inRegion: measureRegion(print, findRegionOfInterest(print).mask, tiles) });
}

function stripes(widthPx: number, heightPx: number, periodPx: number): GrayImage {
  const image = flatImage(widthPx, heightPx, 0);
  for (let at = 0; at < image.pixels.length; at += 1) {
    image.pixels[at] = Math.round(128 + 90 * Math.sin((2 * Math.PI * (at % widthPx)) / periodPx));
  }
  return image;
}
