import type { ByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { u8, u16, u32 } from "../../../pipelines/codec/byte-parts.ts";
import type { FaceCapture } from "../package-content.ts";
import { readLosslessImage, readOneOf, readTimes } from "./record-parts.ts";
import {
  openSingleRecord,
  type QualityBlock,
  readRepresentationHeader,
  type SingleRecord,
  writeSingleRecord,
} from "./representation-header.ts";

export type FaceLandmark = {
  readonly type: number;
  readonly code: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
};

/** What a face image record of one full frontal portrait says. */
export type FaceRecord = {
  readonly capturedAt: string | null;
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0 (head up to 180 px wide) to 7 (over 750 px). */
  readonly samplingLevel: number;
  readonly landmarks: readonly FaceLandmark[];
  readonly quality: readonly QualityBlock[];
  /** JP2, lossless sRGB; a view into the record. */
  readonly image: Uint8Array;
  /** Comment markers of the image. */
  readonly comments: readonly string[];
};

type FaceFacts = Pick<FaceCapture, "capturedAt" | "provenance" | "image" | "headWidthPx">;

const record: SingleRecord = { format: "ISO/IEC 19794-5:2011", mark: "FAC", version: "030", subject: "portrait" };
const technology = { unknown: 0, staticDigitalCamera: 2 } as const;
const vendorTechnologyMin = 0x80;
const fullFrontal = 1;
const jpeg2000Lossless = 2;
const rgb24 = 1;
/** Widest head in pixels for levels 0 to 6 of the spatial sampling rate. */
const headWidthsMaxPx = [180, 240, 300, 370, 480, 610, 750] as const;

/** The spatial sampling rate level of ISO/IEC 19794-5:2011 for a head so wide. */
export function samplingLevel(headWidthPx: number): number {
  const level = headWidthsMaxPx.findIndex((limitPx) => headWidthPx <= limitPx);
  return level === -1 ? headWidthsMaxPx.length : level;
}

/**
 * One full frontal portrait, JPEG 2000 lossless, without landmarks. Gender, eye and hair colour, height, expression and
 * pose stay unspecified: what is known of the person and the capture is in the signed manifest, once. The format has no
 * room for words, so the image's own comment marker says when it is simulated, and the device technology is unknown.
 * @param jp2 the portrait, encoded
 */
export function writeFaceRecord(
  { capturedAt, provenance, image, headWidthPx }: FaceFacts,
  jp2: Uint8Array,
): Uint8Array {
  return writeSingleRecord(record, {
    flags: [u8(0), u16(0)],
    capturedAt,
    technology: provenance.isSimulated ? technology.unknown : technology.staticDigitalCamera,
    quality: [],
    fields: [
      u16(0),
      ...[u8(0), u8(0), u8(0), u8(0)],
      new Uint8Array(3 + 2 + 3 + 3),
      u8(fullFrontal),
      u8(jpeg2000Lossless),
      u16(image.widthPx),
      u16(image.heightPx),
      u8(samplingLevel(headWidthPx)),
      u16(0),
      u8(0),
      u8(rgb24),
      u32(jp2.length),
      jp2,
    ],
  });
}

/**
 * Reads a record of exactly one full frontal portrait with a lossless JPEG 2000 image.
 * @throws BoothError `record.invalid` with the offset of what is wrong
 */
export function readFaceRecord(bytes: Uint8Array): FaceRecord {
  const cursor = openSingleRecord(record, bytes);
  if (cursor.u8("certification flag") !== 0) cursor.fail("a certification flag, which a face record cannot have");
  if (cursor.u16("temporal semantics") !== 0) cursor.fail("temporal semantics in a single portrait");
  const { capturedAt, quality } = readRepresentationHeader(cursor, readTechnology);
  const landmarks = readSubject(cursor);

  if (cursor.u8("face image type") !== fullFrontal) cursor.fail("not a full frontal portrait");
  if (cursor.u8("image data type") !== jpeg2000Lossless) cursor.fail("an image other than JPEG 2000 lossless");
  const [widthPx, heightPx] = [cursor.u16("width"), cursor.u16("height")];
  const level = readOneOf(cursor, [0, 1, 2, 3, 4, 5, 6, 7], "spatial sampling rate level");
  cursor.u16("post-acquisition processing");
  cursor.u8("cross reference");
  if (cursor.u8("colour space") !== rgb24) cursor.fail("a colour space other than RGB");
  const { image, jp2 } = readLosslessImage(cursor, { widthPx, heightPx, channels: 3 });
  cursor.finish("the image");
  return { capturedAt, widthPx, heightPx, samplingLevel: level, landmarks, quality, image, comments: jp2.comments };
}

function readTechnology(cursor: ByteCursor): void {
  const camera = cursor.u8("capture technology");
  if (camera > 6 && camera < vendorTechnologyMin) cursor.fail(`capture technology ${camera}`);
}

/** The facial information and landmark blocks; what they say of the person is passed over. */
function readSubject(cursor: ByteCursor): readonly FaceLandmark[] {
  const count = cursor.u16("number of landmarks");
  readOneOf(cursor, [0, 1, 2, 255], "gender");
  readOneOf(cursor, [0, 1, 2, 3, 4, 5, 6, 7, 255], "eye colour");
  readOneOf(cursor, [0, 1, 2, 3, 4, 5, 6, 7, 255], "hair colour");
  cursor.u8("height");
  cursor.take(3 + 2, "feature and expression masks");
  cursor.take(3 + 3, "pose and its uncertainty");
  return readTimes(count, () => ({
    type: cursor.u8("landmark type"),
    code: cursor.u8("landmark code"),
    x: cursor.u16("landmark x"),
    y: cursor.u16("landmark y"),
    z: cursor.u16("landmark z"),
  }));
}
