import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { workerData } from "piscina";
import { decodeJp2, encodeJp2, type Jp2Image } from "../../pipelines/codec/jp2-codec.ts";
import { createCodeReader } from "../../pipelines/codec/read-codes.ts";
import { encodeWsq, type WsqOptions } from "../../pipelines/codec/wsq/encode-wsq.ts";
import { assessDocument, defaultDocumentLimits } from "../../pipelines/document/assess-document.ts";
import { assessFace, defaultFaceLimits } from "../../pipelines/face/assess-face.ts";
import { shapePortrait } from "../../pipelines/face/shape-portrait.ts";
import { assessFingerprint, defaultFingerprintLimits } from "../../pipelines/fingerprint/assess-fingerprint.ts";
import { describePrint } from "../../pipelines/fingerprint/describe-print.ts";
import { extractMinutiae, type Minutia } from "../../pipelines/fingerprint/extract-minutiae.ts";
import {
  createTemplate,
  defaultMatchLimits,
  matchFingerprints,
  type PrintTemplate,
  scoreTemplates,
} from "../../pipelines/fingerprint/match-fingerprints.ts";
import { defaultSlapLimits, type SlapWish, segmentSlap } from "../../pipelines/fingerprint/slap/segment-slap.ts";
import { assessIris, defaultIrisLimits } from "../../pipelines/iris/assess-iris.ts";
import {
  assessSignature,
  defaultSignatureLimits,
  type SignatureInput,
} from "../../pipelines/signature/assess-signature.ts";
import { loadFaceModels } from "../inference/load-face-models.ts";
import { loadFingerprintModels } from "../inference/load-fingerprint-models.ts";
import type { BackdropColour } from "../kernel/biometric.ts";
import { BoothError, type FailureCode, type FailureDetail } from "../kernel/errors.ts";
import type { GrayImage, PageImage, RgbImage } from "../kernel/image.ts";
import type { PipelineLimits, PortraitResult } from "./pipelines.ts";

/** What the pool tells each worker at its start. */
export type WorkerSetup = { readonly modelsDir: string; readonly limits: PipelineLimits };

const { modelsDir, limits } = workerData as WorkerSetup;
const needFaceModels = loadOnce(loadFaceModels);
const needFingerprintModels = loadOnce(loadFingerprintModels);
const needCodeReader = loadOnce(async () => createCodeReader(await readCodeReader()));

/** Loads on first need, so that a worker that sees no face holds no face model; a failed load is tried again by the next call. */
function loadOnce<T>(load: (dir: string) => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load(modelsDir).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** The library's own reader, out of its package: without it, it would look for one on the network. */
async function readCodeReader(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"))));
}

type FaceTask = { readonly image: RgbImage; readonly backdrop: BackdropColour | null };

const assess = async ({ image, backdrop }: FaceTask) =>
  assessFace(image, await needFaceModels(), { backdrop }, defaultFaceLimits);

/** Scores the picture that goes into the record: the shaped one, where the photo could be shaped. */
async function assessPortrait({ image, backdrop }: FaceTask): Promise<PortraitResult> {
  const raw = await assess({ image, backdrop });
  const shaped = shapePortrait(image, raw);
  if (shaped === image) return { image, assessment: raw };
  return { image: shaped, assessment: await assess({ image: shaped, backdrop }) };
}

const handlers = {
  warmUp: async (_: null) => {
    await needFingerprintModels();
    await needFaceModels();
  },
  modelHashes: async (_: null) => ({ ...(await needFaceModels()).hashes, ...(await needFingerprintModels()).hashes }),
  assessFace: assess,
  assessPortrait,
  assessFingerprint: async (image: GrayImage) =>
    assessFingerprint(image, await needFingerprintModels(), {
      ...defaultFingerprintLimits,
      scoreMin: limits.fingerprintScoreMin,
    }),
  segmentSlap: ({ image, wish }: { readonly image: GrayImage; readonly wish: SlapWish }) =>
    segmentSlap(image, wish, defaultSlapLimits),
  assessIris: (image: GrayImage) => assessIris(image, { ...defaultIrisLimits, scoreMin: limits.irisScoreMin }),
  assessSignature: (sample: SignatureInput) => assessSignature(sample, defaultSignatureLimits),
  readCodes: async (page: PageImage) => (await needCodeReader())(page),
  assessDocument: (page: PageImage) => assessDocument(page, defaultDocumentLimits),
  matchFingers: ({ probe, reference }: { readonly probe: GrayImage; readonly reference: GrayImage }) =>
    matchFingerprints(extractMinutiae(probe), extractMinutiae(reference), defaultMatchLimits),
  describePrint: ({
    minutiae,
    resolutionPpi,
  }: {
    readonly minutiae: readonly Minutia[];
    readonly resolutionPpi: number;
  }) => describePrint(minutiae, resolutionPpi),
  readPrint: (image: GrayImage) => createTemplate(extractMinutiae(image)),
  scorePrints: ({ probe, prints }: { readonly probe: PrintTemplate; readonly prints: readonly PrintTemplate[] }) =>
    prints.map((print) => scoreTemplates(probe, print)),
  encodeJp2: (image: Jp2Image) => encodeJp2(image),
  decodeJp2: (bytes: Uint8Array) => decodeJp2(bytes),
  encodeWsq: ({ image, options }: { readonly image: GrayImage; readonly options: WsqOptions }) =>
    encodeWsq(image, options),
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
