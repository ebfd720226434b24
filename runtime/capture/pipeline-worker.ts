import { workerData } from "piscina";
import { encodeJp2, type Jp2Image } from "../../pipelines/codec/jp2-codec.ts";
import { assessDocument, defaultDocumentLimits } from "../../pipelines/document/assess-document.ts";
import { assessFace, defaultFaceLimits } from "../../pipelines/face/assess-face.ts";
import { shapePortrait } from "../../pipelines/face/shape-portrait.ts";
import { assessFingerprint, defaultFingerprintLimits } from "../../pipelines/fingerprint/assess-fingerprint.ts";
import { extractMinutiae } from "../../pipelines/fingerprint/extract-minutiae.ts";
import { defaultMatchLimits, matchFingerprints } from "../../pipelines/fingerprint/match-fingerprints.ts";
import { defaultSlapLimits, type SlapWish, segmentSlap } from "../../pipelines/fingerprint/slap/segment-slap.ts";
import { assessIris, defaultIrisLimits } from "../../pipelines/iris/assess-iris.ts";
import {
  assessSignature,
  defaultSignatureLimits,
  type SignatureInput,
} from "../../pipelines/signature/assess-signature.ts";
import { loadModels, type ModelSet } from "../inference/load-models.ts";
import type { BackdropColour } from "../kernel/biometric.ts";
import { BoothError, type FailureCode, type FailureDetail } from "../kernel/errors.ts";
import type { GrayImage, PageImage, RgbImage } from "../kernel/image.ts";
import type { PipelineLimits, PortraitResult } from "./pipelines.ts";

/** What the pool tells each worker at its start. */
export type WorkerSetup = { readonly modelsDir: string; readonly limits: PipelineLimits };

const { modelsDir, limits } = workerData as WorkerSetup;
let models: Promise<ModelSet> | undefined;

/** Loads once, on first need; a failed load is tried again by the next call. */
function needModels(): Promise<ModelSet> {
  models ??= loadModels(modelsDir).catch((error: unknown) => {
    models = undefined;
    throw error;
  });
  return models;
}

type FaceTask = { readonly image: RgbImage; readonly backdrop: BackdropColour | null };

const assess = async ({ image, backdrop }: FaceTask) =>
  assessFace(image, await needModels(), { backdrop }, defaultFaceLimits);

/** Scores the picture that goes into the record: the shaped one, where the photo could be shaped. */
async function assessPortrait({ image, backdrop }: FaceTask): Promise<PortraitResult> {
  const raw = await assess({ image, backdrop });
  const shaped = shapePortrait(image, raw);
  if (shaped === image) return { image, assessment: raw };
  return { image: shaped, assessment: await assess({ image: shaped, backdrop }) };
}

const handlers = {
  warmUp: async (_: null) => {
    await needModels();
  },
  modelHashes: async (_: null) => (await needModels()).hashes,
  assessFace: assess,
  assessPortrait,
  assessFingerprint: (image: GrayImage) =>
    assessFingerprint(image, { ...defaultFingerprintLimits, scoreMin: limits.fingerprintScoreMin }),
  segmentSlap: ({ image, wish }: { readonly image: GrayImage; readonly wish: SlapWish }) =>
    segmentSlap(image, wish, defaultSlapLimits),
  assessIris: (image: GrayImage) => assessIris(image, { ...defaultIrisLimits, scoreMin: limits.irisScoreMin }),
  assessSignature: (sample: SignatureInput) => assessSignature(sample, defaultSignatureLimits),
  assessDocument: (page: PageImage) => assessDocument(page, defaultDocumentLimits),
  matchFingers: ({ probe, reference }: { readonly probe: GrayImage; readonly reference: GrayImage }) =>
    matchFingerprints(extractMinutiae(probe), extractMinutiae(reference), defaultMatchLimits),
  encodeJp2: (image: Jp2Image) => encodeJp2(image),
};

export type PipelineHandlers = typeof handlers;
export type PipelineTask = {
  readonly [K in keyof PipelineHandlers]: { readonly name: K; readonly input: Parameters<PipelineHandlers[K]>[0] };
}[keyof PipelineHandlers];

/** An error loses its class between threads, so that a failure crosses as data. */
export type PipelineAnswer =
  | { readonly isDone: true; readonly value: unknown }
  | { readonly isDone: false; readonly code: FailureCode; readonly detail: FailureDetail[FailureCode] };

/** The worker's one entry. Throws only what is our own fault. */
export async function perform({ name, input }: PipelineTask): Promise<PipelineAnswer> {
  try {
    return { isDone: true, value: await (handlers[name] as (task: typeof input) => unknown)(input) };
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    return { isDone: false, code: error.code, detail: error.detail };
  }
}
