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
  "off-height",
  "cut-off",
  "yaw",
  "pitch",
  "roll",
  "eyes-closed",
  "looking-aside",
  "mouth-open",
  "too-dark",
  "too-bright",
  "hot-spots",
  "uneven-light",
  "glasses-glare",
  "red-eyes",
  "low-contrast",
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

/** Everything that misses its limit, most useful first. The sign of an angle or offset tells to which side; up is positive. */
export function collectReasons(facts: Facts): Reason<FaceReasonCode>[] {
  return [judgePlace, judgePresentation, judgeLight, judgeColour, judgeBackdrop].flatMap((judge) => judge(facts));
}

/** What is said of a face's place in a portrait, and means nothing in a photo from which none can be cut. */
const placeCodes: readonly FaceReasonCode[] = ["too-near", "off-centre", "off-height", "cut-off"];

/** The reasons found in a whole photo, with why no portrait can be cut from it in place of the face's place in it. */
export function withFraming(
  reasons: readonly Reason<FaceReasonCode>[],
  framing: Reason<FaceReasonCode>,
): Reason<FaceReasonCode>[] {
  const rank = ({ code }: Reason<FaceReasonCode>) => faceReasonCodes.indexOf(code);
  return [...reasons.filter(({ code }) => !placeCodes.includes(code)), framing].sort((a, b) => rank(a) - rank(b));
}

type Check = readonly [code: FaceReasonCode, isMissed: boolean, value: number, limit: number];

function judgePlace({ measures, limits }: Facts): Reason<FaceReasonCode>[] {
  return missed([
    ["several-faces", measures.faceCount > limits.facesMax, measures.faceCount, limits.facesMax],
    atLeast("too-far", measures.interEyeDistanceNative, limits.interEyeMinPx),
    atMost("too-near", measures.headWidthRatio, limits.headWidthMaxRatio),
    within("off-centre", measures.offCentreRatio, limits.offCentreMaxRatio),
    first(
      atLeast("cut-off", measures.marginAboveNative, limits.marginAboveMinRatio),
      atLeast("cut-off", measures.marginBelowNative, limits.marginBelowMinRatio),
      atLeast("cut-off", Math.min(measures.leftwardCropNative, measures.rightwardCropNative), limits.sideMinRatio),
    ),
  ]);
}

function judgePresentation({ measures, limits }: Facts): Reason<FaceReasonCode>[] {
  const eyesClosed = atLeast("eyes-closed", measures.eyesOpen, limits.eyesOpenMinScore);
  const lookingAside = first(
    within("looking-aside", measures.gazeRightDeg, limits.gazeSidewaysMaxDeg),
    within("looking-aside", measures.gazeUpDeg, limits.gazeUpwardsMaxDeg),
  );
  return missed([
    within("yaw", measures.headPoseYawNative, limits.yawMaxDeg),
    within("pitch", measures.headPosePitchNative, limits.pitchMaxDeg),
    within("roll", measures.headPoseRollNative, limits.rollMaxDeg),
    eyesClosed,
    // Behind lids there is no look to be seen.
    unless(eyesClosed, lookingAside),
    atLeast("mouth-open", measures.mouthClosed, limits.mouthClosedMinScore),
  ]);
}

function judgeLight({ measures, limits }: Facts): Reason<FaceReasonCode>[] {
  const spots = atMost("hot-spots", measures.hotSpotRatio, limits.hotSpotMaxRatio);
  const areSpots = spots[1] && measures.hotSpotRatio <= spotsMaxRatio;
  const tooBright = first(
    atMost("too-bright", measures.luminanceMeanNative, limits.luminanceMaxRatio),
    areSpots ? spots : atLeast("too-bright", measures.overExposurePrevention, limits.overExposureMinScore),
  );
  return missed([
    first(
      atLeast("too-dark", measures.underExposurePrevention, limits.underExposureMinScore),
      atLeast("too-dark", measures.luminanceMeanNative, limits.luminanceMinRatio),
    ),
    tooBright,
    atLeast("uneven-light", measures.illuminationUniformity, limits.illuminationMinScore),
    // Shine and burnt-out skin reach around the eyes: glasses are not the fault then.
    unless(tooBright, atMost("glasses-glare", measures.lensGlareRatio, limits.lensGlareMaxRatio)),
    atMost("red-eyes", measures.redEyeRatio, limits.redEyeMaxRatio),
    atLeast("low-contrast", measures.contrastRatio, limits.contrastMinRatio),
    atLeast("blurred", measures.sharpness, limits.sharpnessMinScore),
  ]);
}

/** What is burnt out beyond this share of the face is the light's doing, not greasy skin. */
const spotsMaxRatio = 0.15;

function judgeColour({ measures, limits }: Facts): Reason<FaceReasonCode>[] {
  const monochrome = atLeast("monochrome", measures.skinChroma, limits.skinChromaMin);
  // A picture without colour has no unnatural one.
  const unnatural = atLeast("unnatural-colour", measures.naturalColour, limits.naturalColourMinScore);
  return missed([monochrome, unless(monochrome, unnatural)]);
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
    first(
      atMost("busy-backdrop", measures.backdropSpread, limits.backdropSpreadMax),
      atMost("busy-backdrop", measures.backdropBlotches, limits.backdropBlotchesMax),
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

/** Several ways to miss the same thing: the first that is missed speaks. */
function first(...checks: readonly [Check, ...Check[]]): Check {
  return checks.find(([, isMissed]) => isMissed) ?? checks[0];
}

/** The second check, but only where the first does not speak already. */
function unless([, isMissed]: Check, [code, ...check]: Check): Check {
  const [isAlsoMissed, value, limit] = check;
  return [code, isAlsoMissed && !isMissed, value, limit];
}
