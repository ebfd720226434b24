/**
 * What a capture must reach. Values marked "recommended" are those of ISO/IEC 29794-6:2015 as public tools state them; the
 * others are this project's own. Units are those of `IrisMeasures`.
 */
export type IrisLimits = {
  /** Overall score, 0 to 100, on this project's own scale; 60 asks that every measure reaches its limit below. */
  readonly scoreMin: number;
  readonly usableIrisAreaMin: number;
  readonly irisScleraContrastMin: number;
  readonly irisPupilContrastMin: number;
  readonly pupilBoundaryCircularityMin: number;
  readonly grayscaleUtilisationMin: number;
  readonly irisRadiusMinPx: number;
  readonly pupilIrisRatioMin: number;
  readonly pupilIrisRatioMax: number;
  readonly irisPupilConcentricityMin: number;
  readonly marginAdequacyMin: number;
  readonly sharpnessMin: number;
  readonly lensPrintMax: number;
  readonly gazeAngleMaxDeg: number;
};

export const defaultIrisLimits: IrisLimits = {
  scoreMin: 60,
  usableIrisAreaMin: 70,
  irisScleraContrastMin: 5,
  irisPupilContrastMin: 30,
  pupilBoundaryCircularityMin: 95,
  // The 6 bits often quoted are for whole pictures; an evenly lit iris alone spans fewer levels.
  grayscaleUtilisationMin: 4,
  irisRadiusMinPx: 80,
  pupilIrisRatioMin: 20,
  pupilIrisRatioMax: 70,
  irisPupilConcentricityMin: 90,
  marginAdequacyMin: 80,
  sharpnessMin: 40,
  // Of 420 hard eyes without a lens none is above it (the highest reads 2.6), of 200 sharply seen prints three in four are.
  lensPrintMax: 2.8,
  // Hard eyes that look straight read up to 12.
  gazeAngleMaxDeg: 14,
};
