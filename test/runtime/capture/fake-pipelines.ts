import { encodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import type { FaceAssessment } from "../../../pipelines/face/assess-face.ts";
import type { FingerprintAssessment } from "../../../pipelines/fingerprint/assess-fingerprint.ts";
import { createTemplate } from "../../../pipelines/fingerprint/match-fingerprints.ts";
import type { IrisAssessment } from "../../../pipelines/iris/assess-iris.ts";
import type { SignatureAssessment } from "../../../pipelines/signature/assess-signature.ts";
import type { Pipelines, SeenIris } from "../../../runtime/capture/pipelines.ts";
import type { GrayImage, RgbImage } from "../../../runtime/kernel/image.ts";
import { grayImage } from "./stored-samples.ts";

const unasked = (name: string) => async (): Promise<never> => {
  throw new RangeError(`nobody expected ${name} to be asked`);
};

/** Pipelines of which a test answers for the ones it uses; any other call is the test's own fault. */
export function fakePipelines(answers: Partial<Pipelines>): Pipelines {
  return {
    guideFace: unasked("guideFace"),
    assessPortrait: unasked("assessPortrait"),
    assessFace: unasked("assessFace"),
    assessFingerprint: unasked("assessFingerprint"),
    segmentSlap: unasked("segmentSlap"),
    assessIris: unasked("assessIris"),
    assessSignature: unasked("assessSignature"),
    assessDocument: unasked("assessDocument"),
    shapePage: unasked("shapePage"),
    readCodes: unasked("readCodes"),
    readNumbers: unasked("readNumbers"),
    matchFingers: unasked("matchFingers"),
    describePrint: unasked("describePrint"),
    readPrint: unasked("readPrint"),
    scorePrints: unasked("scorePrints"),
    encodeJp2: unasked("encodeJp2"),
    decodeJp2: unasked("decodeJp2"),
    encodeWsq: unasked("encodeWsq"),
    modelHashes: unasked("modelHashes"),
    warmUp: async () => undefined,
    close: async () => undefined,
    ...answers,
  };
}

/** Pipelines to which all is well, whatever a device gives them. */
export function contentPipelines(): Pipelines {
  return fakePipelines({
    guideFace: async ({ image }) => guided(image, 90),
    assessPortrait: async (image) => ({ image, assessment: faceAssessment(90), frame: null, isReduced: false }),
    assessFingerprint: async () => fingerAssessment(70),
    assessIris: async (image) => seenIris(image, 80),
    assessSignature: async () => signatureAssessment(100),
    shapePage: async (image) => ({
      image,
      assessment: { score: 90, measures: {}, reasons: [], page: null, corners: null },
    }),
    readPrint: async () => createTemplate([]),
    describePrint: async () => createTemplate([]),
    scorePrints: async (_probe, prints) => prints.map(() => 90),
    encodeJp2,
    modelHashes: async () => ({}),
  });
}

const limit = 40;

export function fingerAssessment(score: number): FingerprintAssessment {
  const reasons = score >= limit ? [] : [{ code: "score-below-limit" as const, value: score, limit }];
  const foreground = score > 0 ? { x: 0, y: 0, width: 1, height: 1 } : null;
  return { score, measures: { contrast: 1 }, reasons, minutiae: [], foreground };
}

export function irisAssessment(score: number): IrisAssessment {
  const circle = { x: 4, y: 3, radius: 2 };
  const found = score > 0 ? { limbus: circle, pupil: { ...circle, radius: 1 } } : { limbus: null, pupil: null };
  const reasons = score >= limit ? [] : [{ code: "score-too-low" as const, value: score, limit }];
  return { score, measures: {}, reasons, ...found, otherLimbus: null };
}

/** What a frame of this score is answered with; it is given back as it came. */
export function seenIris(image: GrayImage, score: number): SeenIris {
  return { image, assessment: irisAssessment(score) };
}

export function faceAssessment(score: number): FaceAssessment {
  const box = { x: 1, y: 1, width: 5, height: 6 };
  const pose = { yawDeg: 1, pitchDeg: 2, rollDeg: 3 };
  const isSeen = score > 0;
  return {
    score,
    measures: { faceCount: isSeen ? 1 : 0 },
    reasons: score >= limit ? [] : [{ code: "no-face", value: 0, limit: 1 }],
    faces: isSeen ? [{ box, pose, landmarks: [] }] : [],
    eyeCentres: isSeen
      ? [
          { x: 2, y: 3 },
          { x: 4, y: 3 },
        ]
      : null,
    headWidthPx: isSeen ? 4 : 0,
    backdropColour: "blue",
  };
}

/** What a live frame of this score is answered with; it is given back as it came. */
export function guided(image: RgbImage, score: number): Awaited<ReturnType<Pipelines["guideFace"]>> {
  const { measures, reasons } = faceAssessment(score);
  const outline = score > 0 ? { x: 1, y: 1, width: 5, height: 6 } : null;
  return { image, guidance: { score, measures, reasons, outline }, track: null };
}

export function signatureAssessment(strokesCount: number): SignatureAssessment {
  return {
    score: strokesCount > 0 ? 100 : 0,
    measures: { strokes: strokesCount },
    reasons: strokesCount > 0 ? [] : [{ code: "blank", value: 0, limit: 1 }],
    strokes: Array.from({ length: strokesCount }, () => []),
    extentMm: { width: 20, height: 8 },
    durationMs: 900,
    image: grayImage(5, 3, 300),
    svg: "<svg/>",
  };
}
