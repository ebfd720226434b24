import { decodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { decodeWsq } from "../../pipelines/codec/wsq/decode-wsq.ts";
import { BoothError } from "../kernel/errors.ts";
import { checkPortraitEye, checkStandIns, findPortraitEye } from "./check-portrait-eyes.ts";
import { readFaceRecord } from "./iso/face-record.ts";
import { readFingerRecord } from "./iso/finger-record.ts";
import { type Bracket, type IrisRecord, irisImageType, readIrisRecord } from "./iso/iris-record.ts";
import { minutiaeImpression, readMinutiaeRecord } from "./iso/minutiae-record.ts";
import { readSignatureRecord } from "./iso/signature-record.ts";
import type { Manifest, ManifestCapture } from "./manifest-schema.ts";
import { packageFileName } from "./package-files.ts";
import type { PackageArchive } from "./read-package.ts";
import type { RecordCheck } from "./record-check.ts";
import { readSignatureSvg } from "./signature-svg.ts";
import { hasSimulatedMark } from "./simulated-mark.ts";

/**
 * Looks into every file: records are parsed strictly, their images decoded to the last pixel, and held against what the
 * manifest says of the capture. A problem is an outcome; nothing is thrown for it.
 */
export async function checkRecords({ manifest, files }: PackageArchive): Promise<readonly RecordCheck[]> {
  const bytesOf = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const checks: RecordCheck[] = [];
  for (const name of manifest.files.map((file) => file.name)) {
    const bytes = bytesOf.get(name) ?? new Uint8Array(0);
    const eye = findPortraitEye(manifest, name);
    if (eye === undefined) {
      const capture = manifest.captures.find((each) => each.files.includes(name));
      checks.push(await checkFile(name, bytes, capture));
    } else {
      const portrait = bytesOf.get(packageFileName.face);
      const check = () => checkPortraitEye(eye, bytes, manifest, portrait);
      checks.push({ file: name, what: "JPEG 2000", problem: await problemOf(check) });
    }
  }
  return [...checks, ...checkCoverage(manifest), ...checkStandIns(manifest)];
}

type IrisPlace = Pick<IrisRecord, "imageType" | "centreX" | "centreY" | "diameterPx">;

/** What a record says that the manifest says too. */
type Seen = {
  readonly what: string;
  readonly capturedAt?: string | null;
  readonly position: ManifestCapture["position"];
  readonly compression?: string;
  readonly iris?: IrisPlace;
  /** Whether it says that no person stood before a sensor; null where the file cannot say. */
  readonly isMarked: boolean | null;
};

async function checkFile(file: string, bytes: Uint8Array, capture: ManifestCapture | undefined): Promise<RecordCheck> {
  const extension = file.slice(file.lastIndexOf(".") + 1);
  try {
    const seen = await lookInto(extension, bytes);
    const problem = capture === undefined ? unclaimed(seen) : compare(seen, capture);
    return { file, what: seen.what, problem };
  } catch (error) {
    if (error instanceof BoothError) return { file, what: extension, problem: wordProblem(error) };
    throw error;
  }
}

async function lookInto(extension: string, bytes: Uint8Array): Promise<Seen> {
  switch (extension) {
    case "fir": {
      const record = readFingerRecord(bytes);
      if (record.compression === "wsq") decodeWsq(record.image);
      else await decodeJp2(record.image);
      const { position, compression } = record;
      return { ...seenIn(record), what: "ISO/IEC 19794-4:2011", position, compression };
    }
    case "fmr": {
      const { position, capturedAt, impressionType } = readMinutiaeRecord(bytes);
      const isMarked = impressionType === minutiaeImpression.unknown;
      return { what: "ISO/IEC 19794-2:2011", position, capturedAt, isMarked };
    }
    case "fac": {
      const record = readFaceRecord(bytes);
      await decodeJp2(record.image);
      const { compression } = record;
      return { ...seenIn(record), what: "ISO/IEC 19794-5:2011", position: null, compression };
    }
    case "iir": {
      const record = readIrisRecord(bytes);
      await decodeJp2(record.image);
      return { ...seenIn(record), what: "ISO/IEC 19794-6:2011", position: record.eye, iris: record };
    }
    case "sdi":
      return { what: "ISO/IEC 19794-7:2007", position: null, ...seenIn(readSignatureRecord(bytes)) };
    case "svg":
      return { what: "SVG", position: null, ...seenIn(readSignatureSvg(bytes)) };
    case "jp2":
      return { what: "JPEG 2000", position: null, ...seenIn(await decodeJp2(bytes)) };
    case "jpg":
      return requireStart(bytes, [0xff, 0xd8, 0xff], "JPEG");
    case "pdf":
      return requireStart(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d], "PDF");
    default:
      return { what: extension, position: null, isMarked: null };
  }
}

