import { BoothError } from "../../runtime/kernel/errors.ts";
import { type ByteCursor, createByteCursor } from "./byte-cursor.ts";
import { fromLatin, joinBytes, latin, u16 } from "./byte-parts.ts";

/** What the main header of a JPEG 2000 codestream says (ISO/IEC 15444-1, Annex A). */
export type Codestream = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 1 | 3;
  /** True for the reversible 5-3 transform: only then can every bit come back. */
  readonly isReversible: boolean;
  /** Text of the comment markers, in order. */
  readonly comments: readonly string[];
};

const marker = {
  start: 0xff4f,
  size: 0xff51,
  codingStyle: 0xff52,
  comment: 0xff64,
  tile: 0xff90,
  end: 0xffd9,
} as const;
const latinComment = 1;
const unsigned8Bit = 7;
const headerSegmentsMax = 4096;

/**
 * Reads the main header and looks that the last marker is there; the tiles are not decoded.
 * @throws BoothError `codec.invalid` for anything but 8-bit unsigned grey or RGB without subsampling
 */
export function readCodestream(bytes: Uint8Array): Codestream {
  const { segments } = splitMainHeader(bytes);
  const size = segments.find(({ code }) => code === marker.size);
  const style = segments.find(({ code }) => code === marker.codingStyle);
  if (size === undefined || segments[0] !== size) return refuse(2, "the size marker does not come first");
  if (style === undefined) return refuse(2, "no coding style marker");
  const end = bytes.subarray(-2);
  if (end[0] !== marker.end >> 8 || end[1] !== (marker.end & 0xff)) {
    return refuse(bytes.length, "the end of codestream marker is missing");
  }
  return {
    ...readSize(size.body()),
    isReversible: readIsReversible(style.body()),
    comments: segments.flatMap(({ code, body }) => (code === marker.comment ? readComment(body()) : [])),
  };
}

/**
 * The same codestream with one more comment marker at the end of its main header. Pixels are not touched.
 * @throws BoothError `codec.invalid` when the main header cannot be read
 */
export function addCodestreamComment(bytes: Uint8Array, comment: string): Uint8Array {
  const { headerEndBytes } = splitMainHeader(bytes);
  const text = latin(comment);
  const segment = [u16(marker.comment), u16(4 + text.length), u16(latinComment), text];
  return joinBytes([bytes.subarray(0, headerEndBytes), ...segment, bytes.subarray(headerEndBytes)]);
}

type Segment = { readonly code: number; readonly body: () => ByteCursor };

function splitMainHeader(bytes: Uint8Array): { segments: readonly Segment[]; headerEndBytes: number } {
  const cursor = createByteCursor(bytes, refuse);
  const segments: Segment[] = [];
  if (cursor.u16("start of codestream") !== marker.start) refuse(0, "not a codestream");
  while (segments.length < headerSegmentsMax) {
    const offset = cursor.offset();
    const code = cursor.u16("marker");
    if (code === marker.tile) return { segments, headerEndBytes: offset };
    if (code < 0xff4f) refuse(offset, "not a marker");
    const lengthBytes = cursor.u16("marker length");
    if (lengthBytes < 2) refuse(offset, "a marker shorter than its own length");
    const start = cursor.offset();
    const body = cursor.take(lengthBytes - 2, "marker segment");
    segments.push({ code, body: () => createByteCursor(body, refuse, start) });
  }
  return refuse(cursor.offset(), `more than ${headerSegmentsMax} marker segments`);
}

/** ISO/IEC 15444-1, A.5.1: image and tile size. */
function readSize(cursor: ByteCursor): Pick<Codestream, "widthPx" | "heightPx" | "channels"> {
  cursor.u16("capabilities");
  const [right, bottom] = [cursor.u32("width"), cursor.u32("height")];
  const [left, top] = [cursor.u32("left"), cursor.u32("top")];
  cursor.take(16, "tiles");
  const channels = cursor.u16("number of components");
  if (left !== 0 || top !== 0 || right === 0 || bottom === 0)
    cursor.fail("an image that is empty or does not start at 0");
  if (channels !== 1 && channels !== 3) return cursor.fail(`${channels} components; 1 or 3 are read`);
  for (let channel = 0; channel < channels; channel += 1) {
    if (cursor.u8("component depth") !== unsigned8Bit) cursor.fail("a component that is not 8-bit unsigned");
    if (cursor.u16("component subsampling") !== 0x0101) cursor.fail("a subsampled component");
  }
  cursor.finish("the size marker");
  return { widthPx: right, heightPx: bottom, channels };
}

/** ISO/IEC 15444-1, A.6.1: the last byte before the precincts names the transform, 1 = reversible 5-3. */
function readIsReversible(cursor: ByteCursor): boolean {
  cursor.take(9, "coding style");
  return cursor.u8("wavelet transform") === 1;
}

/** ISO/IEC 15444-1, A.9.2: registration 1 is text, 0 is binary and has nothing to say here. */
function readComment(cursor: ByteCursor): string[] {
  const isText = cursor.u16("comment registration") === latinComment;
  return isText ? [fromLatin(cursor.take(cursor.remaining(), "comment"))] : [];
}

function refuse(offsetBytes: number, problem: string): never {
  throw new BoothError("codec.invalid", { format: "JPEG 2000", problem: `${problem}, at byte ${offsetBytes}` });
}
