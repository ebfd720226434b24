import { type ByteCursor, createByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { latin } from "../../../pipelines/codec/byte-parts.ts";
import { type Jp2, readJp2 } from "../../../pipelines/codec/jp2-boxes.ts";
import { readWsq, type WsqFile } from "../../../pipelines/codec/wsq/read-wsq.ts";
import { BoothError } from "../../kernel/errors.ts";

export type RecordFormat =
  | "ISO/IEC 19794-2:2011"
  | "ISO/IEC 19794-4:2011"
  | "ISO/IEC 19794-5:2011"
  | "ISO/IEC 19794-6:2011"
  | "ISO/IEC 19794-7:2007";

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

export function readTimes<T>(count: number, read: () => T): readonly T[] {
  return Array.from({ length: count }, read);
}

/** Reads one byte and fails unless it is among the values. */
export function readOneOf<const T extends number>(cursor: ByteCursor, allowed: readonly T[], field: string): T {
  const value = cursor.u8(field);
  return allowed.find((each) => each === value) ?? cursor.fail(`${field} ${value}`);
}

export type ImageSize = { readonly widthPx: number; readonly heightPx: number };
type Jp2Size = ImageSize & { readonly channels: 1 | 3 };
type ImageOfRecord = { readonly image: Uint8Array; readonly jp2: Jp2 };

/** Reads a length-prefixed JP2 image and holds it against the size the header gave; refuses one that lost anything. */
export function readLosslessImage(cursor: ByteCursor, size: Jp2Size): ImageOfRecord {
  const read = readJp2Image(cursor, size);
  if (!read.jp2.isReversible) cursor.fail("called lossless, but the image uses an irreversible transform");
  return read;
}

/** Reads a length-prefixed JP2 image, lossless or not, and holds it against the size the header gave. */
export function readJp2Image(cursor: ByteCursor, size: Jp2Size): ImageOfRecord {
  const image = cursor.take(cursor.u32("image length"), "image");
  const jp2 = readInner(cursor, () => readJp2(image));
  const { channels } = jp2;
  requireSize(cursor, jp2, size);
  if (channels !== size.channels) cursor.fail(`an image of ${channels} channels, not ${size.channels}`);
  return { image, jp2 };
}

/** Reads a length-prefixed WSQ image, takes it apart and holds it against the size the header gave. */
export function readWsqImage(
  cursor: ByteCursor,
  size: ImageSize,
): { readonly image: Uint8Array; readonly inner: WsqFile } {
  const image = cursor.take(cursor.u32("image length"), "image");
  const inner = readInner(cursor, () => readWsq(image));
  requireSize(cursor, inner.frame, size);
  return { image, inner };
}

function requireSize(cursor: ByteCursor, { widthPx, heightPx }: ImageSize, size: ImageSize): void {
  if (widthPx === size.widthPx && heightPx === size.heightPx) return;
  cursor.fail(`the image is ${widthPx}×${heightPx}, the header says ${size.widthPx}×${size.heightPx}`);
}

function readInner<T>(cursor: ByteCursor, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BoothError && error.code === "codec.invalid") return cursor.fail(error.message);
    throw error;
  }
}
