import { joinBytes, latin, u8, u16, u32 } from "../byte-parts.ts";
import type { FilterBank } from "./filter-bank.ts";
import type { HuffmanTable } from "./huffman-code.ts";
import type { LevelScale } from "./kernels/normalise-pixels.ts";
import type { BinWidth } from "./kernels/quantise-band.ts";
import { scaleNumber } from "./scaled-number.ts";
import { refuseWsq, wsqMarker } from "./wsq-format.ts";

const limit16 = 0xffff;
const limit32 = 0xffff_ffff;
const [black, white] = [0, 255];
/** FBI IAFIS-IC-0110, part 3: encoder number 2 is the one whose parameters are used here. */
const encoderNumber = 2;
/** Numbers are given to products by NIST after a test; ours has none. */
const softwareNumber = 0;

/** Where decoders take a value to lie in its bin. */
export const binCentre = { exponent: 2, digits: 44 } as const;

/** A marker, the length of what follows with the length itself, and what follows. */
function segment(marker: number, parts: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(parts);
  if (body.length + 2 > limit16) refuseWsq("a segment of more than 65533 bytes");
  return joinBytes([u16(marker), u16(body.length + 2), body]);
}

export function commentSegment(text: string): Uint8Array {
  return segment(wsqMarker.comment, [latin(text)]);
}

export function transformSegment({ low, high }: FilterBank): Uint8Array {
  const taps = [...low.taps, ...high.taps].map((tap) => {
    const { exponent, digits } = scaleNumber(Math.abs(tap), limit32);
    return joinBytes([u8(tap < 0 ? 1 : 0), u8(exponent), u32(digits)]);
  });
  return segment(wsqMarker.transform, [u8(low.length), u8(high.length), ...taps]);
}

export function quantisationSegment(widths: readonly (BinWidth | null)[]): Uint8Array {
  const bins = widths.flatMap((width) => [width?.bin ?? 0, width?.zeroBin ?? 0].map(scaled16));
  return segment(wsqMarker.quantisation, [u8(binCentre.exponent), u16(binCentre.digits), ...bins]);
}

export function frameSegment(widthPx: number, heightPx: number, { shift, scale }: LevelScale): Uint8Array {
  const size = [u16(heightPx), u16(widthPx)];
  return segment(wsqMarker.startOfFrame, [
    u8(black),
    u8(white),
    ...size,
    scaled16(shift),
    scaled16(scale),
    u8(encoderNumber),
    u16(softwareNumber),
  ]);
}

export function huffmanSegment(id: number, { counts, symbols }: HuffmanTable): Uint8Array {
  return segment(wsqMarker.huffman, [u8(id), Uint8Array.from(counts), symbols]);
}

export function blockSegment(tableId: number, data: Uint8Array): Uint8Array {
  return joinBytes([segment(wsqMarker.startOfBlock, [u8(tableId)]), data]);
}

function scaled16(value: number): Uint8Array {
  const { exponent, digits } = scaleNumber(value, limit16);
  if (digits > limit16) refuseWsq(`the number ${value} cannot be written`);
  return joinBytes([u8(exponent), u16(digits)]);
}
