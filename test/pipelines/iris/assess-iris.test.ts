import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { calmEyeScene, everydayEyeScene } from "../../../drivers/iris-camera/eye-scene.ts";
import { synthesiseEye } from "../../../drivers/iris-camera/synthesise-eye.ts";
import { assessIris, defaultIrisLimits } from "../../../pipelines/iris/assess-iris.ts";
import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { drawEye } from "./drawn-eye.ts";

const dataFolder = "../shared/data";
const limbus = { x: 320.3, y: 240.7, radius: 118.4 };
const pupil = { x: 322.1, y: 238.9, radius: 47.2 };

describe("assessIris on drawn discs", () => {
  it("finds limbus and pupil to a fraction of a pixel", () => {
    const result = assessIris(drawEye({ limbus, pupil }), defaultIrisLimits);
    expectCircle(result.limbus, limbus, 0.5);
    expectCircle(result.pupil, pupil, 0.5);
  });

  it("measures contrast, framing and opening as the standard's formulas give by hand", () => {
    const { measures } = assessIris(drawEye({ limbus, pupil }), defaultIrisLimits);
    expect(measures["irisScleraContrast"]).toBeCloseTo((100 * 60) / (160 + 100 - 60), 1);
    const weber = (100 - 30) / (20 + 30);
    expect(measures["irisPupilContrast"]).toBeCloseTo((100 * weber) / (0.75 + weber), 1);
    expect(measures["irisRadiusPx"]).toBeCloseTo(118.4, 0);
    expect(measures["pupilIrisRatio"]).toBeCloseTo((100 * 47.2) / 118.4, 0);
    expect(measures["irisPupilConcentricity"]).toBeCloseTo(100 * (1 - Math.hypot(1.8, 1.8) / 118.4), 0);
    expect(measures["marginAdequacy"]).toBe(100);
    expect(measures["usableIrisArea"]).toBeGreaterThan(96);
    expect(measures["pupilBoundaryCircularity"]).toBeGreaterThan(99.9);
  });

  it("sees a lid that covers the upper part of the iris", () => {
    const open = assessIris(drawEye({ limbus, pupil }), defaultIrisLimits);
    const lidded = assessIris(drawEye({ limbus, pupil, lidY: 180 }), defaultIrisLimits);
    expect(lidded.measures["usableIrisArea"]).toBeLessThan((open.measures["usableIrisArea"] ?? 0) - 15);
    expectCircle(lidded.limbus, limbus, 2);
  });

  it.each([
    ["too-far", { limbus: { x: 320, y: 240, radius: 60 }, pupil: { x: 320, y: 240, radius: 24 } }],
    ["too-near", { limbus: { x: 320, y: 240, radius: 215 }, pupil: { x: 320, y: 240, radius: 85 } }],
    ["off-centre", { limbus: { x: 130, y: 240, radius: 110 }, pupil: { x: 130, y: 240, radius: 44 } }],
    ["pupil-too-large", { limbus, pupil: { ...pupil, radius: 90 } }],
    ["pupil-too-small", { limbus, pupil: { ...pupil, radius: 19 } }],
    ["looking-aside", { limbus, pupil: { x: 336, y: 240, radius: 47 } }],
    ["low-contrast", { limbus, pupil, irisLevel: 100, scleraLevel: 104 }],
    ["texture-faint", { limbus, pupil }],
  ] as const)("gives the reason %s with its value and limit", (code, eye) => {
    const result = assessIris(drawEye(eye), defaultIrisLimits);
    const reason = result.reasons.find((each) => each.code === code);
    expect(reason).toMatchObject({ value: expect.any(Number), limit: expect.any(Number) });
    expect(result.score).toBeLessThan(defaultIrisLimits.scoreMin);
  });

  it("scales with the frame: the same eye at half the size is found at half the place", () => {
    const half = ({ x, y, radius }: Circle) => ({ x: x / 2, y: y / 2, radius: radius / 2 });
    const image = drawEye({ widthPx: 320, heightPx: 240, limbus: half(limbus), pupil: half(pupil) });
    const result = assessIris(image, defaultIrisLimits);
    expectCircle(result.limbus, half(limbus), 0.5);
    expectCircle(result.pupil, half(pupil), 0.5);
  });
});

