import { type ByteCursor, createByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { joinBytes, u8, u16, u32 } from "../../../pipelines/codec/byte-parts.ts";
import { formatAndVersion, openRecord, type RecordFormat, readTimes } from "./record-parts.ts";

/** What the image records of ISO/IEC 19794-4, -5 and -6:2011 call themselves, and the one thing each holds here. */
export type SingleRecord = {
  readonly format: RecordFormat;
  readonly mark: string;
  readonly version: string;
  readonly subject: string;
};

/** A score on its algorithm's own scale: 0 to 100, or 255 when it could not be computed. */
export type QualityBlock = { readonly score: number; readonly vendorId: number; readonly algorithmId: number };

/** What the parts' representation headers have in common. */
export type RepresentationHeader = { readonly capturedAt: string | null; readonly quality: readonly QualityBlock[] };

type NewRepresentation = {
  /** The general header's fields behind the number of representations. */
  readonly flags: readonly Uint8Array[];
  readonly capturedAt: string;
  readonly technology: number;
  readonly quality: readonly QualityBlock[];
  /** The part's own fields, behind the quality blocks. */
  readonly fields: readonly Uint8Array[];
};

/** A record of one representation. Vendor and type of the device stay unknown. */
export function writeSingleRecord(
  { mark, version }: SingleRecord,
  { flags, capturedAt, technology, quality, fields }: NewRepresentation,
): Uint8Array {
  const header = [dateTime(capturedAt), u8(technology), u16(0), u16(0), qualityBlocks(quality)];
  const representation = withTotalLength(new Uint8Array(0), [...header, ...fields]);
  return withTotalLength(formatAndVersion(mark, version), [u16(1), ...flags, representation]);
}

/**
 * Reads the general header up to the number of representations, which must be 1.
 * @throws BoothError `record.invalid`, as do all functions of the cursor
 */
export function openSingleRecord(record: SingleRecord, bytes: Uint8Array): ByteCursor {
  const cursor = openRecord(record.format, bytes);
  cursor.expect(formatAndVersion(record.mark, record.version), "format and version");
  if (cursor.u32("record length") !== bytes.length) cursor.fail("the record length is not the file's");
  if (cursor.u16("number of representations") !== 1) cursor.fail(`more or fewer than one ${record.subject}`);
  return cursor;
}

/** Reads from the representation's length to its quality blocks. `readTechnology` reads one byte and may refuse it. */
export function readRepresentationHeader(
  cursor: ByteCursor,
  readTechnology: (cursor: ByteCursor) => void,
): RepresentationHeader {
  const lengthBytes = cursor.u32("representation length");
  if (lengthBytes !== 4 + cursor.remaining()) cursor.fail("the representation does not end with the record");
  const capturedAt = readDateTime(cursor);
  readTechnology(cursor);
  readDeviceIds(cursor);
  return { capturedAt, quality: readQualityBlocks(cursor) };
}

/** Prefixes `parts` with their total length, the length field itself and `before` included. */
function withTotalLength(before: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  const rest = joinBytes(parts);
  return joinBytes([before, u32(before.length + 4 + rest.length), rest]);
}

/** ISO/IEC 19794-1:2011 capture date and time, 9 bytes, UTC. */
function dateTime(capturedAt: string): Uint8Array {
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
function readDateTime(cursor: ByteCursor): string | null {
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

function qualityBlocks(blocks: readonly QualityBlock[]): Uint8Array {
  const each = blocks.flatMap(({ score, vendorId, algorithmId }) => [u8(score), u16(vendorId), u16(algorithmId)]);
  return joinBytes([u8(blocks.length), ...each]);
}

function readQualityBlocks(cursor: ByteCursor): readonly QualityBlock[] {
  return readTimes(cursor.u8("number of quality blocks"), () => {
    const score = cursor.u8("quality score");
    if (score > 100 && score !== 255) cursor.fail(`a quality score of ${score}`);
    return { score, vendorId: cursor.u16("quality vendor"), algorithmId: cursor.u16("quality algorithm") };
  });
}

/** Device vendor and type: a type means something only under a vendor. */
function readDeviceIds(cursor: ByteCursor): void {
  const [vendorId, typeId] = [cursor.u16("device vendor"), cursor.u16("device type")];
  if (vendorId === 0 && typeId !== 0) cursor.fail("a device type without a vendor");
}
