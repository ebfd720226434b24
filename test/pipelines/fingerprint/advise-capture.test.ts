import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type FingerScene,
  normalFinger,
  synthesiseFingerprint,
} from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import { adviseMovement } from "../../../pipelines/fingerprint/advise-movement.ts";
import { advisePlacement } from "../../../pipelines/fingerprint/advise-placement.ts";
import { adviseSkin } from "../../../pipelines/fingerprint/advise-skin.ts";
import { findFaults } from "../../../pipelines/fingerprint/find-faults.ts";
import { findRefusals } from "../../../pipelines/fingerprint/find-refusals.ts";
import { defaultFingerprintLimits as limits } from "../../../pipelines/fingerprint/fingerprint-limits.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { addGhost, addNoise, blurPrint, measureAll, moveFinger } from "./degrade-print.ts";
import { hasPrints, printsDir, readGolden, readImpressions, readPrint, skipReason } from "./read-print.ts";

type Measures = Readonly<Record<string, number>>;

const press = (changes: Partial<FingerScene> = {}, seed = "guided") =>
  synthesiseFingerprint(createRandom(seed), { ...normalFinger, fingerSeed: seed, ...changes });
const good = press();
const still = { sharpness: 0.7, directionLossRatio: 0.1, inkRatio: 0.5, roiMean: 150, regionHeightPx: 400 };
const advise = (measures: Measures) =>
  [
    ...findFaults({ regionAreaPx: 1e5, ...measures }, limits),
    ...adviseMovement(measures, limits),
    ...adviseSkin(measures, limits),
    ...advisePlacement(measures, limits),
  ].map(({ code }) => code);

describe("guidance", () => {
  it("has nothing to say of a good print, nor of any measure exactly at its limit", () => {
    expect(advise(measureAll(good))).toEqual([]);
    expect(advise(still)).toEqual([]);
    const exact = [
      { inkRatio: limits.inkRatioMin, roiMean: limits.regionMeanMin, sharpness: limits.sharpnessMin },
      { inkRatio: limits.inkRatioMax, roiMean: limits.regionMeanMax, sharpness: limits.sharpnessMax },
      { directionLossRatio: limits.directionLossRatioMax, sharpness: 0.6 },
      { offsetYRatio: limits.offsetRatioMax, axisDeg: -limits.axisMaxDeg, regionHeightPx: limits.regionHeightMinPx },
      { regionAreaPx: limits.areaMinPx, ghostAreaPx: limits.ghostAreaMaxPx },
    ];
    for (const measures of exact) expect(advise({ ...still, ...measures })).toEqual([]);
  });

  it("names each cause beyond its limit, with the value and the limit", () => {
    const beyond: [string, Measures][] = [
      ["too-dry", { inkRatio: 0.38 }],
      ["too-wet", { inkRatio: 0.67 }],
      ["too-dark", { roiMean: 59 }],
      ["too-light", { roiMean: 216 }],
      ["smeared", { directionLossRatio: 0.46, sharpness: 0.6 }],
      ["blurred", { sharpness: 0.49 }],
      ["noisy", { sharpness: 0.91 }],
      ["off-centre", { offsetXRatio: -0.31 }],
      ["too-short", { regionHeightPx: 255 }],
      ["rotated", { axisDeg: 31 }],
      ["partial", { regionAreaPx: 49_999 }],
      ["latent-ghost", { ghostAreaPx: 5_120 }],
    ];
    for (const [code, measures] of beyond) expect(advise({ ...still, ...measures })).toEqual([code]);
    expect(advisePlacement({ ...still, offsetXRatio: -0.31 }, limits)).toEqual([
      { code: "off-centre", value: 0.31, limit: 0.3 },
    ]);
  });

  it("does not take uneven pressure for movement, nor the shape of a cut-off area for a turn", () => {
    expect(advise({ ...still, directionLossRatio: 0.6, sharpness: 0.7 })).toEqual([]);
    expect(advise({ ...still, offsetYRatio: 0.5, regionHeightPx: 200, axisDeg: 80 })).toEqual(["off-centre"]);
    expect(advise({ ...still, regionHeightPx: 200, axisDeg: 80 })).toEqual(["too-short"]);
  });

  it("refuses what the reference refuses or warns of, each exactly beyond its limit", () => {
    const scorable = { Mu: 250, contrast: 35, foregroundBlocks: 10, minutiaeCount: 6, OCLMean: 0.2 };
    expect(findRefusals(scorable, limits, () => 40)).toEqual([]);
    expect(
      findRefusals({ ...scorable, Mu: 251, contrast: 34, foregroundBlocks: 9, minutiaeCount: 5 }, limits, () => 40),
    ).toEqual([
      { code: "empty-image", value: 251, limit: 250 },
      { code: "low-contrast", value: 34, limit: 35 },
      { code: "too-small", value: 9, limit: 10 },
      { code: "too-few-minutiae", value: 5, limit: 6 },
    ]);
    // Faint and without direction, or with nothing in it: no finger, and nothing else is said.
    const noFinger = [{ code: "no-finger", value: 0.19, limit: 0.2 }];
    expect(findRefusals({ ...scorable, contrast: 34, OCLMean: 0.19 }, limits, () => 40)).toEqual(noFinger);
    expect(findRefusals({ ...scorable, contrast: 34, minutiaeCount: 0 }, limits, () => 0)).toMatchObject([
      { code: "no-finger" },
    ]);
    expect(findRefusals({ ...scorable, OCLMean: 0.19 }, limits, () => 40)).toEqual([]);
  });
});

