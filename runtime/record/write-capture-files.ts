import type { Jp2Image } from "../../pipelines/codec/jp2-codec.ts";
import { cleanInk } from "../../pipelines/signature/clean-ink.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import type { ArchiveFile } from "./archive.ts";
import { chooseFingerCompression, type FingerCompression } from "./choose-finger-compression.ts";
import type { FramedCapture } from "./frame-iris.ts";
import type { ImageEncoding } from "./image-encoding.ts";
import { writeFaceRecord } from "./iso/face-record.ts";
import { writeFingerRecord } from "./iso/finger-record.ts";
import { writeIrisRecord } from "./iso/iris-record.ts";
import { canRecordMinutiae, writeMinutiaeRecord } from "./iso/minutiae-record.ts";
import { writeSignatureRecord } from "./iso/signature-record.ts";
import type { FaceCapture, FingerCapture, SignatureCapture } from "./package-content.ts";
import { packageFileName } from "./package-files.ts";
import { compressionOf } from "./portrait-compression.ts";
import { portraitResolution } from "./portrait-resolution.ts";
import { writeSignatureSvg } from "./signature-svg.ts";
import { simulatedMark } from "./simulated-mark.ts";

/** What one capture becomes. */
export type CaptureFiles = {
  readonly files: readonly ArchiveFile[];
  /** Of a finger's image or a portrait; null for what is always lossless. */
  readonly compression: CaptureCompression | null;
};

export type CaptureCompression = FingerCompression | { readonly kind: "jpeg-2000-lossy" };

/**
 * The standard record of one capture; for a finger also that of its minutiae; for a signature also its image, its outline
 * and, from a pad, the points as they were captured.
 * @throws BoothError `codec.invalid` when the image does not fit its stated size
 */
export async function writeCaptureFiles(capture: FramedCapture, encoding: ImageEncoding): Promise<CaptureFiles> {
  if (capture.modality === "fingerprint") return writeFinger(capture, encoding);
  if (capture.modality === "face") return writePortrait(capture, encoding);
  const jp2 = await encoding.encodeJp2(toJp2Image(capture.image, simulatedMark(capture.provenance)));
  switch (capture.modality) {
    case "iris":
      return lossless([{ name: packageFileName.iris(capture.eye), bytes: writeIrisRecord(capture, jp2) }]);
    case "signature":
      return lossless([
        ...writeInk(capture),
        { name: packageFileName.signatureImage, bytes: jp2 },
        ...writeOutline(capture),
      ]);
    default:
      return capture satisfies never;
  }
}

function lossless(files: readonly ArchiveFile[]): CaptureFiles {
  return { files, compression: null };
}

async function writePortrait(
  capture: FaceCapture,
  { encodeJp2, portraitLimitBytes }: ImageEncoding,
): Promise<CaptureFiles> {
  const image = toJp2Image(capture.image, simulatedMark(capture.provenance));
  const jp2 = await encodeJp2({
    ...image,
    resolutionPpi: portraitResolution(capture),
    ...(portraitLimitBytes === null ? {} : { limitBytes: portraitLimitBytes }),
  });
  const kind = compressionOf(jp2);
  return {
    files: [{ name: packageFileName.face, bytes: writeFaceRecord(capture, jp2) }],
    compression: kind === "jpeg-2000-lossy" ? { kind } : null,
  };
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

/** The time series says what the pictures show, to the standard's scale; the points beside it are the pad's own, as they came. */
function writeInk({ ink, provenance }: SignatureCapture): readonly ArchiveFile[] {
  if (ink === null) return [];
  return [
    { name: packageFileName.signature, bytes: writeSignatureRecord(cleanInk(ink), provenance) },
    { name: packageFileName.signatureInk, bytes: new TextEncoder().encode(canonicalJson(ink)) },
  ];
}

function writeOutline({ svg, provenance }: SignatureCapture): readonly ArchiveFile[] {
  if (svg === null) return [];
  return [{ name: packageFileName.signatureOutline, bytes: writeSignatureSvg(svg, provenance) }];
}

function toJp2Image(image: GrayImage | RgbImage, comment: string | null): Jp2Image {
  const { widthPx, heightPx, pixels } = image;
  if (!("resolutionPpi" in image)) return { widthPx, heightPx, channels: 3, pixels, resolutionPpi: null, comment };
  const resolutionPpi = image.resolutionPpi > 0 ? image.resolutionPpi : null;
  return { widthPx, heightPx, channels: 1, pixels, resolutionPpi, comment };
}
