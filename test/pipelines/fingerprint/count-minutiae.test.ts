import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countMinutiae } from "../../../pipelines/fingerprint/count-minutiae.ts";
import { defaultFingerprintLimits } from "../../../pipelines/fingerprint/fingerprint-limits.ts";
import { spreadOfTiles, sumTiles } from "../../../pipelines/fingerprint/kernels/tile-sums.ts";
import { measureMinutiae } from "../../../pipelines/fingerprint/measure-minutiae.ts";
import { preparePrint } from "../../../pipelines/fingerprint/prepare-print.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { drawRidgesWithMinutia, drawRidgesWithMinutiae, fivePlanted } from "./draw-ridges.ts";
import {
  flatImage,
  type GoldenRow,
  hasPrints,
  readGolden,
  readImpressions,
  readPrint,
  skipReason,
} from "./read-print.ts";

/** The reference prints shares with five digits, of which it rounds none. */
const shareTolerance = 1.1e-5;

function drawNoise(widthPx: number, heightPx: number): GrayImage {
  const random = createRandom(`noise ${widthPx} ${heightPx}`);
  const image = flatImage(widthPx, heightPx, 0);
  image.pixels.forEach((_, at) => {
    image.pixels[at] = Math.floor(256 * random.next());
  });
  return image;
}

describe("countMinutiae", () => {
  it("gives NFIQ 2's own four measures on its prints and on real ones, without exception", {
    timeout: 60_000,
  }, async (ctx) => {
    if (!hasPrints) ctx.skip(skipReason);
    const golden = readGolden().filter(({ values }) => values["score"] !== "NA");
    const impressions = readImpressions();
    expect(golden.length + impressions.length).toBe(186);
    for (const row of [...golden, ...impressions]) await expectReference(row);
  });

  it("finds the planted minutiae where they are, and no others", () => {
    const found = countMinutiae(drawRidgesWithMinutiae(fivePlanted, 300));
    expect(found).toHaveLength(fivePlanted.length);
    for (const { x, y } of fivePlanted) {
      expect(Math.min(...found.map((each) => Math.hypot(each.x - x, each.y - y)))).toBeLessThan(12);
    }
  });

  it("finds none in a flat image or in ridges without an end", () => {
    for (const level of [0, 128, 255]) expect(countMinutiae(flatImage(300, 400, level))).toEqual([]);
    expect(countMinutiae(drawRidgesWithMinutia(-5000, 100, 300))).toEqual([]);
  });

  it("sees only the middle 384 by 600 pixels", () => {
    const places = countMinutiae(drawNoise(800, 1000));
    const reaches = places.map(({ x, y }) => Math.max(Math.abs(x - 400) / 192, Math.abs(y - 500) / 300));
    expect(Math.max(...reaches)).toBeLessThanOrEqual(1.05);
    expect(Math.max(...reaches)).toBeGreaterThan(0.8);
  });

  it("keeps no more than 255", () => {
    expect(countMinutiae(drawNoise(600, 700)).length).toBeLessThanOrEqual(255);
  });

  it("gives the same again after other prints", () => {
    const print = drawNoise(300, 260);
    const first = countMinutiae(print);
    countMinutiae(drawNoise(500, 700));
    countMinutiae(flatImage(90, 90, 40));
    expect(first.length).toBeGreaterThan(10);
    expect(countMinutiae(print)).toEqual(first);
  });

  it("never throws and gives whole places, whatever the size", () => {
    const size = fc.integer({ min: 1, max: 260 });
    const kinds = fc.constantFrom("noise", "flat", "ridges");
    fc.assert(
      fc.property(size, size, kinds, (widthPx, heightPx, kind) => {
        const image = kind === "noise" ? drawNoise(widthPx, heightPx) : flatImage(widthPx, heightPx, 30);
        if (kind === "ridges") image.pixels.set(image.pixels.map((_, at) => (at % 9 < 4 ? 20 : 220)));
        for (const { x, y } of countMinutiae(image)) {
          expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
          expect(x >= 0 && y >= 0 && x < Math.max(widthPx, 196) && y < Math.max(heightPx, 196)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

async function expectReference({ file, values }: GoldenRow): Promise<void> {
  const prepared = preparePrint(await readPrint(file), defaultFingerprintLimits);
  if (prepared.kind === "none") throw new Error(`${file} is refused`);
  const { print } = prepared;
  const found = measureMinutiae(print, countMinutiae(print), spreadOfTiles(sumTiles(print)));
  for (const name of ["minutiaeCount", "minutiaeCountCentre200"]) {
    expect([file, name, found[name]]).toEqual([file, name, Number(values[name])]);
  }
  for (const name of ["minutiaeMu2", "minutiaeOcl80"]) {
    expect(Math.abs(found[name]! - Number(values[name])), `${file} ${name}`).toBeLessThan(shareTolerance);
  }
}
