/** What a portrait is cut to, and where one is sent back. Scores are those of ISO/IEC 29794-5 unless said otherwise, 0 to 100. */
export type FaceLimits = {
  /** Distance between the eyes that a portrait is cut to at best, in widths of it; where there is no room, up to 0.31. */
  readonly interEyeBestRatio: number;
  /** Place of the eyes from the top that it is cut to at best, in widths of it; the nearest to it for which there is room. */
  readonly eyesFromTopBestRatio: number;
  readonly facesMin: number;
  readonly facesMax: number;
  /** Between the middles of the eyes. */
  readonly interEyeMinPx: number;
  /** Width of the face over the width of the image. */
  readonly headWidthMaxRatio: number;
  /** Distance of the face's middle from the image's, over the image's width. */
  readonly offCentreMaxRatio: number;
  /** From the farther eye to the image's side, in distances between the eyes: less cuts an ear. */
  readonly sideMinRatio: number;
  /** From between the eyes to the image's upper and lower edge, in lengths from there to the chin. */
  readonly marginAboveMinRatio: number;
  readonly marginBelowMinRatio: number;
  readonly yawMaxDeg: number;
  readonly pitchMaxDeg: number;
  readonly rollMaxDeg: number;
  readonly eyesOpenMinScore: number;
  readonly mouthClosedMinScore: number;
  /** Of the look against the camera's axis: see `measureGaze`. */
  readonly gazeSidewaysMaxDeg: number;
  readonly gazeUpwardsMaxDeg: number;
  readonly redEyeMaxRatio: number;
  readonly lensGlareMaxRatio: number;
  readonly underExposureMinScore: number;
  readonly overExposureMinScore: number;
  /** Mean linear luminance of the face, 0 to 1. */
  readonly luminanceMinRatio: number;
  readonly luminanceMaxRatio: number;
  readonly illuminationMinScore: number;
  readonly hotSpotMaxRatio: number;
  /** Our own contrast, 0 to 1: see `measureLight`. */
  readonly contrastMinRatio: number;
  /** Our own sharpness, 0 to 100: see `measureSharpness`. */
  readonly sharpnessMinScore: number;
  readonly naturalColourMinScore: number;
  /** Chroma C*ab of the cheeks below which a picture counts as monochrome. */
  readonly skinChromaMin: number;
  /** Share of the backdrop that must show the colour asked for, 0 to 1. */
  readonly backdropColourMinRatio: number;
  /** Root mean square colour difference within the backdrop, CIELAB. */
  readonly backdropSpreadMax: number;
  /** The same about an even slope of light. */
  readonly backdropBlotchesMax: number;
  readonly backgroundUniformityMinScore: number;
};

/**
 * Limits with a source: 90 px between the eyes, head width to 75 % of the image, yaw and pitch of 5° and roll of 8°,
 * as ISO/IEC 19794-5, ISO/IEC 39794-5 and ICAO's report on portrait quality are commonly quoted; their texts were not
 * compared. Yaw and pitch are given 3° and 7° more, because the pose is measured without calibration, and its pitch
 * differs from person to person with the shape of the face.
 *
 * ISO/IEC 29794-5 sets no limit on component scores. Ours sit between what good portraits reach and what visibly bad
 * drawings reach (`drivers/face-camera/render-face.ts`). The limits on darkness are low on purpose: the face's
 * luminance measures skin as well as light, and dark skin is no fault.
 */
export const defaultFaceLimits: FaceLimits = {
  interEyeBestRatio: 0.25,
  eyesFromTopBestRatio: 0.6,
  facesMin: 1,
  facesMax: 1,
  interEyeMinPx: 90,
  headWidthMaxRatio: 0.75,
  offCentreMaxRatio: 0.12,
  sideMinRatio: 1.2,
  marginAboveMinRatio: 0.8,
  marginBelowMinRatio: 1.1,
  yawMaxDeg: 8,
  pitchMaxDeg: 12,
  rollMaxDeg: 8,
  eyesOpenMinScore: 80,
  mouthClosedMinScore: 80,
  gazeSidewaysMaxDeg: 15,
  gazeUpwardsMaxDeg: 20,
  redEyeMaxRatio: 0.1,
  lensGlareMaxRatio: 0.04,
  underExposureMinScore: 10,
  overExposureMinScore: 30,
  luminanceMinRatio: 0.05,
  luminanceMaxRatio: 0.75,
  illuminationMinScore: 45,
  hotSpotMaxRatio: 0.005,
  contrastMinRatio: 0.12,
  sharpnessMinScore: 50,
  naturalColourMinScore: 50,
  skinChromaMin: 5,
  backdropColourMinRatio: 0.7,
  backdropSpreadMax: 12,
  backdropBlotchesMax: 8,
  backgroundUniformityMinScore: 40,
};