function seenIn({
  comments,
  capturedAt,
}: {
  readonly comments: readonly string[];
  readonly capturedAt?: string | null;
}): Pick<Seen, "capturedAt" | "isMarked"> {
  return { isMarked: hasSimulatedMark(comments), ...(capturedAt === undefined ? {} : { capturedAt }) };
}

/** Papers and letters are kept as they came: only that they are what their name says is looked at. */
function requireStart(bytes: Uint8Array, start: readonly number[], what: string): Seen {
  const isSo = start.every((byte, index) => bytes[index] === byte);
  if (!isSo) throw new BoothError("codec.invalid", { format: what, problem: "another beginning" });
  return { what, position: null, isMarked: null };
}

function compare(seen: Seen, capture: ManifestCapture): string | null {
  if (seen.position !== capture.position) return `position ${seen.position}, the manifest says ${capture.position}`;
  if (seen.capturedAt !== undefined && seen.capturedAt !== new Date(capture.capturedAt).toISOString()) {
    return `captured at ${seen.capturedAt}, the manifest says ${capture.capturedAt}`;
  }
  if (seen.compression !== undefined && seen.compression !== statedCompression(capture)) {
    return `compressed as ${seen.compression}, the manifest says ${statedCompression(capture)}`;
  }
  const elsewhere = seen.iris === undefined ? null : compareIris(seen.iris, capture);
  if (elsewhere !== null) return elsewhere;
  if (seen.isMarked !== null && seen.isMarked !== capture.provenance.isSimulated) {
    return capture.provenance.isSimulated
      ? "simulated, but not marked so"
      : "marked as simulated, the manifest denies it";
  }
  return null;
}

/** A manifest from before framings were stated says nothing of one. */
function compareIris(iris: IrisPlace, capture: ManifestCapture): string | null {
  if (capture.modality !== "iris") return null;
  const { framing, limbus } = capture;
  if (framing !== undefined && irisImageType[framing.kind] !== iris.imageType) {
    return `an image of type ${iris.imageType}, the manifest says ${framing.kind}`;
  }
  const isThere =
    holds(iris.centreX, limbus.x) && holds(iris.centreY, limbus.y) && holds(iris.diameterPx, 2 * limbus.radius);
  return isThere ? null : "the iris is elsewhere than where the manifest says";
}

function holds({ smallest, largest }: Bracket, value: number): boolean {
  return largest === 0 || (smallest <= value && value <= largest);
}

function statedCompression(capture: ManifestCapture): string {
  return ("compression" in capture ? capture.compression?.kind : undefined) ?? "jpeg-2000-lossless";
}

function unclaimed({ isMarked }: Seen): string | null {
  return isMarked === null ? null : "a record that no capture of the manifest claims";
}

/** Each capture lists the file its modality must have, and nothing is both captured and missing. */
function checkCoverage({ captures, missing }: Manifest): readonly RecordCheck[] {
  return captures.flatMap((capture) => {
    const { modality, position } = capture;
    const file = mainFile(capture);
    const isMissing = missing.some((each) => each.modality === modality && each.position === position);
    const problems = [
      ...(capture.files.includes(file) ? [] : ["the capture has no record"]),
      ...(isMissing ? ["captured, and stated as missing"] : []),
    ];
    return problems.map((problem) => ({ file, what: modality, problem }));
  });
}

function mainFile(capture: ManifestCapture): string {
  switch (capture.modality) {
    case "fingerprint":
      return packageFileName.finger(capture.position);
    case "face":
      return packageFileName.face;
    case "iris":
      return packageFileName.iris(capture.position);
    case "signature":
      return packageFileName.signatureImage;
    default:
      return capture satisfies never;
  }
}

async function problemOf(check: () => Promise<string | null>): Promise<string | null> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof BoothError) return wordProblem(error);
    throw error;
  }
}

function wordProblem({ detail }: BoothError): string {
  return "problem" in detail ? String(detail.problem) : JSON.stringify(detail);
}
