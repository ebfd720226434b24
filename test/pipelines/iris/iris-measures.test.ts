import { describe, expect, it } from "vitest";
import { defaultIrisLimits } from "../../../pipelines/iris/iris-limits.ts";
import type { IrisMeasures } from "../../../pipelines/iris/iris-measures.ts";
import { scoreIris } from "../../../pipelines/iris/iris-score.ts";
import { directionsIn } from "../../../pipelines/iris/kernels/circle-edge.ts";
import { fillSpeculars } from "../../../pipelines/iris/kernels/fill-speculars.ts";
import { fitBoundary } from "../../../pipelines/iris/kernels/fit-boundary.ts";
import { measureInterlace } from "../../../pipelines/iris/kernels/measure-interlace.ts";
import { medianLevel } from "../../../pipelines/iris/kernels/region-levels.ts";
import { boundaryCircularity } from "../../../pipelines/iris/measure-circularity.ts";
import {
  measureGrayscaleUtilisation,
  measureIrisPupilContrast,
  measureIrisScleraContrast,
} from "../../../pipelines/iris/measure-contrast.ts";
import { measureConcentricity, measureMargin, radiusMaxPx } from "../../../pipelines/iris/measure-framing.ts";

const frame = { widthPx: 640, heightPx: 480 };

describe("contrast", () => {
  const levels = (sclera: number[], iris: number[], pupil: number[]) => ({
    iris: histogram(iris),
    irisOuter: histogram(iris),
    irisInner: histogram(iris),
    pupil: histogram(pupil),
    sclera: histogram(sclera),
  });

  it("is 0 where a ring is hidden or the pupil is not the darkest", () => {
    expect(measureIrisScleraContrast(levels([], [100], [30]))).toBe(0);
    expect(measureIrisScleraContrast(levels([100], [100], [100]))).toBe(0);
    expect(measureIrisPupilContrast(levels([150], [20], [30]))).toBe(0);
    expect(measureIrisPupilContrast(levels([150], [20], []))).toBe(0);
  });

  it("uses the middle level, which one lash cannot move", () => {
    expect(measureIrisScleraContrast(levels([150, 150, 0], [90, 90, 255], [30, 30, 255]))).toBeCloseTo(6000 / 180, 9);
  });

  it("takes the middle of an odd count as it is, and between the two middles of an even one", () => {
    expect(medianLevel(histogram([1, 5, 90]))).toBe(5);
    expect(medianLevel(histogram([1, 5, 8, 90]))).toBe(6.5);
    expect(medianLevel(histogram([]))).toBeNull();
  });

  it("counts 3 bits for eight levels alike, none for one level or no pixel", () => {
    expect(measureGrayscaleUtilisation(levels([], [0, 1, 2, 3, 4, 5, 6, 7], []))).toBeCloseTo(3, 12);
    expect(measureGrayscaleUtilisation(levels([], [7, 7, 7], []))).toBe(0);
    expect(measureGrayscaleUtilisation(levels([], [], []))).toBe(0);
  });
});

describe("framing", () => {
  it("binds on each of the four sides alike", () => {
    const radius = 100;
    // Half of the margin asked for: 30 px at a side, 10 px above or below.
    const places = [
      { x: 130, y: 240 },
      { x: 639 - 130, y: 240 },
      { x: 320, y: 110 },
      { x: 320, y: 479 - 110 },
    ];
    for (const place of places) expect(measureMargin({ ...place, radius }, frame)).toBeCloseTo(50, 9);
    expect(measureMargin({ x: 320, y: 240, radius }, frame)).toBe(100);
    expect(measureMargin({ x: 50, y: 240, radius }, frame)).toBe(0);
  });

  it("holds an iris of at most 200 px radius in a 640 × 480 frame", () => {
    expect(radiusMaxPx(frame)).toBe(200);
  });

  it("reads 90 when the centres are a tenth of the limbus apart, and 0 beyond its rim", () => {
    const limbus = { x: 0, y: 0, radius: 100 };
    expect(measureConcentricity(limbus, { x: 6, y: 8, radius: 40 })).toBeCloseTo(90, 9);
    expect(measureConcentricity(limbus, { x: 150, y: 0, radius: 40 })).toBe(0);
  });
});

describe("pupil circularity", () => {
  const radiiOf = (radius: (angle: number) => number) =>
    Float64Array.from({ length: 256 }, (_, index) => radius((2 * Math.PI * index) / 256));

  it("is 100 for a circle and falls by N·a²/4 for a wave of height a", () => {
    expect(boundaryCircularity(radiiOf(() => 1))).toBeCloseTo(100, 9);
    expect(boundaryCircularity(radiiOf((angle) => 1 + 0.2 * Math.cos(2 * angle)))).toBeCloseTo(100 - 256 * 0.01, 9);
  });

  it("ignores what is finer than the 16th wave, and never falls below 0", () => {
    expect(boundaryCircularity(radiiOf((angle) => 1 + 0.2 * Math.cos(17 * angle)))).toBeCloseTo(100, 9);
    expect(boundaryCircularity(radiiOf((angle) => 1 + 3 * Math.cos(3 * angle)))).toBe(0);
  });
});

describe("reflections", () => {
  it("paints a small bright spot over and leaves wide bright skin alone", () => {
    const pixels = new Uint8Array(64 * 48).fill(50);
    for (let y = 20; y < 24; y += 1) pixels.fill(255, y * 64 + 20, y * 64 + 24);
    pixels.fill(255, 36 * 64, 48 * 64);
    const filled = fillSpeculars({ widthPx: 64, heightPx: 48, resolutionPpi: 500, pixels }, 1);
    expect(filled.image.pixels[22 * 64 + 22]).toBe(50);
    expect(filled.image.pixels[40 * 64 + 22]).toBe(255);
    expect(filled.reduced.values[22 * 64 + 22]).toBe(50);
    expect(filled.specularPixels).toBe(6 * 6);
  });

  it("gives the picture itself back where nothing shines", () => {
    const image = { widthPx: 32, heightPx: 32, resolutionPpi: 500, pixels: new Uint8Array(1024).fill(90) };
    expect(fillSpeculars(image, 2)).toMatchObject({ image, specularPixels: 0 });
  });
});

