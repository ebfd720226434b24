import { BoothError } from "../../runtime/kernel/errors.ts";
import { type ByteCursor, createByteCursor } from "./byte-cursor.ts";
import { fromLatin, joinBytes, latin, u8, u16, u32 } from "./byte-parts.ts";
import { type Codestream, readCodestream } from "./jpeg2000-codestream.ts";

/** A JP2 file taken apart (ISO/IEC 15444-1, Annex I). */
export type Jp2 = Codestream & {
  /** Samples an inch at capture, or null when the file does not say or says it differently across and down. */
  readonly resolutionPpi: number | null;
  /** The bare codestream, a view into the file. */
  readonly codestream: Uint8Array;
};

const signature = Uint8Array.of(0x0d, 0x0a, 0x87, 0x0a);
const jpeg2000Compression = 7;
const bitDepth8 = 7;
const enumeratedColour = 1;
const colourOf = { 1: 17, 3: 16 } as const; // greyscale, sRGB
const inchMetres = 0.0254;

/**
 * Puts a bare codestream into the boxes that make it a JP2 file: signature, file type, header with image header,
 * enumerated colour and, when known, capture resolution, then the codestream. The same input gives the same bytes.
 * @throws BoothError `codec.invalid` when the codestream's header cannot be read or the resolution is out of range
 */
export function wrapJp2(codestream: Uint8Array, resolutionPpi: number | null): Uint8Array<ArrayBuffer> {
  const { widthPx, heightPx, channels } = readCodestream(codestream);
  const imageHeader = box("ihdr", [
    u32(heightPx),
    u32(widthPx),
    u16(channels),
    u8(bitDepth8),
    u8(jpeg2000Compression),
    u8(0),
    u8(0),
  ]);
  const colour = box("colr", [u8(enumeratedColour), u8(0), u8(0), u32(colourOf[channels])]);
  const resolution = resolutionPpi === null ? [] : [box("res ", [captureResolution(resolutionPpi)])];
  return joinBytes([
    box("jP  ", [signature]),
    box("ftyp", [latin("jp2 "), u32(0), latin("jp2 ")]),
    box("jp2h", [imageHeader, colour, ...resolution]),
    box("jp2c", [codestream]),
  ]);
}

/**
 * Takes a JP2 file apart and holds its boxes against its codestream. Boxes it does not know are passed over.
 * @throws BoothError `codec.invalid` when it is not whole, or its header and codestream disagree
 */
export function readJp2(bytes: Uint8Array): Jp2 {
  const cursor = createByteCursor(bytes, refuse);
  const first = readBox(cursor);
  if (first.type !== "jP  ") refuse(0, "the signature box does not come first");
  first.body.expect(signature, "signature");
  const second = readBox(cursor);
  if (second.type !== "ftyp") refuse(12, "the file type box does not come second");
  requireBrand(second.body);

  let header: Header | null = null;
  while (cursor.remaining() > 0) {
    const { type, body } = readBox(cursor);
    if (type === "jp2h") header = readHeader(body);
    if (type !== "jp2c") continue;
    if (header === null) return body.fail("no header box before the codestream");
    cursor.finish("the codestream box");
    return joinHeader(header, body);
  }
  return cursor.fail("no codestream box");
}

type Header = {
  readonly image: Pick<Codestream, "widthPx" | "heightPx"> & { readonly channels: number };
  readonly colour: number | null;
  readonly resolutionPpi: number | null;
};

function joinHeader({ image, colour, resolutionPpi }: Header, body: ByteCursor): Jp2 {
  const codestream = body.take(body.remaining(), "codestream");
  const facts = readCodestream(codestream);
  const isSame =
    image.widthPx === facts.widthPx && image.heightPx === facts.heightPx && image.channels === facts.channels;
  if (!isSame) return body.fail("the header box and the codestream disagree on the image size");
  if (colour !== colourOf[facts.channels]) return body.fail("the colour is not grey or sRGB as the codestream is");
  return { ...facts, resolutionPpi, codestream };
}

function readHeader(cursor: ByteCursor): Header {
  let image: Header["image"] | null = null;
  let colour: number | null = null;
  let resolutionPpi: number | null = null;
  while (cursor.remaining() > 0) {
    const { type, body } = readBox(cursor);
    if (type === "ihdr") image = readImageHeader(body);
    if (type === "colr") colour ??= readColour(body);
    if (type === "res ") resolutionPpi = readResolution(body);
  }
  return image === null ? cursor.fail("no image header box") : { image, colour, resolutionPpi };
}

function readImageHeader(cursor: ByteCursor): Header["image"] {
  const [heightPx, widthPx] = [cursor.u32("height"), cursor.u32("width")];
  const channels = cursor.u16("number of components");
  cursor.expect(Uint8Array.of(bitDepth8, jpeg2000Compression), "bit depth and compression");
  cursor.take(2, "colour space unknown, rights");
  cursor.finish("the image header");
  return { widthPx, heightPx, channels };
}

function readColour(cursor: ByteCursor): number | null {
  const method = cursor.u8("colour method");
  cursor.take(2, "precedence and approximation");
  return method === enumeratedColour ? cursor.u32("enumerated colour") : null;
}

function readResolution(cursor: ByteCursor): number | null {
  while (cursor.remaining() > 0) {
    const { type, body } = readBox(cursor);
    if (type !== "resc") continue;
    const [down, downUnit] = [body.u16("vertical"), body.u16("vertical divisor")];
    const [across, acrossUnit] = [body.u16("horizontal"), body.u16("horizontal divisor")];
    const [downExponent, acrossExponent] = [signed8(body.u8("exponent")), signed8(body.u8("exponent"))];
    body.finish("the capture resolution");
    if (downUnit === 0 || acrossUnit === 0) return body.fail("a resolution divided by 0");
    const vertical = (down / downUnit) * 10 ** downExponent;
    const horizontal = (across / acrossUnit) * 10 ** acrossExponent;
    return vertical === horizontal ? Math.round(vertical * inchMetres * 10) / 10 : null;
  }
  return null;
}

/** ISO/IEC 15444-1, I.5.3.7.1. Samples a metre as numerator / divisor × 10^4, exact to a tenth of a sample an inch. */
function captureResolution(resolutionPpi: number): Uint8Array {
  const numerator = Math.round(resolutionPpi * 10);
  if (!(numerator >= 1 && numerator <= 0xffff)) refuse(0, `a resolution of ${resolutionPpi} ppi cannot be written`);
  const ratio = [u16(numerator), u16(2540)];
  return box("resc", [...ratio, ...ratio, u8(4), u8(4)]);
}

function requireBrand(cursor: ByteCursor): void {
  cursor.expect(latin("jp2 "), "brand");
  cursor.take(cursor.remaining(), "compatibility list");
}

function readBox(cursor: ByteCursor): { readonly type: string; readonly body: ByteCursor } {
  const offset = cursor.offset();
  const lengthBytes = cursor.u32("box length");
  const type = fromLatin(cursor.take(4, "box type"));
  // 0 means "to the end of the file" and 1 "length in the next 8 bytes"; a record has no need of either.
  if (lengthBytes < 8) refuse(offset, `a box of length ${lengthBytes}`);
  return { type, body: cursor.enter(lengthBytes - 8, `box ${type}`) };
}

function box(type: string, content: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(content);
  return joinBytes([u32(8 + body.length), latin(type), body]);
}

function signed8(value: number): number {
  return value < 128 ? value : value - 256;
}

function refuse(offsetBytes: number, problem: string): never {
  throw new BoothError("codec.invalid", { format: "JP2", problem: `${problem}, at byte ${offsetBytes}` });
}
