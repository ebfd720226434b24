import type { BackdropMeasures } from "./measure-backdrop.ts";
import type { FaceMeasures } from "./measure-face.ts";

/**
 * Overall score of a portrait, 0 to 100: half the mean and half the worst of the components that a resident or an
 * operator can do something about. Ours, made to choose the best of several shots; it is not the unified quality score
 * of ISO/IEC 29794-5, which needs a network of its own. Margins and size are left out, as the crop decides them.
 */
export function scoreFace(measures: FaceMeasures & BackdropMeasures): number {
  const acted = [
    measures.singleFacePresent,
    measures.eyesOpen,
    measures.mouthClosed,
    measures.headPoseYaw,
    measures.headPosePitch,
    measures.headPoseRoll,
    measures.interEyeDistance,
    measures.overExposurePrevention,
    measures.illuminationUniformity,
    measures.naturalColour,
    measures.sharpness,
    measures.backgroundUniformity ?? 0,
  ];
  // These measure skin as well as light: they help to choose between shots, but dark skin never sets the score.
  const toneDependent = [measures.underExposurePrevention, measures.dynamicRange];
  const all = [...acted, ...toneDependent];
  const mean = all.reduce((sum, component) => sum + component, 0) / all.length;
  return Math.round((mean + Math.min(...acted)) / 2);
}