describe("boundary fit", () => {
  const directions = directionsIn([{ fromDeg: 0, toDeg: 360 }], 96);
  const start = { x: 200, y: 150, radius: 97 };
  const free = { centreShare: Number.POSITIVE_INFINITY, roundness: 0 };
  const pointsAt = (radiusAt: (angle: number) => number) => ({
    radii: Float64Array.from(directions.cosines, (cosine, index) =>
      radiusAt(Math.atan2(directions.sines[index] ?? 0, cosine)),
    ),
    jumps: new Float64Array(96).fill(20),
  });

  it("follows the rim and not the third of the points that lie on a lid", () => {
    const points = pointsAt((angle) => (Math.sin(angle) < -0.5 ? 65 / -Math.sin(angle) : 100));
    const fitted = fitBoundary(points, directions, { start, jumpMin: 5, priors: free });
    expect(Math.hypot(fitted!.x - 200, fitted!.y - 150)).toBeLessThan(0.05);
    expect(fitted!.meanPx).toBeCloseTo(100, 1);
  });

  it("finds where the centre is, and which way the rim is flat", () => {
    const points = pointsAt((angle) => 100 + 3 * Math.cos(angle) - 2 * Math.sin(angle) + 4 * Math.cos(2 * angle));
    const fitted = fitBoundary(points, directions, { start, jumpMin: 5, priors: free });
    expect([fitted!.x, fitted!.y, fitted!.meanPx, fitted!.stretchX, fitted!.stretchY]).toEqual(
      [203, 148, 100, 4, 0].map((value) => expect.closeTo(value, 2)),
    );
  });

  it("decides nothing from too few points", () => {
    const points = pointsAt(() => 100);
    points.jumps.fill(Number.NaN, 6);
    expect(fitBoundary(points, directions, { start, jumpMin: 5, priors: free })).toBeNull();
  });
});

describe("interlace", () => {
  const ruled = (level: (x: number, y: number) => number) => {
    const pixels = Uint8Array.from({ length: 64 * 64 }, (_, index) => level(index % 64, Math.floor(index / 64)));
    const box = { x: 0, y: 0, width: 64, height: 64 };
    const mask = { box, regions: new Uint8Array(64 * 64).fill(1), ringPixels: 4096 };
    return measureInterlace({ widthPx: 64, heightPx: 64, resolutionPpi: 500, pixels }, mask);
  };
  const wave = (x: number) => 128 + 60 * Math.sin(x / 8);

  it("reads 50 where the odd rows stand two pixels off the even ones", () => {
    expect(ruled((x, y) => wave(x - 2 * (y % 2)))).toBeCloseTo(50, -1);
    expect(ruled((x) => wave(x))).toBeLessThan(1);
    expect(ruled(() => 9)).toBe(0);
  });
});

describe("score", () => {
  const atLimits: IrisMeasures = {
    usableIrisArea: 70,
    irisScleraContrast: 5,
    irisPupilContrast: 30,
    pupilBoundaryCircularity: 95,
    grayscaleUtilisation: 4,
    irisRadiusPx: 80,
    pupilIrisRatio: 40,
    irisPupilConcentricity: 90,
    marginAdequacy: 80,
    sharpness: 40,
    lensPrint: defaultIrisLimits.lensPrintMax,
    gazeAngleDeg: defaultIrisLimits.gazeAngleMaxDeg,
    interlace: 0,
    motionBlur: 0,
  };
  const ideal: IrisMeasures = {
    ...atLimits,
    usableIrisArea: 95,
    irisScleraContrast: 20,
    irisPupilContrast: 60,
    pupilBoundaryCircularity: 99.5,
    grayscaleUtilisation: 5.5,
    irisRadiusPx: 110,
    irisPupilConcentricity: 97,
    marginAdequacy: 100,
    sharpness: 80,
  };

  it("is 60 exactly at the limits and 100 where nothing is left to wish for", () => {
    expect(scoreIris(atLimits, defaultIrisLimits)).toBe(60);
    expect(scoreIris(ideal, defaultIrisLimits)).toBe(100);
  });

  it("falls below 60 as soon as any one measure misses its limit, however good the others", () => {
    const misses: Partial<IrisMeasures>[] = [
      { usableIrisArea: 69.9 },
      { irisScleraContrast: 4.9 },
      { irisPupilContrast: 29.9 },
      { pupilBoundaryCircularity: 94.9 },
      { grayscaleUtilisation: 3.9 },
      { irisRadiusPx: 79.9 },
      { pupilIrisRatio: 19.9 },
      { pupilIrisRatio: 70.1 },
      { irisPupilConcentricity: 89.9 },
      { marginAdequacy: 79.9 },
      { sharpness: 39.9 },
      { lensPrint: defaultIrisLimits.lensPrintMax + 0.1 },
      { gazeAngleDeg: defaultIrisLimits.gazeAngleMaxDeg + 0.1 },
    ];
    for (const miss of misses) expect(scoreIris({ ...ideal, ...miss }, defaultIrisLimits)).toBeLessThan(60);
  });
});

function histogram(levels: readonly number[]): Uint32Array {
  const counts = new Uint32Array(256);
  for (const level of levels) counts[level]! += 1;
  return counts;
}
