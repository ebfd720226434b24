import type { Jp2Image } from "../../pipelines/codec/jp2-codec.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import type { ArchiveFile } from "./archive.ts";
import { chooseFingerCompression, type FingerCompression } from "./choose-finger-compression.ts";
import type { ImageEncoding } from "./image-encoding.ts";
import { writeFaceRecord } from "./iso/face-record.ts";
import { writeFingerRecord } from "./iso/finger-record.ts";
import { writeIrisRecord } from "./iso/iris-record.ts";
import { canRecordMinutiae, writeMinutiaeRecord } from "./iso/minutiae-record.ts";
import { writeSignatureRecord } from "./iso/signature-record.ts";
import type { AcceptedCapture, FingerCapture, SignatureCapture } from "./package-content.ts";
import { packageFileName } from "./package-files.ts";
import { simulatedMark } from "./simulated-mark.ts";

/** What one capture becomes. */
export type CaptureFiles = {
  readonly files: readonly ArchiveFile[];
  /** Of a finger's image; null for what is always lossless. */
  readonly compression: FingerCompression | null;
};

/**
 * The standard record of one capture; for a finger also that of its minutiae; for a signature also its image and, from a
 * pad, the points as they were captured.
 * @throws BoothError `codec.invalid` when the image does not fit its stated size
 */
export async function writeCaptureFiles(capture: AcceptedCapture, encoding: ImageEncoding): Promise<CaptureFiles> {
  if (capture.modality === "fingerprint") return writeFinger(capture, encoding);
  const jp2 = await encoding.encodeJp2(toJp2Image(capture.image, simulatedMark(capture.provenance)));
  switch (capture.modality) {
    case "face":
      return lossless([{ name: packageFileName.face, bytes: writeFaceRecord(capture, jp2) }]);
    case "iris":
      return lossless([{ name: packageFileName.iris(capture.eye), bytes: writeIrisRecord(capture, jp2) }]);
    case "signature":
      return lossless([...writeInk(capture), { name: packageFileName.signatureImage, bytes: jp2 }]);
    default:
      return capture satisfies never;
  }
}

function lossless(files: readonly ArchiveFile[]): CaptureFiles {
  return { files, compression: null };
}

async function writeFinger(capture: FingerCapture, encoding: ImageEncoding): Promise<CaptureFiles> {
  const { image, position } = capture;
  const comment = simulatedMark(capture.provenance);
  const compression = chooseFingerCompression(encoding.fingerImages, image);
  const bytes =
    compression.kind === "wsq"
      ? await encoding.encodeWsq(image, { bitsPerPixel: compression.bitsPerPixel, comment })
      : await encoding.encodeJp2(toJp2Image(image, comment));
  const record = writeFingerRecord(capture, { compression: compression.kind, bytes });
  const files = [{ name: packageFileName.finger(position), bytes: record }, ...writeMinutiae(capture)];
  return { files, compression };
}

/** Of the image as it was scored, before any compression. A print in which no minutia was found has no record of them. */
function writeMinutiae(capture: FingerCapture): readonly ArchiveFile[] {
  if (!canRecordMinutiae(capture)) return [];
  return [{ name: packageFileName.minutiae(capture.position), bytes: writeMinutiaeRecord(capture) }];
}

/** The time series is rounded to the standard's scale; the points beside it are not. */
function writeInk({ ink, provenance }: SignatureCapture): readonly ArchiveFile[] {
  if (ink === null) return [];
  return [
    { name: packageFileName.signature, bytes: writeSignatureRecord(ink, provenance) },
    { name: packageFileName.signatureInk, bytes: new TextEncoder().encode(canonicalJson(ink)) },
  ];
}

function toJp2Image(image: GrayImage | RgbImage, comment: string | null): Jp2Image {
  const { widthPx, heightPx, pixels } = image;
  if (!("resolutionPpi" in image)) return { widthPx, heightPx, channels: 3, pixels, resolutionPpi: null, comment };
  const resolutionPpi = image.resolutionPpi > 0 ? image.resolutionPpi : null;
  return { widthPx, heightPx, channels: 1, pixels, resolutionPpi, comment };
}