describe("guidance measures", () => {
  it("lose ever more sharpness along one direction the farther the finger moves, up to a ridge's period", () => {
    const moved = [0, 3, 6, 9].map((lengthPx) => measureAll(moveFinger(good, lengthPx, 0)));
    expectRising(moved.map((measures) => measures["directionLossRatio"]!));
    expectRising(moved.map((measures) => -measures["sharpness"]!));
    expect(advise(moved[3]!)).toContain("smeared");
  });

  it("lose sharpness by blur and gain it by noise, until either is told", () => {
    const blurred = [1, 4, 8].map((lengthPx) => measureAll(blurPrint(good, lengthPx)));
    expectRising(blurred.map((measures) => -measures["sharpness"]!));
    expect(advise(blurred[2]!)).toContain("blurred");
    const noisy = [0, 30, 60, 120].map((deviation) => measureAll(addNoise(good, deviation)));
    expectRising(noisy.map((measures) => measures["sharpness"]!));
    expect(advise(noisy[3]!)).toContain("noisy");
  });

  it("show less ink the drier and more the wetter the finger, until either is told", () => {
    const dry = [0, 0.4, 0.8].map((drynessRatio) => measureAll(press({ drynessRatio })));
    expectRising(dry.map((measures) => -measures["inkRatio"]!));
    expect(advise(dry[2]!)).toContain("too-dry");
    const wet = [0, 0.5, 1].map((wetnessRatio) => measureAll(press({ wetnessRatio })));
    expectRising(wet.map((measures) => measures["inkRatio"]!));
    expect(advise(wet[2]!)).toContain("too-wet");
  });

  it("follow the finger out of the image, towards each side", () => {
    for (const [name, side, sign] of [
      ["offsetXRatio", "shiftXPx", 1],
      ["offsetXRatio", "shiftXPx", -1],
      ["offsetYRatio", "shiftYPx", 1],
      ["offsetYRatio", "shiftYPx", -1],
    ] as const) {
      const shifted = [60, 110, 160, 210].map((shiftPx) => measureAll(press({ [side]: sign * shiftPx })));
      expectRising(shifted.map((measures) => sign * measures[name]!));
      expect(advise(shifted[3]!)).toContain("off-centre");
    }
  });

  it("call a whole print centred wherever it lies", () => {
    const small = press({ pressureRatio: 0 });
    const wide = { ...small, widthPx: 2 * small.widthPx, pixels: new Uint8Array(2 * small.pixels.length).fill(243) };
    for (let y = 0; y < small.heightPx; y += 1) {
      wide.pixels.set(small.pixels.subarray(y * small.widthPx, (y + 1) * small.widthPx), y * wide.widthPx);
    }
    expect(measureAll(wide)).toMatchObject({ offsetXRatio: 0, offsetYRatio: 0 });
  });

  it("tell a turn by its angle, both ways, and none for a straight finger", () => {
    for (const rotationDeg of [-35, -20, 0, 20, 35]) {
      expect(Math.abs(measureAll(press({ rotationDeg }))["axisDeg"]! - rotationDeg)).toBeLessThan(5);
    }
    expect(advise(measureAll(press({ rotationDeg: 38 })))).toContain("rotated");
  });

  it("see a faint second print beside the real one, and none where there is none", () => {
    const other = press({}, "resident before");
    const flat = { ...other, pixels: other.pixels.map(() => 243) };
    expect(measureAll(addGhost(good, flat, 1))["ghostAreaPx"]).toBe(0);
    for (const contrastRatio of [0.12, 0.2]) {
      expect(advise(measureAll(addGhost(good, other, contrastRatio)))).toContain("latent-ghost");
    }
  });
});

describe("guidance on real prints", () => {
  it("fits every kind of degradation of the golden prints, and finds no cause in the undegraded cards", async (ctx) => {
    if (!hasPrints) ctx.skip(skipReason);
    const expected = {
      blur: "blurred",
      dry: "too-dry",
      faint: "too-light",
      noise: "noisy",
      partial: "too-short",
      wet: "too-wet",
    };
    for (const { file } of readGolden()) {
      const kind = basename(file).split("-")[0]!;
      const said = advise(measureAll(await readPrint(file)));
      if (kind in expected) expect([file, said]).toEqual([file, [expected[kind as keyof typeof expected]]]);
      if (kind === "real") expect([file, said]).toEqual([file, []]);
    }
  });

  it("takes no more than these of 160 impressions for moved, shifted or haunted", async (ctx) => {
    if (!hasPrints) ctx.skip(skipReason);
    const told: string[] = [];
    for (const { file } of readImpressions()) {
      const place = file.slice(join(printsDir, "impressions").length + 1, -4);
      for (const code of advise(measureAll(await readPrint(file)))) told.push(`${code} ${place}`);
    }
    const toldOf = (code: string) => told.flatMap((line) => (line.startsWith(`${code} `) ? [line.split(" ")[1]] : []));
    expect([...toldOf("latent-ghost"), ...toldOf("blurred"), ...toldOf("noisy")]).toEqual([]);
    expect(toldOf("smeared")).toEqual(["thermal/101_8"]);
    // Seen with the eye: each of these is cut off by the frame, or turned.
    expect(toldOf("off-centre")).toEqual(
      ["101_2", "101_5", "102_5", "103_4", "104_5", "105_6", "107_5", "109_7"].map((name) => `optical/${name}`),
    );
    expect(toldOf("rotated")).toEqual(["104_4", "106_3", "107_6", "110_4"].map((name) => `optical/${name}`));
  });
});

function expectRising(values: readonly number[]): void {
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(values.at(-1)).toBeGreaterThan(values[0]!);
}
