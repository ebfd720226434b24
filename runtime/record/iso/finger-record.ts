import type { ByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { fromLatin, joinBytes, latin, u8, u16, u32 } from "../../../pipelines/codec/byte-parts.ts";
import { refusalCodes } from "../../../pipelines/fingerprint/refusal-codes.ts";
import { type FingerPosition, fingerPositions } from "../../kernel/biometric.ts";
import type { FingerCapture } from "../package-content.ts";
import { simulatedMark } from "../simulated-mark.ts";
import { type ImageSize, readLosslessImage, readOneOf, readTimes, readWsqImage } from "./record-parts.ts";
import {
  openSingleRecord,
  type QualityBlock,
  readRepresentationHeader,
  type SingleRecord,
  writeSingleRecord,
} from "./representation-header.ts";

/** A finger's image, encoded: a JP2 file or a WSQ file. */
export type FingerImage = { readonly compression: "jpeg-2000-lossless" | "wsq"; readonly bytes: Uint8Array };

/** What a finger image record of one plain finger says. */
export type FingerRecord = {
  readonly capturedAt: string | null;
  readonly position: FingerPosition;
  /** ISO/IEC 19794-4:2011 impression type: 0 live plain, 29 unknown. */
  readonly impressionType: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly resolutionPpi: number;
  readonly quality: readonly QualityBlock[];
  readonly compression: FingerImage["compression"];
  /** A JP2 or WSQ file; a view into the record. */
  readonly image: Uint8Array;
  /** Comment blocks of the record, then comment markers of the image. */
  readonly comments: readonly string[];
};

type FingerFacts = Pick<FingerCapture, "capturedAt" | "provenance" | "position" | "image"> &
  // A device that scores nothing has none, and its record claims none.
  Partial<Pick<FingerCapture, "score" | "reasons">>;

const record: SingleRecord = { format: "ISO/IEC 19794-4:2011", mark: "FIR", version: "020", subject: "finger" };
const pixelsPerInch = 1;
const compressionCodes = { wsq: 2, "jpeg-2000-lossless": 5 } as const;
const bitDepth = 8;
const impressionLivePlain = 0;
const impressionUnknown = 29;
const impressionTypes = [...Array.from({ length: 16 }, (_, type) => type), 24, 28, 29];
const deviceTechnologyMax = 20;
/**
 * What IBIA's registry keeps for whoever is not in it: vendor unknown, algorithm unknown. The booth's score is aligned to NFIQ 2,
 * but the identifiers of NFIQ 2 (0101/0039 and its elders) would say that NFIQ 2 itself had spoken.
 */
const unregistered = { vendorId: 0x0103, algorithmId: 0x0001 } as const;
const scoreFailed = 255;
const commentBlock = { first: 3, last: 0xff } as const;

/**
 * One finger in one record, WSQ or JPEG 2000 lossless. The device is written as unknown: no registered vendor stands behind it.
 * The score stands in a quality block of an unregistered algorithm. A simulated finger claims no live impression and carries
 * a comment block that says so.
 */
export function writeFingerRecord(
  { capturedAt, provenance, position, image, score, reasons }: FingerFacts,
  { compression, bytes }: FingerImage,
): Uint8Array {
  const mark = simulatedMark(provenance);
  const ppi = u16(Math.round(image.resolutionPpi));
  return writeSingleRecord(record, {
    flags: [u8(0), u8(1)],
    capturedAt,
    technology: 0,
    quality: score === undefined ? [] : [{ score: encodeScore(score, reasons ?? []), ...unregistered }],
    fields: [
      u8(position),
      u8(0),
      u8(pixelsPerInch),
      joinBytes([ppi, ppi, ppi, ppi]),
      u8(bitDepth),
      u8(compressionCodes[compression]),
      u8(mark === null ? impressionLivePlain : impressionUnknown),
      u16(image.widthPx),
      u16(image.heightPx),
      u32(bytes.length),
      bytes,
      mark === null ? new Uint8Array(0) : extendedComment(mark),
    ],
  });
}

/**
 * Reads a record of exactly one finger with a WSQ or a lossless JPEG 2000 image, and nothing laxer than the standard's table.
 * @throws BoothError `record.invalid` with the offset of what is wrong
 */
export function readFingerRecord(bytes: Uint8Array): FingerRecord {
  const cursor = openSingleRecord(record, bytes);
  const isCertified = readOneOf(cursor, [0, 1], "certification flag") === 1;
  if (cursor.u8("number of positions") !== 1) cursor.fail("more or fewer than one position");
  const { capturedAt, quality } = readRepresentationHeader(cursor, readTechnology);
  if (isCertified) readTimes(cursor.u8("number of certification blocks"), () => cursor.take(3, "certification"));

  const position = readOneOf(cursor, fingerPositions, "finger position");
  if (cursor.u8("representation number") > 15) cursor.fail("a representation number beyond 15");
  const resolutionPpi = readResolution(cursor);
  if (cursor.u8("bit depth") !== bitDepth) cursor.fail("a bit depth other than 8");
  const compression = readCompression(cursor);
  const impressionType = readOneOf(cursor, impressionTypes, "impression type");
  const [widthPx, heightPx] = [cursor.u16("width"), cursor.u16("height")];
  const { image, inner } = readFingerImage(cursor, compression, { widthPx, heightPx });
  const comments = [...readExtendedComments(cursor), ...inner.comments];
  const size = { widthPx, heightPx, resolutionPpi };
  return { capturedAt, position, impressionType, ...size, quality, compression, image, comments };
}

function readCompression(cursor: ByteCursor): FingerImage["compression"] {
  const code = cursor.u8("compression");
  if (code === compressionCodes.wsq) return "wsq";
  if (code === compressionCodes["jpeg-2000-lossless"]) return "jpeg-2000-lossless";
  return cursor.fail("a compression other than WSQ and JPEG 2000 lossless");
}

function readFingerImage(cursor: ByteCursor, compression: FingerImage["compression"], size: ImageSize) {
  if (compression === "wsq") return readWsqImage(cursor, size);
  const { image, jp2 } = readLosslessImage(cursor, { ...size, channels: 1 });
  return { image, inner: jp2 };
}

function encodeScore(score: number, reasons: readonly string[]): number {
  const isRefused = score === 0 && reasons.some((reason) => refusalCodes.has(reason));
  return isRefused ? scoreFailed : Math.round(Math.min(100, Math.max(0, score)));
}

function readTechnology(cursor: ByteCursor): void {
  if (cursor.u8("device technology") > deviceTechnologyMax) cursor.fail("an unknown device technology");
}

function readResolution(cursor: ByteCursor): number {
  if (cursor.u8("scale units") !== pixelsPerInch) cursor.fail("a scale other than pixels an inch");
  const [scanAcross, scanDown] = [cursor.u16("scan rate across"), cursor.u16("scan rate down")];
  const [across, down] = [cursor.u16("image rate across"), cursor.u16("image rate down")];
  if (across !== down || across === 0) cursor.fail("an image rate that differs across and down, or is 0");
  if (across > scanAcross || down > scanDown) cursor.fail("an image rate above the scan rate");
  return across;
}

/** Extended data block: identification, length with these 4 bytes, data (ISO/IEC 19794-4:2011, extended data). */
function extendedComment(text: string): Uint8Array {
  return joinBytes([u16(commentBlock.first), u16(4 + text.length), latin(text)]);
}

function readExtendedComments(cursor: ByteCursor): readonly string[] {
  const comments: string[] = [];
  while (cursor.remaining() > 0) {
    const id = cursor.u16("extended data id");
    const lengthBytes = cursor.u16("extended data length");
    if (id === 0 || lengthBytes < 4) cursor.fail("an extended data block without id or shorter than its header");
    const data = cursor.take(lengthBytes - 4, "extended data");
    if (id >= commentBlock.first && id <= commentBlock.last) comments.push(fromLatin(data));
  }
  return comments;
}
