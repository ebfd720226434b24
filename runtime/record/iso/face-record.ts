import type { ByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { u8, u16, u32 } from "../../../pipelines/codec/byte-parts.ts";
import { defaultFaceLimits as frontalPose } from "../../../pipelines/face/face-limits.ts";
import { isFullFrontal } from "../../../pipelines/face/full-frontal.ts";
import type { Pose } from "../../kernel/geometry.ts";
import type { FaceCapture } from "../package-content.ts";
import { compressionOf, type PortraitCompression } from "../portrait-compression.ts";
import { type FaceLandmark, faceLandmarks, readLandmarks, writeLandmarks } from "./face-landmarks.ts";
import { readPose, type StatedPose, writePose } from "./face-pose.ts";
import { readJp2Image, readLosslessImage, readOneOf } from "./record-parts.ts";
import {
  openSingleRecord,
  type QualityBlock,
  readRepresentationHeader,
  type SingleRecord,
  writeSingleRecord,
} from "./representation-header.ts";

/** What a face image record of one portrait says. */
export type FaceRecord = {
  readonly capturedAt: string | null;
  /** Whether it is said to be full frontal; a basic image otherwise. */
  readonly isFullFrontal: boolean;
  /** Bits of `postAcquisition`. */
  readonly processing: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0 (head up to 180 px wide) to 7 (over 750 px). */
  readonly samplingLevel: number;
  readonly pose: StatedPose;
  readonly landmarks: readonly FaceLandmark[];
  readonly quality: readonly QualityBlock[];
  readonly compression: PortraitCompression;
  /** JP2, sRGB; a view into the record. */
  readonly image: Uint8Array;
  /** Comment markers of the image. */
  readonly comments: readonly string[];
};

/** Pose and eyes are null where nobody measured them. */
type FaceFacts = Pick<
  FaceCapture,
  "capturedAt" | "provenance" | "image" | "headWidthPx" | "points" | "isCut" | "isTurned" | "isReduced"
> & {
  readonly pose: Pose | null;
  readonly eyeCentres: FaceCapture["eyeCentres"] | null;
};

const record: SingleRecord = { format: "ISO/IEC 19794-5:2011", mark: "FAC", version: "030", subject: "portrait" };
const technology = { unknown: 0, staticDigitalCamera: 2 } as const;
const vendorTechnologyMin = 0x80;
const imageType = { basic: 0, fullFrontal: 1 } as const;
/** Bits of the post-acquisition processing (ISO/IEC 19794-5:2011, table 19) that are ever set. */
export const postAcquisition = { rotated: 1 << 0, cropped: 1 << 1, downSampled: 1 << 2, interpolated: 1 << 5 } as const;
/** The standard's image data types that are read and written. */
const dataTypeOf: Readonly<Record<PortraitCompression, number>> = { "jpeg-2000-lossy": 1, "jpeg-2000-lossless": 2 };
const rgb24 = 1;
/** Widest head in pixels for levels 0 to 6 of the spatial sampling rate. */
const headWidthsMaxPx = [180, 240, 300, 370, 480, 610, 750] as const;

/** The spatial sampling rate level of ISO/IEC 19794-5:2011 for a head so wide. */
export function samplingLevel(headWidthPx: number): number {
  const level = headWidthsMaxPx.findIndex((limitPx) => headWidthPx <= limitPx);
  return level === -1 ? headWidthsMaxPx.length : level;
}

/**
 * One portrait, in JPEG 2000, with the landmarks and the pose that were measured in it and what was done to the photo; full
 * frontal where its geometry and the head's pose are measured to be, a basic image otherwise. How far off the
 * pose may be on a real face is not known, and so unspecified; as are gender, eye and hair colour, height and expression:
 * what is known of the person is in the signed manifest, once. The format has no room for words, so the image's own
 * comment marker says when it is simulated, and the device technology is unknown.
 * @param jp2 the portrait, encoded with or without loss
 * @throws BoothError `codec.invalid` when `jp2` is no JP2 file
 */
export function writeFaceRecord(facts: FaceFacts, jp2: Uint8Array): Uint8Array {
  const { capturedAt, provenance, image, headWidthPx, pose, eyeCentres, points } = facts;
  const landmarks = faceLandmarks({ image, eyeCentres, points });
  return writeSingleRecord(record, {
    flags: [u8(0), u16(0)],
    capturedAt,
    technology: provenance.isSimulated ? technology.unknown : technology.staticDigitalCamera,
    quality: [],
    fields: [
      u16(landmarks.length),
      ...[u8(0), u8(0), u8(0), u8(0)],
      new Uint8Array(3 + 2),
      writePose(pose),
      new Uint8Array(3),
      ...writeLandmarks(landmarks),
      u8(isFrontal(facts) ? imageType.fullFrontal : imageType.basic),
      u8(dataTypeOf[compressionOf(jp2)]),
      u16(image.widthPx),
      u16(image.heightPx),
      u8(samplingLevel(headWidthPx)),
      u16(processingOf(facts)),
      u8(0),
      u8(rgb24),
      u32(jp2.length),
      jp2,
    ],
  });
}

function isFrontal({ image, eyeCentres, headWidthPx, pose }: FaceFacts): boolean {
  return (
    eyeCentres !== null &&
    pose !== null &&
    isFullFrontal(image, { eyeCentres, headWidthPx }) &&
    Math.abs(pose.yawDeg) <= frontalPose.yawMaxDeg &&
    Math.abs(pose.pitchDeg) <= frontalPose.pitchMaxDeg &&
    Math.abs(pose.rollDeg) <= frontalPose.rollMaxDeg
  );
}

/** Turning computes every pixel anew. */
function processingOf({ isCut, isTurned, isReduced }: FaceFacts): number {
  const { rotated, cropped, downSampled, interpolated } = postAcquisition;
  return (isCut ? cropped : 0) | (isTurned ? rotated | interpolated : 0) | (isReduced ? downSampled : 0);
}

/**
 * Reads a record of exactly one portrait, full frontal or basic, with a JPEG 2000 image.
 * @throws BoothError `record.invalid` with the offset of what is wrong
 */
export function readFaceRecord(bytes: Uint8Array): FaceRecord {
  const cursor = openSingleRecord(record, bytes);
  if (cursor.u8("certification flag") !== 0) cursor.fail("a certification flag, which a face record cannot have");
  if (cursor.u16("temporal semantics") !== 0) cursor.fail("temporal semantics in a single portrait");
  const { capturedAt, quality } = readRepresentationHeader(cursor, readTechnology);
  const { pose, landmarks } = readSubject(cursor);

  const type = readOneOf(cursor, [imageType.basic, imageType.fullFrontal], "face image type");
  const compression = readDataType(cursor);
  const [widthPx, heightPx] = [cursor.u16("width"), cursor.u16("height")];
  const level = readOneOf(cursor, [0, 1, 2, 3, 4, 5, 6, 7], "spatial sampling rate level");
  const processing = cursor.u16("post-acquisition processing");
  cursor.u8("cross reference");
  if (cursor.u8("colour space") !== rgb24) cursor.fail("a colour space other than RGB");
  const readImage = compression === "jpeg-2000-lossless" ? readLosslessImage : readJp2Image;
  const { image, jp2 } = readImage(cursor, { widthPx, heightPx, channels: 3 });
  cursor.finish("the image");
  const { comments } = jp2;
  return {
    capturedAt,
    isFullFrontal: type === imageType.fullFrontal,
    processing,
    widthPx,
    heightPx,
    samplingLevel: level,
    pose,
    landmarks,
    quality,
    compression,
    image,
    comments,
  };
}

function readDataType(cursor: ByteCursor): PortraitCompression {
  const dataType = cursor.u8("image data type");
  if (dataType === dataTypeOf["jpeg-2000-lossless"]) return "jpeg-2000-lossless";
  return dataType === dataTypeOf["jpeg-2000-lossy"] ? "jpeg-2000-lossy" : cursor.fail("an image other than JPEG 2000");
}

function readTechnology(cursor: ByteCursor): void {
  const camera = cursor.u8("capture technology");
  if (camera > 6 && camera < vendorTechnologyMin) cursor.fail(`capture technology ${camera}`);
}

/** The facial information and landmark blocks; what they say of the person is passed over. */
function readSubject(cursor: ByteCursor): Pick<FaceRecord, "pose" | "landmarks"> {
  const count = cursor.u16("number of landmarks");
  readOneOf(cursor, [0, 1, 2, 255], "gender");
  readOneOf(cursor, [0, 1, 2, 3, 4, 5, 6, 7, 255], "eye colour");
  readOneOf(cursor, [0, 1, 2, 3, 4, 5, 6, 7, 255], "hair colour");
  cursor.u8("height");
  cursor.take(3 + 2, "feature and expression masks");
  const pose = readPose(cursor);
  cursor.take(3, "uncertainty of the pose");
  return { pose, landmarks: readLandmarks(cursor, count) };
}
