import type { ByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { joinBytes, u8, u16, u32 } from "../../../pipelines/codec/byte-parts.ts";
import type { Eye } from "../../kernel/biometric.ts";
import type { IrisFraming } from "../frame-iris.ts";
import type { IrisCapture } from "../package-content.ts";
import { readLosslessImage, readOneOf } from "./record-parts.ts";
import {
  openSingleRecord,
  type QualityBlock,
  readRepresentationHeader,
  type SingleRecord,
  writeSingleRecord,
} from "./representation-header.ts";

/** A value known to lie between two whole numbers; both 0 = unknown. */
export type Bracket = { readonly smallest: number; readonly largest: number };

/** What an iris image record of one eye says. */
export type IrisRecord = {
  readonly capturedAt: string | null;
  readonly eye: Eye;
  /** 1 uncropped, 3 cropped around the iris. */
  readonly imageType: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly centreX: Bracket;
  readonly centreY: Bracket;
  readonly diameterPx: Bracket;
  readonly quality: readonly QualityBlock[];
  /** JP2, lossless; a view into the record. */
  readonly image: Uint8Array;
  /** Comment markers of the image. */
  readonly comments: readonly string[];
};

type IrisFacts = Pick<IrisCapture, "capturedAt" | "provenance" | "eye" | "image" | "limbus"> & {
  readonly framing: Pick<IrisFraming, "kind">;
};

const record: SingleRecord = { format: "ISO/IEC 19794-6:2011", mark: "IIR", version: "020", subject: "eye image" };
const technology = { unknown: 0, cmosOrCcd: 1 } as const;
const eyeLabel = { right: 1, left: 2 } as const satisfies Record<Eye, number>;
/** Image types of the format. */
export const irisImageType = { uncropped: 1, cropped: 3 } as const satisfies Record<IrisFraming["kind"], number>;
const monoJpeg2000 = 0x0a;
const bitDepth = 8;
const undefinedAngle = 0xffff;

/**
 * One eye, mono JPEG 2000 lossless, with the iris where the limbus is in this image. Orientation and compression history stay
 * undefined: no camera promises them. The format has no room for words, so the image's own comment marker says when it
 * is simulated, and the device technology is unknown.
 * @param jp2 the eye's image, encoded
 */
export function writeIrisRecord(
  { capturedAt, provenance, eye, image, limbus, framing }: IrisFacts,
  jp2: Uint8Array,
): Uint8Array {
  return writeSingleRecord(record, {
    flags: [u8(0), u8(1)],
    capturedAt,
    technology: provenance.isSimulated ? technology.unknown : technology.cmosOrCcd,
    quality: [],
    fields: [
      u16(1),
      u8(eyeLabel[eye]),
      u8(irisImageType[framing.kind]),
      u8(monoJpeg2000),
      u8(0),
      u16(image.widthPx),
      u16(image.heightPx),
      u8(bitDepth),
      u16(0),
      u16(undefinedAngle),
      u16(undefinedAngle),
      bracket(limbus.x),
      bracket(limbus.y),
      bracket(2 * limbus.radius),
      u32(jp2.length),
      jp2,
    ],
  });
}

/**
 * Reads a record of exactly one eye with a mono lossless JPEG 2000 image.
 * @throws BoothError `record.invalid` with the offset of what is wrong
 */
export function readIrisRecord(bytes: Uint8Array): IrisRecord {
  const cursor = openSingleRecord(record, bytes);
  if (cursor.u8("certification flag") !== 0) cursor.fail("a certification flag, which an iris record cannot have");
  if (cursor.u8("eyes represented") !== 1) cursor.fail("more or fewer than one eye");
  const { capturedAt, quality } = readRepresentationHeader(cursor, readTechnology);

  if (cursor.u16("representation number") !== 1) cursor.fail("a representation number other than 1");
  const eye = readOneOf(cursor, [eyeLabel.right, eyeLabel.left], "eye label") === eyeLabel.right ? "right" : "left";
  const type = readOneOf(cursor, [1, 2, 3, 7], "image type");
  if (cursor.u8("image format") !== monoJpeg2000) cursor.fail("an image other than mono JPEG 2000");
  readProperties(cursor);
  const [widthPx, heightPx] = [cursor.u16("width"), cursor.u16("height")];
  if (cursor.u8("bit depth") !== bitDepth) cursor.fail("a bit depth other than 8");
  cursor.take(2 + 2 + 2, "camera range and roll angle");
  const [centreX, centreY] = [readBracket(cursor, "iris centre x"), readBracket(cursor, "iris centre y")];
  const diameterPx = readBracket(cursor, "iris diameter");
  const { image, jp2 } = readLosslessImage(cursor, { widthPx, heightPx, channels: 1 });
  cursor.finish("the image");
  const geometry = { imageType: type, widthPx, heightPx, centreX, centreY, diameterPx };
  return { capturedAt, eye, ...geometry, quality, image, comments: jp2.comments };
}

function readTechnology(cursor: ByteCursor): void {
  readOneOf(cursor, [technology.unknown, technology.cmosOrCcd], "capture technology");
}

/** Orientation across and down in bits 0 to 3, 3 unassigned; bits 4 and 5 reserved; compression history in 6 and 7. */
function readProperties(cursor: ByteCursor): void {
  const bits = cursor.u8("image properties");
  const pairs = [bits & 3, (bits >> 2) & 3, (bits >> 6) & 3];
  if (pairs.includes(3) || ((bits >> 4) & 3) !== 0) cursor.fail("image properties beyond the table");
}

/** A centre left or above of the image cannot be said in this format and stays unknown. */
function bracket(value: number): Uint8Array {
  const isSayable = value > 0 && value < 0xffff;
  return isSayable ? joinBytes([u16(Math.floor(value)), u16(Math.ceil(value))]) : joinBytes([u16(0), u16(0)]);
}

function readBracket(cursor: ByteCursor, field: string): Bracket {
  const [smallest, largest] = [cursor.u16(field), cursor.u16(field)];
  if (smallest > largest) cursor.fail(`${field}: the smallest is above the largest`);
  return { smallest, largest };
}
