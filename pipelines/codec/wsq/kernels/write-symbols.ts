import type { HuffmanCodes } from "../huffman-code.ts";
import { wsqSymbol } from "../wsq-format.ts";

const { zeroRunMax, plus8, minus8, plus16, minus16, run8, run16, indexOffset, indexMin, indexMax } = wsqSymbol;
const runMax = 65_535;

/** Adds how often each symbol is needed for these bin indices. */
export function countSymbols(indices: Int32Array, start: number, end: number, frequencies: Uint32Array): void {
  for (let at = start; at < end; ) {
    const index = indices[at]!;
    const run = index === 0 ? measureRun(indices, at, end) : 1;
    frequencies[index === 0 ? symbolOfRun(run) : symbolOfIndex(index)]! += 1;
    at += run;
  }
}

/** The bits that symbols of these frequencies and what follows them take together. */
export function sumBits(frequencies: Uint32Array, lengths: Uint8Array): number {
  let bits = 0;
  for (let symbol = 0; symbol < lengths.length; symbol += 1) {
    bits += frequencies[symbol]! * (lengths[symbol]! + extraBits(symbol));
  }
  return bits;
}

type BitSink = { readonly bytes: Uint8Array; place: number; bits: number; held: number };

/**
 * Bin indices as Huffman codes, with the bits that follow some of them; the last byte is filled with ones, and every 0xFF
 * is followed by a 0x00.
 * @param bitCount as `sumBits` has it for just these indices
 */
export function writeSymbols(
  indices: Int32Array,
  start: number,
  end: number,
  { codes, lengths }: HuffmanCodes,
  bitCount: number,
): Uint8Array {
  const sink: BitSink = { bytes: new Uint8Array(2 * Math.ceil(bitCount / 8)), place: 0, bits: 0, held: 0 };
  for (let at = start; at < end; ) {
    const index = indices[at]!;
    const run = index === 0 ? measureRun(indices, at, end) : 1;
    const symbol = index === 0 ? symbolOfRun(run) : symbolOfIndex(index);
    putBits(sink, codes[symbol]!, lengths[symbol]!);
    if (symbol > zeroRunMax && symbol <= run16) putBits(sink, index === 0 ? run : Math.abs(index), extraBits(symbol));
    at += run;
  }
  if (sink.held > 0) putBits(sink, 0xff >> sink.held, 8 - sink.held);
  return sink.bytes.subarray(0, sink.place);
}

/** At most 7 bits wait and 16 come: no more than 23 are ever held. */
function putBits(sink: BitSink, value: number, width: number): void {
  const bits = (sink.bits << width) | value;
  let held = sink.held + width;
  while (held >= 8) {
    held -= 8;
    const byte = (bits >>> held) & 0xff;
    sink.bytes[sink.place++] = byte;
    if (byte === 0xff) sink.place += 1;
  }
  sink.bits = bits;
  sink.held = held;
}

function measureRun(indices: Int32Array, start: number, end: number): number {
  const limit = Math.min(end, start + runMax);
  let at = start + 1;
  while (at < limit && indices[at] === 0) at += 1;
  return at - start;
}

function symbolOfRun(run: number): number {
  if (run <= zeroRunMax) return run;
  return run <= 0xff ? run8 : run16;
}

function symbolOfIndex(index: number): number {
  if (index >= indexMin && index <= indexMax) return index + indexOffset;
  if (index > 0) return index <= 0xff ? plus8 : plus16;
  return index >= -0xff ? minus8 : minus16;
}

function extraBits(symbol: number): number {
  if (symbol <= zeroRunMax || symbol > run16) return 0;
  return symbol === plus16 || symbol === minus16 || symbol === run16 ? 16 : 8;
}
