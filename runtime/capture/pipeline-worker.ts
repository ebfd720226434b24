import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { decodeJp2, encodeJp2, type Jp2Image } from "../../pipelines/codec/jp2-codec.ts";
import { createCodeReader } from "../../pipelines/codec/read-codes.ts";
import { encodeWsq, type WsqOptions } from "../../pipelines/codec/wsq/encode-wsq.ts";
import { assessDocument } from "../../pipelines/document/assess-document.ts";
import { preparePrint } from "../../pipelines/document/prepare-print.ts";
import { shapePage } from "../../pipelines/document/shape-page.ts";
import { assessFace, type FaceRequest } from "../../pipelines/face/assess-face.ts";
import { defaultGuidanceLimits, guideFace, type LiveFrame } from "../../pipelines/face/guidance/guide-face.ts";
import { takePortrait } from "../../pipelines/face/take-portrait.ts";
import {
  assessFingerprint,
  defaultFingerprintLimits,
  type FingerprintWish,
} from "../../pipelines/fingerprint/assess-fingerprint.ts";
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
import { assessIris, type IrisWish } from "../../pipelines/iris/assess-iris.ts";
import { assessSignature, type SignatureInput } from "../../pipelines/signature/assess-signature.ts";
import { settleLimits } from "../config/capture-limits-config.ts";
import { loadFaceModels } from "../inference/load-face-models.ts";
import { loadFingerprintModels } from "../inference/load-fingerprint-models.ts";
import { BoothError, type FailureCode, type FailureDetail } from "../kernel/errors.ts";
import type { GrayImage, PageImage, RgbImage } from "../kernel/image.ts";
import { memoryOf } from "./hand-over.ts";
import type { PipelineLimits, SignatureWish } from "./pipelines.ts";

/** What the pool tells each worker at its start. */
export type WorkerSetup = { readonly modelsDir: string; readonly limits: PipelineLimits };

const { modelsDir, limits } = workerData as WorkerSetup;
const own = settleLimits(limits.limits ?? {});
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

type FaceTask = { readonly image: RgbImage; readonly request: FaceRequest };

const assess = async ({ image, request }: FaceTask) => assessFace(image, await needFaceModels(), request, own.face);

type GuidanceTask = { readonly frame: LiveFrame; readonly request: FaceRequest };

const handlers = {
  warmUp: async (_: null) => {
    await needFingerprintModels();
    await needFaceModels();
  },
  modelHashes: async (_: null) => ({ ...(await needFaceModels()).hashes, ...(await needFingerprintModels()).hashes }),
  assessFace: assess,
  guideFace: async ({ frame, request }: GuidanceTask) => ({
    ...(await guideFace(frame, await needFaceModels(), request, { ...defaultGuidanceLimits, ...own.face })),
    image: frame.image,
  }),
  assessPortrait: async ({ image, request }: FaceTask) =>
    takePortrait(image, await needFaceModels(), request, own.face),
  assessFingerprint: async ({
    image,
    wish,
  }: {
    readonly image: GrayImage;
    readonly wish: FingerprintWish | undefined;
  }) => {
    const ofPrint = { ...defaultFingerprintLimits, scoreMin: limits.fingerprintScoreMin };
    return assessFingerprint(image, await needFingerprintModels(), ofPrint, wish);
  },
  segmentSlap: ({ image, wish }: { readonly image: GrayImage; readonly wish: SlapWish }) =>
    segmentSlap(image, wish, defaultSlapLimits),
  assessIris: ({ image, wish }: { readonly image: GrayImage; readonly wish: IrisWish | undefined }) => ({
    image,
    assessment: assessIris(image, { ...own.iris, scoreMin: limits.irisScoreMin }, wish),
  }),
  assessSignature: ({ sample, wish }: { readonly sample: SignatureInput; readonly wish: SignatureWish | undefined }) =>
    assessSignature(sample, { ...own.signature, ...wish }),
  readCodes: async (page: PageImage) => ({ page, codes: await (await needCodeReader())(page) }),
  assessDocument: (page: PageImage) => assessDocument(page, own.document),
  shapePage: (page: PageImage) => shapePage(page, own.document),
  preparePrint: ({ page, isFlipped }: { readonly page: PageImage; readonly isFlipped: boolean }) => ({
    page,
    ...preparePrint(page, isFlipped),
  }),
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
    const value = await (handlers[name] as (task: typeof input) => unknown)(input);
    return handBack({ isDone: true, value }, (handedBack[name] as PicturesIn<typeof value> | undefined)?.(value) ?? []);
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    return { isDone: false, code: error.code, detail: error.detail };
  }
}

type Picture = { readonly pixels: Uint8Array };
type PicturesIn<Value> = (value: Value) => readonly Picture[];

/** Pictures and files in the answers that nobody here needs any more; one that the worker keeps for itself must not be named. */
const handedBack: {
  readonly [K in keyof PipelineHandlers]?: PicturesIn<Awaited<ReturnType<PipelineHandlers[K]>>>;
} = {
  guideFace: ({ image }) => [image],
  assessPortrait: ({ image }) => [image],
  assessIris: ({ image }) => [image],
  assessSignature: ({ image }) => [image],
  shapePage: ({ image }) => [image],
  readCodes: ({ page }) => [page],
  preparePrint: ({ page, pgm }) => [page, { pixels: pgm }],
  encodeJp2: (bytes) => [{ pixels: bytes }],
  decodeJp2: (image) => [image],
  encodeWsq: (bytes) => [{ pixels: bytes }],
};

/** Lets the pictures of an answer move to the other thread with it. */
function handBack(answer: PipelineAnswer, pictures: readonly Picture[]): PipelineAnswer {
  if (pictures.length === 0) return answer;
  return move({ [transferableSymbol]: memoryOf(...pictures), [valueSymbol]: answer }) as unknown as PipelineAnswer;
}