describe("assessIris without an eye", () => {
  const flat = (widthPx: number, heightPx: number, level: number): GrayImage => ({
    widthPx,
    heightPx,
    resolutionPpi: 500,
    pixels: new Uint8Array(widthPx * heightPx).fill(level),
  });

  it.each([
    ["one pixel", flat(1, 1, 0)],
    ["no pixel", flat(0, 0, 0)],
    ["a black frame", flat(640, 480, 0)],
    ["a white frame", flat(640, 480, 255)],
    ["a gray frame", flat(640, 480, 128)],
    ["a thin strip", flat(640, 3, 90)],
  ])("scores %s 0 and says that there is no eye", (_, image) => {
    const result = assessIris(image, defaultIrisLimits);
    expect(result).toMatchObject({ score: 0, limbus: null, pupil: null, measures: {} });
    expect(result.reasons).toEqual([{ code: "no-eye", value: 0, limit: 1 }]);
  });

  it("finds no eye in noise", () => {
    const random = createRandom("noise");
    const pixels = Uint8Array.from({ length: 640 * 480 }, () => random.integer(0, 255));
    expect(
      assessIris({ widthPx: 640, heightPx: 480, resolutionPpi: 500, pixels }, defaultIrisLimits).limbus,
    ).toBeNull();
  });

  it("never throws and never measures anything but finite numbers, whatever the pixels", () => {
    const shapes = fc.record({
      widthPx: fc.integer({ min: 0, max: 160 }),
      heightPx: fc.integer({ min: 0, max: 120 }),
      seed: fc.string(),
      x: fc.double({ min: -20, max: 180, noNaN: true }),
      y: fc.double({ min: -20, max: 140, noNaN: true }),
      radius: fc.double({ min: 1, max: 90, noNaN: true }),
      noise: fc.integer({ min: 0, max: 120 }),
    });
    fc.assert(
      fc.property(shapes, ({ widthPx, heightPx, seed, x, y, radius, noise }) => {
        const drawn = drawEye({
          widthPx,
          heightPx,
          limbus: { x, y, radius },
          pupil: { x: x + radius / 9, y, radius: radius * 0.4 },
        });
        const random = createRandom(seed);
        const pixels = drawn.pixels.map((level) => Math.max(0, Math.min(255, level + random.integer(-noise, noise))));
        const result = assessIris({ ...drawn, pixels }, defaultIrisLimits);
        expect(Object.values(result.measures).every(Number.isFinite)).toBe(true);
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(100);
        expect(result.reasons.length === 0).toBe(result.score >= defaultIrisLimits.scoreMin);
      }),
      { numRuns: 60 },
    );
  });
});

