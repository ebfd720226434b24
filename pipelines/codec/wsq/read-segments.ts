import type { ByteCursor } from "../byte-cursor.ts";
import type { FilterBank, HalfFilter } from "./filter-bank.ts";
import { codeLengthMax, type HuffmanTable } from "./huffman-code.ts";
import { findTableFault } from "./huffman-lookup.ts";
import type { LevelScale } from "./kernels/normalise-pixels.ts";
import type { BinWidth } from "./kernels/quantise-band.ts";
import { unscaleNumber } from "./scaled-number.ts";
import { subbandCount } from "./wsq-format.ts";

/** What the frame header says. */
export type WsqFrame = LevelScale & {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Which encoder's parameters were used; 2 is the usual one. */
  readonly encoderNumber: number;
  /** The product, by NIST's list; 0 for one that has no number. */
  readonly softwareNumber: number;
};

export type Quantisation = {
  /** Where a value lies in its bin, from the side of zero. */
  readonly centre: number;
  /** Null for a subband that is not coded; 64 of them. */
  readonly widths: readonly (BinWidth | null)[];
};

const filterLengthMax = 32;
const tableIdMax = 7;

/** Each filter as the taps from its centre to the right; the rest is symmetry. */
export function readTransform(cursor: ByteCursor): FilterBank {
  const [lowLength, highLength] = [cursor.u8("length of the low filter"), cursor.u8("length of the high filter")];
  for (const length of [lowLength, highLength]) {
    if (length === 0 || length > filterLengthMax) cursor.fail(`a filter of ${length} taps`);
  }
  if (lowLength % 2 !== highLength % 2) cursor.fail("one filter of odd and one of even length");
  const bank = { low: readFilter(cursor, lowLength), high: readFilter(cursor, highLength) };
  cursor.finish("the transform table");
  return bank;
}

function readFilter(cursor: ByteCursor, length: number): HalfFilter {
  const taps = Float64Array.from({ length: (length + 1) >> 1 }, () => {
    const isNegative = cursor.u8("sign of a tap") !== 0;
    const exponent = cursor.u8("exponent of a tap");
    const value = unscaleNumber({ exponent, digits: cursor.u32("tap") });
    return isNegative ? -value : value;
  });
  return { length, taps };
}

export function readQuantisation(cursor: ByteCursor): Quantisation {
  const centre = readScaled16(cursor, "bin centre");
  const widths = Array.from({ length: subbandCount }, () => {
    const width = { bin: readScaled16(cursor, "bin width"), zeroBin: readScaled16(cursor, "zero bin width") };
    return width.bin === 0 ? null : width;
  });
  cursor.finish("the quantisation table");
  return { centre, widths };
}

export function readFrame(cursor: ByteCursor): WsqFrame {
  cursor.take(2, "black and white");
  const [heightPx, widthPx] = [cursor.u16("height"), cursor.u16("width")];
  if (widthPx === 0 || heightPx === 0) cursor.fail("an image without pixels");
  const [shift, scale] = [readScaled16(cursor, "mean"), readScaled16(cursor, "scale")];
  const encoderNumber = cursor.u8("encoder number");
  const softwareNumber = cursor.u16("software number");
  cursor.finish("the frame header");
  return { widthPx, heightPx, shift, scale, encoderNumber, softwareNumber };
}

/** One segment may define several tables; each is given with its number. */
export function readHuffmanTables(cursor: ByteCursor): readonly (readonly [id: number, table: HuffmanTable])[] {
  const tables: [number, HuffmanTable][] = [];
  while (cursor.remaining() > 0) {
    const id = cursor.u8("Huffman table number");
    if (id > tableIdMax) cursor.fail(`Huffman table ${id}; there are 0 to ${tableIdMax}`);
    const counts = [...cursor.take(codeLengthMax, "numbers of codes")];
    const symbolCount = counts.reduce((sum, count) => sum + count, 0);
    if (symbolCount > 256) cursor.fail(`a Huffman table of ${symbolCount} codes`);
    const table = { counts, symbols: cursor.take(symbolCount, "symbols") };
    const fault = findTableFault(table);
    if (fault !== null) cursor.fail(fault);
    tables.push([id, table]);
  }
  return tables;
}

export function readTableId(cursor: ByteCursor): number {
  const id = cursor.u8("Huffman table number");
  if (id > tableIdMax) cursor.fail(`Huffman table ${id}; there are 0 to ${tableIdMax}`);
  cursor.finish("the block header");
  return id;
}

/** Restarts are found by their markers, whatever interval is announced. */
export function readRestartInterval(cursor: ByteCursor): void {
  cursor.u16("restart interval");
  cursor.finish("the restart interval");
}

function readScaled16(cursor: ByteCursor, field: string): number {
  const exponent = cursor.u8(field);
  return unscaleNumber({ exponent, digits: cursor.u16(field) });
}
