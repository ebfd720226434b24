import type { Reason } from "../../runtime/kernel/assessment.ts";
import type { BackdropColour } from "../../runtime/kernel/biometric.ts";
import type { FaceLimits } from "./face-limits.ts";
import type { BackdropMeasures } from "./measure-backdrop.ts";
import type { FaceMeasures } from "./measure-face.ts";

/** In the order in which they are best put right. */
export const faceReasonCodes = [
  "no-face",
  "several-faces",
  "too-far",
  "too-near",
  "off-centre",
  "yaw",
  "pitch",
  "roll",
  "eyes-closed",
  "mouth-open",
  "too-dark",
  "too-bright",
  "uneven-light",
  "blurred",
  "monochrome",
  "unnatural-colour",
  "wrong-backdrop",
  "busy-backdrop",
] as const;
export type FaceReasonCode = (typeof faceReasonCodes)[number];

type Facts = {
  readonly measures: FaceMeasures & BackdropMeasures;
  readonly backdropColour: BackdropColour | "other" | null;
  readonly requested: BackdropColour | null;
  readonly limits: FaceLimits;
};

/** Everything that misses its limit, most useful first. The sign of an angle or offset tells to which side. */
export function collectReasons(facts: Facts): Reason<FaceReasonCode>[] {
  return [...judgePlace(facts), ...judgePresentation(facts), ...judgeLight(facts), ...judgeBackdrop(facts)];
}

type Check = readonly [code: FaceReasonCode, isMissed: boolean, value: number, limit: number];

function judgePlace({ measures, limits }: Facts): Reason<FaceReasonCode>[] {
  return missed([
    ["several-faces", measures.faceCount > limits.facesMax, measures.faceCount, limits.facesMax],
    atLeast("too-far", measures.interEyeDistanceNative, limits.interEyeMinPx),
    atMost("too-near", measures.headWidthRatio, limits.headWidthMaxRatio),
    within("off-centre", measures.offCentreRatio, limits.offCentreMaxRatio),
  ]);
}

function judgePresentation({ measures, limits }: Facts): Reason<FaceReasonCode>[] {
  return missed([
    within("yaw", measures.headPoseYawNative, limits.yawMaxDeg),
    within("pitch", measures.headPosePitchNative, limits.pitchMaxDeg),
    within("roll", measures.headPoseRollNative, limits.rollMaxDeg),
    atLeast("eyes-closed", measures.eyesOpen, limits.eyesOpenMinScore),
    atLeast("mouth-open", measures.mouthClosed, limits.mouthClosedMinScore),
  ]);
}

function judgeLight({ measures, limits }: Facts): Reason<FaceReasonCode>[] {
  const isMonochrome = measures.skinChroma < limits.skinChromaMin;
  return missed([
    worse(
      atLeast("too-dark", measures.underExposurePrevention, limits.underExposureMinScore),
      atLeast("too-dark", measures.luminanceMeanNative, limits.luminanceMinRatio),
    ),
    worse(
      atLeast("too-bright", measures.overExposurePrevention, limits.overExposureMinScore),
      atMost("too-bright", measures.luminanceMeanNative, limits.luminanceMaxRatio),
    ),
    atLeast("uneven-light", measures.illuminationUniformity, limits.illuminationMinScore),
    atLeast("blurred", measures.sharpness, limits.sharpnessMinScore),
    ["monochrome", isMonochrome, measures.skinChroma, limits.skinChromaMin],
    // A picture without colour has no unnatural one.
    isMonochrome
      ? ["unnatural-colour", false, 0, 0]
      : atLeast("unnatural-colour", measures.naturalColour, limits.naturalColourMinScore),
  ]);
}

function judgeBackdrop({ measures, backdropColour, requested, limits }: Facts): Reason<FaceReasonCode>[] {
  const checks: Check[] = [];
  if (requested !== null && backdropColour !== requested) {
    const share = {
      red: measures.backdropRedRatio,
      blue: measures.backdropBlueRatio,
      orange: measures.backdropOrangeRatio,
    };
    checks.push(["wrong-backdrop", true, share[requested], limits.backdropColourMinRatio]);
  }
  const uniformity = measures.backgroundUniformity;
  checks.push(
    worse(
      atMost("busy-backdrop", measures.backdropSpread, limits.backdropSpreadMax),
      atLeast("busy-backdrop", uniformity ?? 0, limits.backgroundUniformityMinScore),
    ),
  );
  return missed(checks);
}

function missed(checks: readonly Check[]): Reason<FaceReasonCode>[] {
  return checks.filter(([, isMissed]) => isMissed).map(([code, , value, limit]) => ({ code, value, limit }));
}

function atLeast(code: FaceReasonCode, value: number, limit: number): Check {
  return [code, value < limit, value, limit];
}

function atMost(code: FaceReasonCode, value: number, limit: number): Check {
  return [code, value > limit, value, limit];
}

function within(code: FaceReasonCode, value: number, limit: number): Check {
  return [code, Math.abs(value) > limit, value, limit];
}

/** Two ways to miss the same thing: the first that is missed speaks. */
function worse(first: Check, second: Check): Check {
  return first[1] ? first : second;
}
