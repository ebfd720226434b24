import { type ByteCursor, createByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { joinBytes, latin, u8, u16, u32 } from "../../../pipelines/codec/byte-parts.ts";
import { type Jp2, readJp2 } from "../../../pipelines/codec/jp2-boxes.ts";
import { BoothError } from "../../kernel/errors.ts";

export type RecordFormat =
  | "ISO/IEC 19794-4:2011"
  | "ISO/IEC 19794-5:2011"
  | "ISO/IEC 19794-6:2011"
  | "ISO/IEC 19794-7:2007";

/** A score on a registered algorithm's own scale: 0 to 100, or 255 when it could not be computed. */
export type QualityBlock = { readonly score: number; readonly vendorId: number; readonly algorithmId: number };

/** A cursor whose failures are `record.invalid` of this format. */
export function openRecord(format: RecordFormat, bytes: Uint8Array): ByteCursor {
  return createByteCursor(bytes, (offsetBytes, problem) => {
    throw new BoothError("record.invalid", { format, offsetBytes, problem });
  });
}

/** Four characters and a NUL-terminated version, as every part's general header begins. */
export function formatAndVersion(format: string, version: string): Uint8Array {
  return latin(`${format}\0${version}\0`);
}

/** Prefixes `parts` with their total length, the length field itself and `before` included. */
export function withTotalLength(before: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  const rest = joinBytes(parts);
  return joinBytes([before, u32(before.length + 4 + rest.length), rest]);
}

/** ISO/IEC 19794-1:2011 capture date and time, 9 bytes, UTC. */
export function dateTime(capturedAt: string): Uint8Array {
  const at = new Date(capturedAt);
  return joinBytes([
    u16(at.getUTCFullYear()),
    u8(at.getUTCMonth() + 1),
    u8(at.getUTCDate()),
    u8(at.getUTCHours()),
    u8(at.getUTCMinutes()),
    u8(at.getUTCSeconds()),
    u16(at.getUTCMilliseconds()),
  ]);
}

/** UTC ISO 8601 with milliseconds, or null when every byte is FF: not stated. */
export function readDateTime(cursor: ByteCursor): string | null {
  const bytes = cursor.take(9, "capture date and time");
  if (bytes.every((byte) => byte === 0xff)) return null;
  const fields = createByteCursor(bytes, (_, problem) => cursor.fail(problem));
  const [year, month, day] = [fields.u16("year"), fields.u8("month"), fields.u8("day")];
  const [hour, minute, second] = [fields.u8("hour"), fields.u8("minute"), fields.u8("second")];
  const at = new Date(Date.UTC(2000, month - 1, day, hour, minute, second, fields.u16("millisecond")));
  at.setUTCFullYear(year, month - 1, day);
  const isSame = dateTime(at.toISOString()).every((byte, index) => byte === bytes[index]);
  return isSame ? at.toISOString() : cursor.fail("not a date and time");
}

/** No registered quality algorithm runs in the booth, so a record claims none: a count of 0. */
export const noQualityBlocks = u8(0);

export function readQualityBlocks(cursor: ByteCursor): readonly QualityBlock[] {
  return readTimes(cursor.u8("number of quality blocks"), () => {
    const score = cursor.u8("quality score");
    if (score > 100 && score !== 255) cursor.fail(`a quality score of ${score}`);
    return { score, vendorId: cursor.u16("quality vendor"), algorithmId: cursor.u16("quality algorithm") };
  });
}

/** Device vendor and type: a type means something only under a vendor. */
export function readDeviceIds(cursor: ByteCursor): { readonly vendorId: number; readonly typeId: number } {
  const [vendorId, typeId] = [cursor.u16("device vendor"), cursor.u16("device type")];
  if (vendorId === 0 && typeId !== 0) cursor.fail("a device type without a vendor");
  return { vendorId, typeId };
}

export function readTimes<T>(count: number, read: () => T): readonly T[] {
  return Array.from({ length: count }, read);
}

/** Reads one byte and fails unless it is among the values. */
export function readOneOf<const T extends number>(cursor: ByteCursor, allowed: readonly T[], field: string): T {
  const value = cursor.u8(field);
  return allowed.find((each) => each === value) ?? cursor.fail(`${field} ${value}`);
}

/** Reads a length-prefixed JP2 image and holds it against the size the header gave. */
export function readLosslessImage(
  cursor: ByteCursor,
  size: { readonly widthPx: number; readonly heightPx: number; readonly channels: 1 | 3 },
): { readonly image: Uint8Array; readonly jp2: Jp2 } {
  const image = cursor.take(cursor.u32("image length"), "image");
  const jp2 = readInnerJp2(cursor, image);
  const { widthPx, heightPx, channels } = jp2;
  if (widthPx !== size.widthPx || heightPx !== size.heightPx) {
    cursor.fail(`the image is ${widthPx}×${heightPx}, the header says ${size.widthPx}×${size.heightPx}`);
  }
  if (channels !== size.channels) cursor.fail(`an image of ${channels} channels, not ${size.channels}`);
  if (!jp2.isReversible) cursor.fail("called lossless, but the image uses an irreversible transform");
  return { image, jp2 };
}

function readInnerJp2(cursor: ByteCursor, image: Uint8Array): Jp2 {
  try {
    return readJp2(image);
  } catch (error) {
    if (error instanceof BoothError && error.code === "codec.invalid") return cursor.fail(error.message);
    throw error;
  }
}
