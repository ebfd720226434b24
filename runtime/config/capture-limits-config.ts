import { z } from "zod";
import { type DocumentLimits, defaultDocumentLimits } from "../../pipelines/document/document-limits.ts";
import { defaultFaceLimits, type FaceLimits } from "../../pipelines/face/face-limits.ts";
import { defaultIrisLimits, type IrisLimits } from "../../pipelines/iris/iris-limits.ts";
import { defaultSignatureLimits, type SignatureLimits } from "../../pipelines/signature/signature-limits.ts";

type Bounds<Limits> = { readonly [K in keyof Limits]?: readonly [min: number, max: number] };

/** How far an office may go: beyond, nobody passes or everybody does. Unlisted limits are no policy of an office. */
const faceBounds = {
  interEyeBestRatio: [0.25, 0.31],
  eyesFromTopBestRatio: [0.48, 0.64],
  interEyeMinPx: [60, 400],
  headWidthMaxRatio: [0.5, 0.9],
  offCentreMaxRatio: [0.02, 0.3],
  yawMaxDeg: [3, 20],
  pitchMaxDeg: [3, 25],
  rollMaxDeg: [2, 20],
  eyesOpenMinScore: [0, 100],
  mouthClosedMinScore: [0, 100],
  gazeSidewaysMaxDeg: [5, 45],
  gazeUpwardsMaxDeg: [5, 45],
  redEyeMaxRatio: [0, 1],
  lensGlareMaxRatio: [0, 1],
  underExposureMinScore: [0, 90],
  overExposureMinScore: [0, 90],
  luminanceMinRatio: [0, 0.3],
  luminanceMaxRatio: [0.4, 1],
  illuminationMinScore: [0, 90],
  hotSpotMaxRatio: [0, 0.2],
  contrastMinRatio: [0, 0.5],
  sharpnessMinScore: [0, 90],
  naturalColourMinScore: [0, 90],
  skinChromaMin: [0, 20],
  backdropColourMinRatio: [0.3, 1],
  backdropSpreadMax: [2, 60],
  backdropBlotchesMax: [1, 60],
  backgroundUniformityMinScore: [0, 90],
} as const satisfies Bounds<FaceLimits>;

const irisBounds = {
  usableIrisAreaMin: [30, 95],
  irisScleraContrastMin: [0, 50],
  irisPupilContrastMin: [0, 80],
  pupilBoundaryCircularityMin: [50, 100],
  grayscaleUtilisationMin: [1, 8],
  irisRadiusMinPx: [40, 400],
  pupilIrisRatioMin: [5, 50],
  pupilIrisRatioMax: [40, 95],
  irisPupilConcentricityMin: [50, 100],
  marginAdequacyMin: [0, 100],
  sharpnessMin: [0, 95],
  lensPrintMax: [1, 100],
  gazeAngleMaxDeg: [3, 60],
} as const satisfies Bounds<IrisLimits>;

const signatureBounds = {
  extentMinMm: [2, 60],
  dotMaxMm: [0.5, 10],
  pathMinMm: [2, 150],
  durationMinMs: [0, 5_000],
  outsideMaxRatio: [0, 0.5],
  lostMaxRatio: [0, 0.5],
  edgePointsMax: [0, 200],
  lineDeviationMaxRatio: [0, 0.15],
  inkContrastMin: [10, 150],
  resolutionMinPpi: [75, 600],
} as const satisfies Bounds<SignatureLimits>;

const documentBounds = {
  pageAreaMinRatio: [0.005, 0.9],
  resolutionMinPpi: [75, 600],
  inkMinRatio: [0, 0.1],
  paperLevelMin: [20, 230],
  contrastMinRatio: [0.05, 0.9],
  edgeSteepnessMin: [0.05, 0.9],
  glareMaxRatio: [0, 0.2],
  shadowMaxRatio: [0.05, 0.95],
  cornerCutMaxRatio: [0, 0.5],
  skewMaxDeg: [0.5, 20],
} as const satisfies Bounds<DocumentLimits>;

/** Limits an office sets instead of the shipped ones; what is left out is as shipped. */
export const captureLimitsSchema = z
  .strictObject({
    face: z.exactOptional(limitsWithin(faceBounds)),
    iris: z.exactOptional(limitsWithin(irisBounds)),
    signature: z.exactOptional(limitsWithin(signatureBounds)),
    document: z.exactOptional(limitsWithin(documentBounds)),
  })
  .refine(({ face }) => isBelow({ ...defaultFaceLimits, ...face }, "luminanceMinRatio", "luminanceMaxRatio"), {
    path: ["face", "luminanceMinRatio"],
    message: "must be below luminanceMaxRatio, or no light would do",
  })
  .refine(({ iris }) => isBelow({ ...defaultIrisLimits, ...iris }, "pupilIrisRatioMin", "pupilIrisRatioMax"), {
    path: ["iris", "pupilIrisRatioMin"],
    message: "must be below pupilIrisRatioMax, or no pupil would do",
  })
  .refine(({ signature }) => isBelow({ ...defaultSignatureLimits, ...signature }, "dotMaxMm", "extentMinMm"), {
    path: ["signature", "dotMaxMm"],
    message: "must be below extentMinMm, or a signature that is large enough would count as a dot",
  });

export type CaptureLimits = Readonly<z.output<typeof captureLimitsSchema>>;

/** The shipped limits of every modality, where the office has none of its own. */
export function settleLimits({ face, iris, signature, document }: CaptureLimits) {
  return {
    face: { ...defaultFaceLimits, ...face },
    iris: { ...defaultIrisLimits, ...iris },
    signature: { ...defaultSignatureLimits, ...signature },
    document: { ...defaultDocumentLimits, ...document },
  };
}

function isBelow<K extends string>(limits: Readonly<Record<K, number>>, low: K, high: K): boolean {
  return limits[low] < limits[high];
}

type Fields<B> = { -readonly [K in keyof B]: z.ZodExactOptional<z.ZodNumber> };

function limitsWithin<const B extends Readonly<Record<string, readonly [number, number]>>>(bounds: B) {
  const fields = Object.entries(bounds).map(([name, [min, max]]) => [
    name,
    z.exactOptional(z.number().min(min, `must be ${min} to ${max}`).max(max, `must be ${min} to ${max}`)),
  ]);
  return z.strictObject(Object.fromEntries(fields) as Fields<B>);
}
