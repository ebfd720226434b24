import { describe, expect, it } from "vitest";
import { measureMinutiae } from "../../../pipelines/fingerprint/measure-minutiae.ts";
import type { Point } from "../../../runtime/kernel/geometry.ts";
import { drawRidgesWithMinutiae } from "./draw-ridges.ts";

const image = drawRidgesWithMinutiae([{ x: 150, y: 150, turns: 1 }], 300);
const whole = { mean: 128, deviation: 60 };
const at = (x: number, y: number): Point => ({ x, y });
const measure = (...minutiae: readonly Point[]) => measureMinutiae(image, minutiae, whole);

describe("measureMinutiae", () => {
  it("counts all, and those within 100 pixels of their middle, both ways", () => {
    expect(measure(at(100, 100), at(200, 200), at(100, 200), at(200, 100))).toMatchObject({
      minutiaeCount: 4,
      minutiaeCountCentre200: 4,
    });
    expect(measure(at(50, 150), at(250, 150))).toMatchObject({ minutiaeCount: 2, minutiaeCountCentre200: 2 });
    expect(measure(at(49, 150), at(251, 150))).toMatchObject({ minutiaeCount: 2, minutiaeCountCentre200: 0 });
  });

  it("floors the middle to whole pixels", () => {
    // Their mean is 150.5; from 150 the second is 101 away.
    expect(measure(at(50, 150), at(251, 150))).toMatchObject({ minutiaeCountCentre200: 1 });
  });

  it("shares out what lies on certain ridges", () => {
    expect(measure(at(60, 60))["minutiaeOcl80"]).toBe(1);
    const flat = { ...image, pixels: image.pixels.map((level, index) => (index % 300 < 200 ? level : 128)) };
    const mixed = measureMinutiae(flat, [at(60, 60), at(260, 60), at(270, 60)], whole);
    expect(mixed["minutiaeOcl80"]).toBeCloseTo(1 / 3, 9);
  });

  it("shares out what lies where it is darker than the whole by up to half its deviation", () => {
    const levels = {
      ...image,
      pixels: image.pixels.map((_, index) => [128, 127, 98, 97][Math.floor((index % 300) / 75)]!),
    };
    const places = [37, 112, 187, 262].map((x) => at(x, 150));
    const shares = places.map((place) => measureMinutiae(levels, [place], whole)["minutiaeMu2"]);
    expect(shares).toEqual([0, 1, 1, 0]);
    expect(measureMinutiae(levels, places, whole)["minutiaeMu2"]).toBe(0.5);
  });

  it("counts those beyond a small print, which share in nothing else", () => {
    expect(measure(at(60, 60), at(310, 60), at(60, 305))).toMatchObject({
      minutiaeCount: 3,
      minutiaeCountCentre200: 1,
      minutiaeOcl80: 1,
    });
    expect(measure(at(310, 60))).toEqual({
      minutiaeCount: 1,
      minutiaeCountCentre200: 0,
      minutiaeMu2: 0,
      minutiaeOcl80: 0,
    });
  });

  it("is 0 all over without minutiae", () => {
    expect(Object.values(measure())).toEqual([0, 0, 0, 0]);
  });
});
