import { expect, it } from "vitest";
import { sumTiles } from "../../../pipelines/fingerprint/kernels/tile-sums.ts";
import { locatePrint } from "../../../pipelines/fingerprint/locate-print.ts";
import { measurePlacement } from "../../../pipelines/fingerprint/measure-placement.ts";
import { flatImage } from "./read-print.ts";

const image = { widthPx: 400, heightPx: 500 };
const place = { x: 150, y: 125, axisDeg: 40, elongationRatio: 1.25 };
const area = { x: 0, y: 0, width: 400, height: 500 };

it("finds centre, axis and elongation of an area by its tiles", () => {
  const tiles = sumTiles(flatImage(320, 320, 0));
  const tilePixels = new Int32Array(tiles.pixels.length);
  for (let step = 2; step < 8; step += 1) tilePixels[step * tiles.columns + (9 - step)] = 1024;
  const leaning = locatePrint(tiles, tilePixels, { width: 320, height: 320 });
  expect(leaning.x).toBe(160);
  expect(leaning.y).toBe(160);
  // From the lower left to the upper right: clockwise of upright.
  expect(leaning.axisDeg).toBeCloseTo(45, 9);
  expect(leaning.elongationRatio).toBeGreaterThan(3);
  tilePixels.fill(0);
  expect(locatePrint(tiles, tilePixels, { width: 320, height: 320 })).toEqual({
    x: 160,
    y: 160,
    axisDeg: 0,
    elongationRatio: 1,
  });
});

it("tells the offset on a side where the image cuts the print, by halves of the image's side", () => {
  const cut = { place, regionBox: { x: 0, y: 8, width: 300, height: 250 }, area, scale: 1 };
  expect(measurePlacement(cut, image)).toEqual({
    offsetXRatio: -0.25,
    offsetYRatio: -0.5,
    regionHeightPx: 250,
    axisDeg: 40,
  });
  const whole = { ...cut, regionBox: { x: 9, y: 9, width: 300, height: 250 } };
  expect(measurePlacement(whole, image)).toMatchObject({ offsetXRatio: 0, offsetYRatio: 0 });
});

it("reckons in the image's own pixels, wherever the print was trimmed from and at any scale", () => {
  const trimmed = {
    place,
    regionBox: { x: 0, y: 0, width: 300, height: 250 },
    area: { x: 400, y: 500, width: 400, height: 500 },
    scale: 2,
  };
  // Centre at (700, 750) of 800 by 1200, cut on the right only.
  const wide = measurePlacement(
    { ...trimmed, regionBox: { ...trimmed.regionBox, width: 200 } },
    { widthPx: 800, heightPx: 1200 },
  );
  expect(wide).toMatchObject({ offsetXRatio: 0.75, offsetYRatio: 0 });
});

it("gives a round area no axis, and an empty one no offset", () => {
  const round = { place: { ...place, elongationRatio: 1.24 }, regionBox: null, area, scale: 1 };
  expect(measurePlacement(round, image)).toMatchObject({ axisDeg: 0, regionHeightPx: 0 });
  const empty = { place: { x: 200, y: 250, axisDeg: 0, elongationRatio: 1 }, regionBox: null, area, scale: 1 };
  expect(measurePlacement(empty, image)).toMatchObject({ offsetXRatio: 0, offsetYRatio: 0 });
});
