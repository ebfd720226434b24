import { z } from "zod";
import { exceptionReasons, eyes, fingerPositions } from "../kernel/biometric.ts";
import { portraitEyeCodes } from "./portrait-eye.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits");
const instant = z.iso.datetime();
const identifier = z.string().min(1).max(128);
const durationMs = z.number().nonnegative();
/** Names inside the archive: no way up, no absolute path, no surprise on any file system. */
export const fileName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)?\.[a-z0-9]{2,4}$/)
  .max(120);

const provenance = z.strictObject({
  driver: identifier,
  model: z.string().max(128),
  serial: z.string().max(128),
  firmware: z.string().max(128),
  // Packages sealed by a version before these three existed are still read.
  hardwareId: z.string().max(128).nullable().default(null),
  nativePpi: z.number().positive().nullable().default(null),
  bitDepth: z.int().positive().nullable().default(null),
  isCertified: z.boolean(),
  isSimulated: z.boolean(),
});

/** In the operator's own words, as long as the visit lets them be. */
const reasonText = z.string().min(1).max(300);
const captureException = z.strictObject({ reason: reasonText, operatorId: identifier, secondPersonId: identifier });

const captureFacts = {
  files: z.array(fileName).min(1),
  capturedAt: instant,
  provenance,
  score: z.number().min(0).max(100),
  attempts: z.int().min(1),
  measures: z.record(z.string(), z.number()),
  reasons: z.array(z.string()),
  exception: captureException.nullable(),
};

const point = z.strictObject({ x: z.number(), y: z.number() });
const circle = z.strictObject({ x: z.number(), y: z.number(), radius: z.number() });
const pose = z.strictObject({ yawDeg: z.number(), pitchDeg: z.number(), rollDeg: z.number() });

/** Without it a finger's image is lossless JPEG 2000, and nobody wanted it otherwise. */
const fingerCompression = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("wsq"), bitsPerPixel: z.number().positive() }),
  z.strictObject({ kind: z.literal("jpeg-2000-lossless"), insteadOfWsq: z.enum(["resolution", "size"]) }),
]);

/** Without it an iris image is the whole frame, and nobody wanted it otherwise. Circles are always in the image's pixels. */
const irisFraming = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("cropped") }),
  z.strictObject({ kind: z.literal("uncropped"), insteadOfCropped: z.literal("margins") }),
]);

const capture = z.discriminatedUnion("modality", [
  z.strictObject({
    modality: z.literal("fingerprint"),
    position: z.literal(fingerPositions),
    ...captureFacts,
    compression: z.exactOptional(fingerCompression),
  }),
  z.strictObject({
    modality: z.literal("face"),
    position: z.null(),
    ...captureFacts,
    pose,
    eyeCentres: z.tuple([point, point]),
    headWidthPx: z.number(),
    /** Without it the portrait is lossless. */
    compression: z.exactOptional(z.strictObject({ kind: z.literal("jpeg-2000-lossy") })),
  }),
  z.strictObject({
    modality: z.literal("iris"),
    position: z.enum(eyes),
    ...captureFacts,
    limbus: circle,
    pupil: circle,
    framing: z.exactOptional(irisFraming),
  }),
  z.strictObject({ modality: z.literal("signature"), position: z.null(), ...captureFacts }),
]);

/** An eye whose iris is missing, as the portrait shows it: an image in visible light, and no capture. */
const portraitEye = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("kept"),
    eye: z.enum(eyes),
    light: z.literal("visible"),
    source: z.literal("portrait"),
    file: fileName,
    /** In pixels of the file's image. */
    iris: circle,
    /** Where the image's top left pixel is in the portrait. */
    origin: point,
  }),
  z.strictObject({
    kind: z.literal("not-kept"),
    eye: z.enum(eyes),
    reason: z.strictObject({ code: z.enum(portraitEyeCodes), value: z.number(), limit: z.number() }),
  }),
]);

const missing = z.strictObject({
  modality: z.enum(["face", "fingerprint", "signature", "iris"]),
  position: z.union([z.literal(fingerPositions), z.enum(eyes), z.null()]),
  reason: z.enum(exceptionReasons),
  operatorId: identifier,
  secondPersonId: identifier,
});

const step = z.strictObject({
  id: identifier,
  standardMs: durationMs,
  workingMs: durationMs,
  waitingMs: durationMs,
  openedAt: instant,
  takenAt: instant.nullable(),
  suspensions: z.array(z.strictObject({ suspendedAt: instant, resumedAt: instant.nullable() })),
  entries: z.int().min(1),
  finishedAt: instant,
  finishedBy: identifier,
});

/**
 * What a package says of itself, the first file of its archive. It cannot name its own package id, which is the hash of
 * the sealed bytes around it; visit, booth and sequence name it inside, and the next package names its id.
 */
export const manifestSchema = z.strictObject({
  format: z.literal("bilik-package"),
  version: z.literal(1),
  visitId: identifier,
  service: identifier,
  sopRevision: identifier,
  boothId: identifier,
  siteId: identifier,
  createdAt: instant,
  sequence: z.int().min(1),
  previousPackageId: sha256.nullable(),
  journalHead: z.strictObject({ sequence: z.int().nonnegative(), hash: z.string().max(128) }),
  /** True when any capture is: such a package enrols nobody. */
  isSimulated: z.boolean(),
  biodata: z.record(z.string(), z.string()),
  steps: z.array(step),
  captures: z.array(capture),
  missing: z.array(missing),
  /** Absent where no iris is missing or the office wants none. */
  portraitEyes: z.exactOptional(z.array(portraitEye).min(1).max(eyes.length)),
  papers: z.array(
    z.strictObject({
      id: identifier,
      isOriginalSighted: z.boolean(),
      isCopyKept: z.boolean(),
      waiver: captureException.nullable(),
      files: z.array(fileName),
    }),
  ),
  confirmations: z.array(
    z.strictObject({
      gate: identifier,
      by: identifier,
      at: instant,
      decision: z.strictObject({ reason: reasonText, secondPersonId: identifier }).nullable(),
    }),
  ),
  /** Other visits of the day in which somebody had the same finger, and who let this one go on. Absent when none was. */
  duplicates: z
    .array(
      z.strictObject({
        position: z.literal(fingerPositions),
        visitId: identifier,
        score: z.number().min(0).max(100),
        decision: captureException,
      }),
    )
    .min(1)
    .optional(),
  letters: z.array(z.strictObject({ id: identifier, file: fileName })),
  registerNumber: z.string().max(128).nullable(),
  software: z.strictObject({ name: identifier, version: identifier }),
  models: z.record(z.string(), sha256),
  /** Limits of single measures that the office had set instead of the shipped ones, by modality. Absent when it had none. */
  captureLimits: z.exactOptional(z.record(z.string(), z.record(z.string(), z.number()))),
  /** Every other file of the archive, in its order. */
  files: z.array(z.strictObject({ name: fileName, lengthBytes: z.int().nonnegative(), sha256 })),
});

export type Manifest = Readonly<z.output<typeof manifestSchema>>;
export type ManifestCapture = Manifest["captures"][number];
export type ManifestPortraitEye = z.output<typeof portraitEye>;
export type ManifestFraming = z.output<typeof irisFraming>;
