import type { DecodeJp2, EncodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import type { ReadCodes } from "../../pipelines/codec/read-codes.ts";
import type { WsqOptions } from "../../pipelines/codec/wsq/encode-wsq.ts";
import type { DocumentAssessment } from "../../pipelines/document/assess-document.ts";
import type { ShapedPage } from "../../pipelines/document/shape-page.ts";
import type { FaceAssessment } from "../../pipelines/face/assess-face.ts";
import type { GuidedFace, LiveFrame } from "../../pipelines/face/guidance/guide-face.ts";
import type { Portrait } from "../../pipelines/face/take-portrait.ts";
import type { FingerprintAssessment, FingerprintWish } from "../../pipelines/fingerprint/assess-fingerprint.ts";
import type { Minutia } from "../../pipelines/fingerprint/extract-minutiae.ts";
import type { MatchResult, PrintTemplate } from "../../pipelines/fingerprint/match-fingerprints.ts";
import type { SlapSegmentation, SlapWish } from "../../pipelines/fingerprint/slap/segment-slap.ts";
import type { IrisAssessment, IrisWish } from "../../pipelines/iris/assess-iris.ts";
import type {
  SignatureAssessment,
  SignatureInput,
  SignatureLimits,
} from "../../pipelines/signature/assess-signature.ts";
import type { CaptureLimits } from "../config/capture-limits-config.ts";
import type { BackdropColour } from "../kernel/biometric.ts";
import type { ColourGains } from "../kernel/colour-gains.ts";
import type { GrayImage, PageImage, RgbImage } from "../kernel/image.ts";
import type { NumbersRead } from "./read-numbers.ts";

/**
 * Every pipeline, wherever it runs. Calls may overlap; each answers for one image. What is handed over may be gone for the
 * caller from the call on: it is moved to where the work is done, where it has its memory to itself.
 * Rejects with BoothError `model.missing` or `model.mismatch` where a model is needed and not there.
 */
export type Pipelines = {
  /**
   * What is to be said of one live frame, in a single pass. The frame is handed over, its pixels being gone meanwhile, and
   * comes back as `image`.
   */
  readonly guideFace: (
    frame: LiveFrame,
    backdrop: BackdropColour | null,
    colourGains?: ColourGains | null,
  ) => Promise<GuidedFace & { readonly image: RgbImage }>;
  /** Cuts a photo to the portrait and assesses that. The photo is handed over: its pixels are gone afterwards. */
  readonly assessPortrait: (
    image: RgbImage,
    backdrop: BackdropColour | null,
    colourGains?: ColourGains | null,
  ) => Promise<Portrait>;
  /** The photo is handed over. */
  readonly assessFace: (image: RgbImage, backdrop: BackdropColour | null) => Promise<FaceAssessment>;
  readonly assessFingerprint: (image: GrayImage, wish?: FingerprintWish) => Promise<FingerprintAssessment>;
  /** Finds the fingers of a 4-4-2 capture; each is then assessed by itself. */
  readonly segmentSlap: (image: GrayImage, wish: SlapWish) => Promise<SlapSegmentation>;
  /**
   * `wish` matters where the frame shows both eyes; without it the right one is judged. The frame is handed over, its pixels
   * being gone meanwhile, and comes back as `image`.
   */
  readonly assessIris: (image: GrayImage, wish?: IrisWish) => Promise<SeenIris>;
  /** Without a `wish`, by the ordinary limits. */
  readonly assessSignature: (sample: SignatureInput, wish?: SignatureWish) => Promise<SignatureAssessment>;
  /** The page is handed over. */
  readonly assessDocument: (page: PageImage) => Promise<DocumentAssessment>;
  /** Judges a paper and draws it flat, cut to the sheet where its edges are to be seen. The page is handed over. */
  readonly shapePage: (page: PageImage) => Promise<ShapedPage>;
  /** The page is handed over. */
  readonly readCodes: ReadCodes;
  /**
   * NIK and card numbers in print and codes; takes seconds, in a thread of its own. The page is handed over.
   * Rejects with BoothError `reading.timeout` or `reading.failed`
   */
  readonly readNumbers: (page: PageImage) => Promise<NumbersRead>;
  /** Compares two prints of plain images, each at its own resolution. Both are handed over. */
  readonly matchFingers: (probe: GrayImage, reference: GrayImage) => Promise<MatchResult>;
  /** What a print is compared by, from its minutiae in pixels of an image of this resolution. */
  readonly describePrint: (minutiae: readonly Minutia[], resolutionPpi: number) => Promise<PrintTemplate>;
  /** What a print is compared by, from its image, which is handed over. */
  readonly readPrint: (image: GrayImage) => Promise<PrintTemplate>;
  /** Score of one print against each of the others, in their order, 0 to 100. */
  readonly scorePrints: (probe: PrintTemplate, prints: readonly PrintTemplate[]) => Promise<readonly number[]>;
  /** The image is handed over, also to `encodeWsq`. */
  readonly encodeJp2: EncodeJp2;
  readonly decodeJp2: DecodeJp2;
  readonly encodeWsq: (image: GrayImage, options: WsqOptions) => Promise<Uint8Array>;
  /** SHA-256 of every model, by name. */
  readonly modelHashes: () => Promise<Readonly<Record<string, string>>>;
  /** Loads what the first call would otherwise wait for. */
  readonly warmUp: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Where an officer's exception has it, a bare line stands for a signature. */
export type SignatureWish = Pick<SignatureLimits, "isLineAllowed">;

export type SeenIris = { readonly image: GrayImage; readonly assessment: IrisAssessment };

export type PipelineLimits = {
  readonly fingerprintScoreMin: number;
  readonly irisScoreMin: number;
  /** An office's own limits of single measures; without them the shipped ones. */
  readonly limits?: CaptureLimits;
};
