import type { DecodeJp2, EncodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import type { ReadCodes } from "../../pipelines/codec/read-codes.ts";
import type { WsqOptions } from "../../pipelines/codec/wsq/encode-wsq.ts";
import type { DocumentAssessment } from "../../pipelines/document/assess-document.ts";
import type { FaceAssessment } from "../../pipelines/face/assess-face.ts";
import type { FingerprintAssessment } from "../../pipelines/fingerprint/assess-fingerprint.ts";
import type { Minutia } from "../../pipelines/fingerprint/extract-minutiae.ts";
import type { MatchResult, PrintTemplate } from "../../pipelines/fingerprint/match-fingerprints.ts";
import type { SlapSegmentation, SlapWish } from "../../pipelines/fingerprint/slap/segment-slap.ts";
import type { IrisAssessment } from "../../pipelines/iris/assess-iris.ts";
import type { SignatureAssessment, SignatureInput } from "../../pipelines/signature/assess-signature.ts";
import type { BackdropColour } from "../kernel/biometric.ts";
import type { GrayImage, PageImage, RgbImage } from "../kernel/image.ts";

/** A face assessment and the picture it is about: shaped where the photo allowed it. */
export type PortraitResult = { readonly image: RgbImage; readonly assessment: FaceAssessment };

/**
 * Every pipeline, wherever it runs. Calls may overlap; each answers for one image.
 * Rejects with BoothError `model.missing` or `model.mismatch` where a model is needed and not there.
 */
export type Pipelines = {
  readonly assessPortrait: (image: RgbImage, backdrop: BackdropColour | null) => Promise<PortraitResult>;
  readonly assessFace: (image: RgbImage, backdrop: BackdropColour | null) => Promise<FaceAssessment>;
  readonly assessFingerprint: (image: GrayImage) => Promise<FingerprintAssessment>;
  /** Finds the fingers of a 4-4-2 capture; each is then assessed by itself. */
  readonly segmentSlap: (image: GrayImage, wish: SlapWish) => Promise<SlapSegmentation>;
  readonly assessIris: (image: GrayImage) => Promise<IrisAssessment>;
  readonly assessSignature: (sample: SignatureInput) => Promise<SignatureAssessment>;
  readonly assessDocument: (page: PageImage) => Promise<DocumentAssessment>;
  readonly readCodes: ReadCodes;
  /** Compares two prints of plain images, each at its own resolution. */
  readonly matchFingers: (probe: GrayImage, reference: GrayImage) => Promise<MatchResult>;
  /** What a print is compared by, from its minutiae in pixels of an image of this resolution. */
  readonly describePrint: (minutiae: readonly Minutia[], resolutionPpi: number) => Promise<PrintTemplate>;
  /** What a print is compared by, from its image. */
  readonly readPrint: (image: GrayImage) => Promise<PrintTemplate>;
  /** Score of one print against each of the others, in their order, 0 to 100. */
  readonly scorePrints: (probe: PrintTemplate, prints: readonly PrintTemplate[]) => Promise<readonly number[]>;
  readonly encodeJp2: EncodeJp2;
  readonly decodeJp2: DecodeJp2;
  readonly encodeWsq: (image: GrayImage, options: WsqOptions) => Promise<Uint8Array>;
  /** SHA-256 of every model, by name. */
  readonly modelHashes: () => Promise<Readonly<Record<string, string>>>;
  /** Loads what the first call would otherwise wait for. */
  readonly warmUp: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type PipelineLimits = {
  readonly fingerprintScoreMin: number;
  readonly irisScoreMin: number;
};
