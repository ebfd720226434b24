import type { PortraitIris } from "../../pipelines/face/measure-irises.ts";
import type { Minutia } from "../../pipelines/fingerprint/extract-minutiae.ts";
import type { ExceptionReason, Eye, FacePoint, FingerPosition, Modality, SignatureInk } from "../kernel/biometric.ts";
import type { Provenance } from "../kernel/device.ts";
import type { Circle, Point, Pose } from "../kernel/geometry.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import type { PortraitEye } from "./portrait-eye.ts";

/** What every accepted capture says of itself. */
export type CaptureFacts = {
  /** UTC ISO 8601. */
  readonly capturedAt: string;
  readonly provenance: Provenance;
  /** 0 to 100 on the modality's own scale. */
  readonly score: number;
  readonly attempts: number;
  /** Named figures of the pipeline, finite. */
  readonly measures: Readonly<Record<string, number>>;
  /** Empty when the capture passed its limits. */
  readonly reasons: readonly string[];
  /** Set when two people accepted it below its limit, or under an exception, as a line for a signature. */
  readonly exception: CaptureException | null;
};

export type CaptureException = {
  readonly reason: string;
  readonly operatorId: string;
  readonly secondPersonId: string;
};

export type FingerCapture = CaptureFacts & {
  readonly modality: "fingerprint";
  readonly position: FingerPosition;
  /** At its own resolution, ridges dark. */
  readonly image: GrayImage;
  /** Of this very image, in its pixels; null when they were not kept. */
  readonly minutiae: readonly Minutia[] | null;
};
export type FaceCapture = CaptureFacts & {
  readonly modality: "face";
  readonly image: RgbImage;
  readonly pose: Pose;
  /** Eye centres in image pixels: the image-left and the image-right one. */
  readonly eyeCentres: readonly [Point, Point];
  /** Width of the head in pixels. */
  readonly headWidthPx: number;
  /** Empty when they were not kept. */
  readonly points: readonly FacePoint[];
  /** Whether the image is a part of the photo that was taken, whether it was turned upright, and whether it was made smaller. */
  readonly isCut: boolean;
  readonly isTurned: boolean;
  /** Empty when they were not kept. */
  readonly irises: readonly PortraitIris[];
  readonly isReduced: boolean;
};
export type IrisCapture = CaptureFacts & {
  readonly modality: "iris";
  readonly eye: Eye;
  readonly image: GrayImage;
  readonly limbus: Circle;
  readonly pupil: Circle;
};
export type SignatureCapture = CaptureFacts & {
  readonly modality: "signature";
  /** Null when the signature was made on paper. */
  readonly ink: SignatureInk | null;
  /** 300 ppi, dark on light; wider where the pen was pressed. */
  readonly image: GrayImage;
  /** The same picture as one filled SVG path; null when it was not kept. */
  readonly svg: string | null;
};
export type AcceptedCapture = FingerCapture | FaceCapture | IrisCapture | SignatureCapture;

/** A biometric that could not be captured at all. */
export type MissingCapture = {
  readonly modality: Modality;
  /** Finger position, eye, or null for face and signature. */
  readonly position: FingerPosition | Eye | null;
  readonly reason: ExceptionReason;
  readonly operatorId: string;
  readonly secondPersonId: string;
};

export type StepRecord = {
  readonly id: string;
  readonly standardMs: number;
  readonly workingMs: number;
  readonly waitingMs: number;
  readonly openedAt: string;
  /** When somebody first worked on it, or null. */
  readonly takenAt: string | null;
  readonly suspensions: readonly { readonly suspendedAt: string; readonly resumedAt: string | null }[];
  /** 2 or more when the step was begun again, as after a return for missing papers. */
  readonly entries: number;
  readonly finishedAt: string;
  readonly finishedBy: string;
};

export type PaperRecord = {
  readonly id: string;
  readonly isOriginalSighted: boolean;
  readonly isCopyKept: boolean;
  /** Set when the visit went on without it. */
  readonly waiver: CaptureException | null;
  /** Each page as PDF, or as JPEG where an earlier version scanned it. */
  readonly pages: readonly Uint8Array[];
};

/** Who confirmed what: a gate of the procedure, passed. */
export type ConfirmationRecord = {
  readonly gate: string;
  readonly by: string;
  readonly at: string;
  /** Set when it was passed against the normal course. */
  readonly decision: { readonly reason: string; readonly secondPersonId: string } | null;
};

/** Another visit of the same day in which somebody had the same finger, and the decision to go on. */
export type DuplicateRecord = {
  readonly position: FingerPosition;
  readonly visitId: string;
  readonly score: number;
  readonly decision: CaptureException;
};

/** Everything one visit has to say, ready to become an archive. Nothing in it depends on how it was captured. */
export type PackageContent = {
  readonly visitId: string;
  readonly service: string;
  readonly sopRevision: string;
  readonly boothId: string;
  readonly siteId: string;
  readonly createdAt: string;
  /** Position of this package among all the booth has sealed: 1, 2, 3 … */
  readonly sequence: number;
  /** Package id of the one before, or null for the booth's first. */
  readonly previousPackageId: string | null;
  readonly journalHead: { readonly sequence: number; readonly hash: string };
  /** Field names as in the population register, e.g. `nik`, `namaLengkap`. */
  readonly biodata: Readonly<Record<string, string>>;
  readonly steps: readonly StepRecord[];
  readonly captures: readonly AcceptedCapture[];
  readonly missing: readonly MissingCapture[];
  /** Eyes that stand in where an iris is missing, and why others do not. Empty where the office wants none. */
  readonly portraitEyes: readonly PortraitEye[];
  readonly papers: readonly PaperRecord[];
  readonly confirmations: readonly ConfirmationRecord[];
  readonly duplicates: readonly DuplicateRecord[];
  /** Rendered letters, e.g. `surat-hasil-perekaman`. */
  readonly letters: readonly { readonly id: string; readonly pdf: Uint8Array }[];
  /** Register number of a letter service, or null. */
  readonly registerNumber: string | null;
  readonly software: { readonly name: string; readonly version: string };
  /** Model name to SHA-256. */
  readonly models: Readonly<Record<string, string>>;
  /** Limits that the office had set instead of the shipped ones, by modality and name. */
  readonly captureLimits?: Readonly<Record<string, Readonly<Record<string, number>>>>;
};