describe("assessIris on synthetic eyes", () => {
  it("passes a calm eye, and scores it the same every time", () => {
    const { image } = synthesiseEye(createRandom("calm"), calmEyeScene("eye-1"));
    const first = assessIris(image, defaultIrisLimits);
    expect(first.reasons).toEqual([]);
    expect(first.score).toBeGreaterThan(75);
    expect(assessIris(image, defaultIrisLimits)).toEqual(first);
  });

  it("is right about centre and radius, within 5 % of the limbus, on at least 95 % of everyday eyes", {
    timeout: 200_000,
  }, () => {
    const count = 25;
    let right = 0;
    for (let index = 0; index < count; index += 1) {
      const random = createRandom(`everyday-${index}`);
      const { image, truth } = synthesiseEye(random, everydayEyeScene(random, `eye-${index}`));
      if (isRight(assessIris(image, defaultIrisLimits), truth)) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(Math.ceil(count * 0.95));
  });

  it("loses sharpness with every step of defocus, and asks for a sharper picture in the end", () => {
    const scores = [0.5, 1.2, 2, 3, 5].map((defocusPx) => {
      const { image } = synthesiseEye(createRandom("blur"), { ...calmEyeScene("eye-2"), defocusPx });
      return assessIris(image, defaultIrisLimits);
    });
    const sharpness = scores.map(({ measures }) => measures["sharpness"] ?? 0);
    expect(sharpness).toEqual([...sharpness].sort((one, other) => other - one));
    expect(scores.at(-1)?.reasons.map(({ code }) => code)).toContain("blurred");
  });

  it("measures more contrast the further the sclera stands out", () => {
    const contrasts = [110, 125, 140, 170].map((scleraLevel) => {
      const { image } = synthesiseEye(createRandom("white"), { ...calmEyeScene("eye-3"), scleraLevel });
      return assessIris(image, defaultIrisLimits).measures["irisScleraContrast"] ?? 0;
    });
    expect(contrasts).toEqual([...contrasts].sort((one, other) => one - other));
  });

  it("sees less of an eye the more it closes", () => {
    const areas = [1, 0.85, 0.75, 0.65].map((openingRatio) => {
      const { image } = synthesiseEye(createRandom("lids"), { ...calmEyeScene("eye-4"), openingRatio });
      return assessIris(image, defaultIrisLimits).measures["usableIrisArea"] ?? 0;
    });
    expect(areas).toEqual([...areas].sort((one, other) => other - one));
  });

  it("lets a more lenient policy accept what the default one refuses", () => {
    const { image } = synthesiseEye(createRandom("lids"), { ...calmEyeScene("eye-4"), openingRatio: 0.68 });
    expect(assessIris(image, defaultIrisLimits).reasons.map(({ code }) => code)).toEqual(["eye-not-open"]);
    expect(assessIris(image, { ...defaultIrisLimits, scoreMin: 30 }).reasons).toEqual([]);
    const strict = assessIris(drawCalm(), { ...defaultIrisLimits, scoreMin: 99.9 });
    expect(strict.reasons).toEqual([{ code: "score-too-low", value: strict.score, limit: 99.9 }]);
  });
});

describe("assessIris on stored eyes", () => {
  it("is right on at least 95 % of the labelled eyes", async (ctx) => {
    const folder = `${dataFolder}/iris/synthetic`;
    if (!existsSync(folder)) return ctx.skip("no labelled eyes beside the checkout");
    const truths: StoredTruth[] = JSON.parse(readFileSync(`${folder}/truth.json`, "utf8"));
    let right = 0;
    for (const truth of truths) {
      const result = assessIris(await readGray(`${folder}/${truth.file}`), defaultIrisLimits);
      if (isRight(result, truth)) right += 1;
    }
    expect(right / truths.length).toBeGreaterThanOrEqual(0.95);
  });

  it("passes both recorded residents' eyes", async (ctx) => {
    const folder = `${dataFolder}/residents`;
    if (!existsSync(folder)) return ctx.skip("no recorded residents beside the checkout");
    for (const file of ["composite-01/iris-left.png", "composite-01/iris-right.png", "composite-02/iris-right.png"]) {
      expect(assessIris(await readGray(`${folder}/${file}`), defaultIrisLimits).reasons).toEqual([]);
    }
  });
});

type StoredTruth = { readonly file: string; readonly limbus: Circle; readonly pupil: Circle };

function drawCalm(): GrayImage {
  return synthesiseEye(createRandom("calm"), calmEyeScene("eye-1")).image;
}

function isRight(
  found: { readonly limbus: Circle | null; readonly pupil: Circle | null },
  truth: { readonly limbus: Circle; readonly pupil: Circle },
): boolean {
  const tolerance = 0.05 * truth.limbus.radius;
  const isNear = (circle: Circle | null, goal: Circle) =>
    circle !== null &&
    Math.hypot(circle.x - goal.x, circle.y - goal.y) <= tolerance &&
    Math.abs(circle.radius - goal.radius) <= tolerance;
  return isNear(found.limbus, truth.limbus) && isNear(found.pupil, truth.pupil);
}

function expectCircle(found: Circle | null, goal: Circle, tolerancePx: number): void {
  expect(found).not.toBeNull();
  expect(Math.hypot(found!.x - goal.x, found!.y - goal.y)).toBeLessThanOrEqual(tolerancePx);
  expect(Math.abs(found!.radius - goal.radius)).toBeLessThanOrEqual(tolerancePx);
}

async function readGray(path: string): Promise<GrayImage> {
  const { data, info } = await sharp(path).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, resolutionPpi: 500, pixels: new Uint8Array(data) };
}
