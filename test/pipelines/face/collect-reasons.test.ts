import { describe, expect, it } from "vitest";
import { collectReasons } from "../../../pipelines/face/collect-reasons.ts";
import { defaultFaceLimits } from "../../../pipelines/face/face-limits.ts";
import type { BackdropMeasures } from "../../../pipelines/face/measure-backdrop.ts";
import type { FaceMeasures } from "../../../pipelines/face/measure-face.ts";
import { scoreFace } from "../../../pipelines/face/score-face.ts";

type Measures = FaceMeasures & BackdropMeasures;

/** What reasons and score look at, of a portrait without fault. */
const faultless = {
  faceCount: 1,
  singleFacePresent: 100,
  interEyeDistanceNative: 150,
  interEyeDistance: 98,
  headWidthRatio: 0.5,
  offCentreRatio: 0.01,
  leftwardCropNative: 3,
  rightwardCropNative: 3,
  marginAboveNative: 1.5,
  marginBelowNative: 1.9,
  headPoseYawNative: 1,
  headPoseYaw: 100,
  headPosePitchNative: -2,
  headPosePitch: 100,
  headPoseRollNative: 0,
  headPoseRoll: 100,
  eyesOpen: 99,
  mouthClosed: 96,
  gazeRightDeg: 2,
  gazeUpDeg: -6,
  redEyeRatio: 0,
  lensGlareRatio: 0,
  hotSpotRatio: 0,
  contrastRatio: 0.5,
  underExposurePrevention: 100,
  overExposurePrevention: 100,
  luminanceMeanNative: 0.3,
  illuminationUniformity: 80,
  dynamicRange: 80,
  sharpness: 90,
  skinChroma: 20,
  naturalColour: 100,
  backdropRedRatio: 0,
  backdropBlueRatio: 1,
  backdropOrangeRatio: 0,
  backdropSpread: 2,
  backdropBlotches: 1,
  backgroundUniformity: 99,
} as Measures;

function reasonsOf(change: Partial<Measures>) {
  return collectReasons({
    measures: { ...faultless, ...change },
    backdropColour: "blue",
    requested: "blue",
    limits: defaultFaceLimits,
  });
}

describe("collectReasons", () => {
  it("has none for a portrait without fault", () => {
    expect(reasonsOf({})).toEqual([]);
  });

  it("accepts every value exactly at its limit", () => {
    const atLimit = {
      interEyeDistanceNative: defaultFaceLimits.interEyeMinPx,
      headWidthRatio: defaultFaceLimits.headWidthMaxRatio,
      offCentreRatio: -defaultFaceLimits.offCentreMaxRatio,
      leftwardCropNative: defaultFaceLimits.sideMinRatio,
      marginAboveNative: defaultFaceLimits.marginAboveMinRatio,
      marginBelowNative: defaultFaceLimits.marginBelowMinRatio,
      gazeRightDeg: -defaultFaceLimits.gazeSidewaysMaxDeg,
      gazeUpDeg: defaultFaceLimits.gazeUpwardsMaxDeg,
      redEyeRatio: defaultFaceLimits.redEyeMaxRatio,
      lensGlareRatio: defaultFaceLimits.lensGlareMaxRatio,
      hotSpotRatio: defaultFaceLimits.hotSpotMaxRatio,
      contrastRatio: defaultFaceLimits.contrastMinRatio,
      headPoseYawNative: -defaultFaceLimits.yawMaxDeg,
      headPosePitchNative: defaultFaceLimits.pitchMaxDeg,
      headPoseRollNative: defaultFaceLimits.rollMaxDeg,
      eyesOpen: defaultFaceLimits.eyesOpenMinScore,
      sharpness: defaultFaceLimits.sharpnessMinScore,
      backdropSpread: defaultFaceLimits.backdropSpreadMax,
      backdropBlotches: defaultFaceLimits.backdropBlotchesMax,
    };
    expect(reasonsOf(atLimit)).toEqual([]);
  });

  it("reports every fault with value and limit, what to put right first in front", () => {
    const reasons = reasonsOf({ eyesOpen: 20, interEyeDistanceNative: 60, sharpness: 10, headPoseYawNative: -12 });
    expect(reasons).toEqual([
      { code: "too-far", value: 60, limit: 90 },
      { code: "yaw", value: -12, limit: 8 },
      { code: "eyes-closed", value: 20, limit: 80 },
      { code: "blurred", value: 10, limit: 50 },
    ]);
  });

  it("says a thing once that is missed in two ways", () => {
    const dark = reasonsOf({ underExposurePrevention: 0, luminanceMeanNative: 0.01 });
    expect(dark).toEqual([{ code: "too-dark", value: 0, limit: defaultFaceLimits.underExposureMinScore }]);
    const gray = reasonsOf({ skinChroma: 0.5, naturalColour: 0 });
    expect(gray).toEqual([{ code: "monochrome", value: 0.5, limit: defaultFaceLimits.skinChromaMin }]);
  });

  it.each([
    ["cut-off", { rightwardCropNative: 1 }],
    ["cut-off", { marginAboveNative: 0.7 }],
    ["cut-off", { marginBelowNative: 1 }],
    ["looking-aside", { gazeRightDeg: -16 }],
    ["looking-aside", { gazeUpDeg: 21 }],
    ["glasses-glare", { lensGlareRatio: 0.05 }],
    ["hot-spots", { hotSpotRatio: 0.03 }],
    ["red-eyes", { redEyeRatio: 0.2 }],
    ["low-contrast", { contrastRatio: 0.1 }],
    ["busy-backdrop", { backdropBlotches: 9 }],
  ] as const)("says %s of %o", (code, change) => {
    expect(reasonsOf(change)).toMatchObject([{ code, value: Object.values(change)[0] }]);
  });

  it("does not read a look behind lids, nor spots on a face that is burnt out as a whole", () => {
    expect(reasonsOf({ eyesOpen: 0, gazeUpDeg: -40 }).map(({ code }) => code)).toEqual(["eyes-closed"]);
    const burnt = reasonsOf({ luminanceMeanNative: 0.9, hotSpotRatio: 0.7, lensGlareRatio: 0.9 });
    expect(burnt.map(({ code }) => code)).toEqual(["too-bright"]);
  });

  it("takes a backdrop that cannot be seen as the wrong one", () => {
    const { backgroundUniformity: _, ...unseen } = { ...faultless, backdropBlueRatio: 0 };
    const facts = { measures: unseen as Measures, requested: "blue" as const, limits: defaultFaceLimits };
    expect(collectReasons({ ...facts, backdropColour: null }).map(({ code }) => code)).toEqual([
      "wrong-backdrop",
      "busy-backdrop",
    ]);
  });
});

describe("scoreFace", () => {
  it("follows the worst component as much as all the others together", () => {
    const best = scoreFace(faultless);
    const blinking = scoreFace({ ...faultless, eyesOpen: 20 });
    expect(best).toBeGreaterThan(85);
    expect(best - blinking).toBeGreaterThan(30);
  });

  it("is not set by dark skin", () => {
    expect(scoreFace(faultless) - scoreFace({ ...faultless, underExposurePrevention: 15 })).toBeLessThan(5);
  });
});
