import { mapMeasureQuality } from "../../pipelines/fingerprint/map-measure-quality.ts";
import type { FramedCapture, IrisFraming } from "./frame-iris.ts";
import type { Manifest, ManifestCapture, ManifestFraming } from "./manifest-schema.ts";
import type { PackageContent } from "./package-content.ts";
import type { CaptureCompression } from "./write-capture-files.ts";

/** Nothing where the shipped limits held, so that such a package is as it always was. */
function describeLimits({ captureLimits = {} }: PackageContent): Pick<Manifest, "captureLimits"> {
  const own = Object.entries(captureLimits).filter(([, limits]) => Object.keys(limits).length > 0);
  return own.length === 0
    ? {}
    : { captureLimits: Object.fromEntries(own.map(([name, limits]) => [name, { ...limits }])) };
}

/**
 * The part of the manifest that is about the visit. Members are picked by name: whatever else an object happens to carry
 * stays out of a signed document.
 */
export function describeVisit(
  content: PackageContent,
): Omit<Manifest, "captures" | "portraitEyes" | "papers" | "letters" | "files"> {
  return {
    format: "bilik-package",
    version: 1,
    ...pick(content, ["visitId", "service", "sopRevision", "boothId", "siteId", "createdAt"]),
    ...pick(content, ["sequence", "previousPackageId", "registerNumber"]),
    journalHead: pick(content.journalHead, ["sequence", "hash"]),
    isSimulated: content.captures.some(({ provenance }) => provenance.isSimulated),
    biodata: { ...content.biodata },
    steps: content.steps.map((step) => ({
      ...pick(step, ["id", "standardMs", "workingMs", "waitingMs", "openedAt", "takenAt"]),
      ...pick(step, ["entries", "finishedAt", "finishedBy"]),
      suspensions: step.suspensions.map((each) => pick(each, ["suspendedAt", "resumedAt"])),
    })),
    ...describeLimits(content),
    missing: content.missing.map((each) =>
      pick(each, ["modality", "position", "reason", "operatorId", "secondPersonId"]),
    ),
    confirmations: content.confirmations.map((each) => ({
      ...pick(each, ["gate", "by", "at"]),
      decision: each.decision && pick(each.decision, ["reason", "secondPersonId"]),
    })),
    ...describeDuplicates(content.duplicates),
    software: pick(content.software, ["name", "version"]),
    models: { ...content.models },
  };
}

/** A visit without any leaves the member out, so that its manifest reads as it always has. */
function describeDuplicates(duplicates: PackageContent["duplicates"]): Pick<Manifest, "duplicates"> {
  if (duplicates.length === 0) return {};
  return {
    duplicates: duplicates.map((each) => ({
      ...pick(each, ["position", "visitId", "score"]),
      decision: pick(each.decision, ["reason", "operatorId", "secondPersonId"]),
    })),
  };
}

/**
 * One capture as the manifest tells it, with the geometry that its record has no place for.
 * @param compression of a finger's image or a portrait; null for what is lossless without a word
 */
export function describeCapture(
  capture: FramedCapture,
  files: readonly string[],
  compression: CaptureCompression | null = null,
): ManifestCapture {
  const facts = describeFacts(capture, files);
  switch (capture.modality) {
    case "fingerprint":
      return { ...facts, ...pick(capture, ["modality", "position"]), ...describeFingerCompression(compression) };
    case "face": {
      const [imageLeft, imageRight] = capture.eyeCentres;
      return {
        ...facts,
        ...pick(capture, ["modality", "headWidthPx"]),
        position: null,
        pose: pick(capture.pose, ["yawDeg", "pitchDeg", "rollDeg"]),
        eyeCentres: [pick(imageLeft, ["x", "y"]), pick(imageRight, ["x", "y"])],
        ...(compression?.kind === "jpeg-2000-lossy" ? { compression: pick(compression, ["kind"]) } : {}),
      };
    }
    case "iris":
      return {
        ...facts,
        modality: capture.modality,
        position: capture.eye,
        limbus: pick(capture.limbus, ["x", "y", "radius"]),
        pupil: pick(capture.pupil, ["x", "y", "radius"]),
        ...describeFraming(capture.framing),
      };
    case "signature":
      return { ...facts, modality: capture.modality, position: null };
    default:
      return capture satisfies never;
  }
}

const provenanceKeys = [
  "driver",
  "model",
  "serial",
  "firmware",
  "hardwareId",
  "nativePpi",
  "bitDepth",
  "isCertified",
  "isSimulated",
] as const;

/** Lossless as ever is not worth a word; WSQ is, and so is a finger that was to be WSQ and is not. */
function describeFingerCompression(compression: CaptureCompression | null) {
  if (compression?.kind === "jpeg-2000-lossy") return {};
  if (compression?.kind === "wsq") return { compression: pick(compression, ["kind", "bitsPerPixel"]) };
  const { kind, insteadOfWsq = null } = compression ?? {};
  return kind === undefined || insteadOfWsq === null ? {} : { compression: { kind, insteadOfWsq } };
}

/** A frame as the camera gave it is not worth a word where nobody wanted it otherwise. */
function describeFraming(framing: IrisFraming): { readonly framing?: ManifestFraming } {
  if (framing.kind === "cropped") return { framing: pick(framing, ["kind"]) };
  const { kind, insteadOfCropped } = framing;
  return insteadOfCropped === null ? {} : { framing: { kind, insteadOfCropped } };
}

function describeFacts(capture: FramedCapture, files: readonly string[]) {
  const { provenance, measures, reasons, exception } = capture;
  return {
    files: [...files],
    ...pick(capture, ["capturedAt", "score", "attempts"]),
    provenance: pick(provenance, provenanceKeys),
    measures: capture.modality === "fingerprint" ? { ...measures, ...mapMeasureQuality(measures) } : { ...measures },
    reasons: [...reasons],
    exception: exception === null ? null : pick(exception, ["reason", "operatorId", "secondPersonId"]),
  };
}

function pick<T extends object, const K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) picked[key] = from[key];
  return picked as Pick<T, K>;
}
