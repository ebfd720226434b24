import { expect, it } from "vitest";
import { scaleToStandard } from "../../../pipelines/fingerprint/scale-to-standard.ts";
import { flatImage } from "./read-print.ts";

it("hands back the very image at 500 ppi and within one percent of it", () => {
  for (const resolutionPpi of [500, 496, 505]) {
    const image = flatImage(10, 10, 7, resolutionPpi);
    expect(scaleToStandard(image)).toBe(image);
  }
});

it("halves an image of 1000 ppi and doubles one of 250 ppi, levels kept", () => {
  const half = scaleToStandard(flatImage(100, 60, 90, 1000));
  expect(half).toMatchObject({ widthPx: 50, heightPx: 30, resolutionPpi: 500 });
  const double = scaleToStandard(flatImage(11, 7, 90, 250));
  expect(double).toMatchObject({ widthPx: 22, heightPx: 14, resolutionPpi: 500 });
  expect([...half.pixels, ...double.pixels].every((level) => level === 90)).toBe(true);
});

it("averages when it shrinks, so that fine stripes become grey instead of aliasing", () => {
  const stripes = flatImage(100, 100, 0, 1500);
  for (let at = 0; at < stripes.pixels.length; at += 1) stripes.pixels[at] = at % 2 === 0 ? 0 : 200;
  const { pixels } = scaleToStandard(stripes);
  expect(Math.max(...pixels) - Math.min(...pixels)).toBeLessThan(60);
});
