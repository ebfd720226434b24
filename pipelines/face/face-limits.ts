/** Where a portrait is sent back. Scores are those of ISO/IEC 29794-5 unless said otherwise, 0 to 100. */
export type FaceLimits = {
  readonly facesMin: number;
  readonly facesMax: number;
  /** Between the middles of the eyes. */
  readonly interEyeMinPx: number;
  /** Width of the face over the width of the image. */
  readonly headWidthMaxRatio: number;
  /** Distance of the face's middle from the image's, over the image's width. */
  readonly offCentreMaxRatio: number;
  readonly yawMaxDeg: number;
  readonly pitchMaxDeg: number;
  readonly rollMaxDeg: number;
  readonly eyesOpenMinScore: number;
  readonly mouthClosedMinScore: number;
  readonly underExposureMinScore: number;
  readonly overExposureMinScore: number;
  /** Mean linear luminance of the face, 0 to 1. */
  readonly luminanceMinRatio: number;
  readonly luminanceMaxRatio: number;
  readonly illuminationMinScore: number;
  /** Our own sharpness, 0 to 100: see `measureSharpness`. */
  readonly sharpnessMinScore: number;
  readonly naturalColourMinScore: number;
  /** Chroma C*ab of the cheeks below which a picture counts as monochrome. */
  readonly skinChromaMin: number;
  /** Share of the backdrop that must show the colour asked for, 0 to 1. */
  readonly backdropColourMinRatio: number;
  /** Root mean square colour difference within the backdrop, CIELAB. */
  readonly backdropSpreadMax: number;
  readonly backgroundUniformityMinScore: number;
};

/**
 * Limits with a source: 90 px between the eyes, head width to 75 % of the image, yaw and pitch of 5° and roll of 8°
 * (ISO/IEC 19794-5:2011; pose in 7.2.2). Yaw and pitch are given 3° and 7° more, because the pose is measured without
 * calibration, and its pitch differs from person to person with the shape of the face.
 *
 * The standard sets no limit on component scores. Ours sit between what good portraits reach and what visibly bad
 * drawings reach (`drivers/face-camera/render-face.ts`). The limits on darkness are low on purpose: the face's
 * luminance measures skin as well as light, and dark skin is no fault.
 */
export const defaultFaceLimits: FaceLimits = {
  facesMin: 1,
  facesMax: 1,
  interEyeMinPx: 90,
  headWidthMaxRatio: 0.75,
  offCentreMaxRatio: 0.12,
  yawMaxDeg: 8,
  pitchMaxDeg: 12,
  rollMaxDeg: 8,
  eyesOpenMinScore: 80,
  mouthClosedMinScore: 80,
  underExposureMinScore: 10,
  overExposureMinScore: 30,
  luminanceMinRatio: 0.05,
  luminanceMaxRatio: 0.75,
  illuminationMinScore: 45,
  sharpnessMinScore: 50,
  naturalColourMinScore: 50,
  skinChromaMin: 5,
  backdropColourMinRatio: 0.7,
  backdropSpreadMax: 12,
  backgroundUniformityMinScore: 40,
};
