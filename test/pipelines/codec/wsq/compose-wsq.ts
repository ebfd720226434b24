import { joinBytes, u16 } from "../../../../pipelines/codec/byte-parts.ts";
import { readBinIndices } from "../../../../pipelines/codec/wsq/decode-wsq.ts";
import { assignCodes, type HuffmanTable, planHuffmanTable } from "../../../../pipelines/codec/wsq/huffman-code.ts";
import { countSymbols, sumBits, writeSymbols } from "../../../../pipelines/codec/wsq/kernels/write-symbols.ts";
import { blockSegment, huffmanSegment } from "../../../../pipelines/codec/wsq/write-segments.ts";
import { wsqMarker } from "../../../../pipelines/codec/wsq/wsq-format.ts";

/** A piece of a WSQ file: a marker alone, a segment, or a block header with the coded data after it. */
export type Piece = { readonly marker: number; readonly bytes: Uint8Array };

/** Takes a sound file to pieces, so that a test can put another one together. */
export function splitPieces(file: Uint8Array): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < file.length; ) {
    const marker = (file[at]! << 8) | file[at + 1]!;
    let end = at + 2;
    if (marker !== wsqMarker.startOfImage && marker !== wsqMarker.endOfImage)
      end += (file[at + 2]! << 8) | file[at + 3]!;
    if (marker === wsqMarker.startOfBlock) while (file[end] !== 0xff || file[end + 1] === 0) end += 1;
    pieces.push({ marker, bytes: file.subarray(at, end) });
    at = end;
  }
  return pieces;
}

export function joinPieces(pieces: readonly Piece[]): Uint8Array {
  return joinBytes(pieces.map(({ bytes }) => bytes));
}

export function piece(bytes: Uint8Array): Piece {
  return { marker: (bytes[0]! << 8) | bytes[1]!, bytes };
}

/** A marker, its length and these bytes. */
export function segmentPiece(marker: number, body: Uint8Array): Piece {
  return piece(joinBytes([u16(marker), u16(body.length + 2), body]));
}

/** The bin indices of each block of a file, one after another. */
export function readBlocks(file: Uint8Array): readonly [Int32Array, Int32Array, Int32Array] {
  const bands = readBinIndices(file);
  const join = (from: number, to: number) =>
    Int32Array.from(bands.slice(from, to).flatMap((band) => [...(band ?? [])]));
  return [join(0, 19), join(19, 52), join(52, 64)];
}

export function planTable(...blocks: readonly Int32Array[]): HuffmanTable {
  const frequencies = new Uint32Array(256);
  for (const block of blocks) countSymbols(block, 0, block.length, frequencies);
  return planHuffmanTable(frequencies);
}

/** Codes indices from `start` to `end` on their own. */
export function codeIndices(indices: Int32Array, start: number, end: number, table: HuffmanTable): Uint8Array {
  const codes = assignCodes(table);
  const frequencies = new Uint32Array(256);
  countSymbols(indices, start, end, frequencies);
  return writeSymbols(indices, start, end, codes, sumBits(frequencies, codes.lengths));
}

/** A block with its own table 5, cut by restart markers after every `interval` indices. */
export function restartedBlock(indices: Int32Array, interval: number): Piece[] {
  const parts: Uint8Array[] = [];
  const cuts: [number, number][] = [];
  for (let start = 0; start < indices.length; start += interval)
    cuts.push([start, Math.min(indices.length, start + interval)]);
  const frequencies = new Uint32Array(256);
  for (const [start, end] of cuts) countSymbols(indices, start, end, frequencies);
  const table = planHuffmanTable(frequencies);
  for (const [number, [start, end]] of cuts.entries()) {
    if (number > 0) parts.push(u16(wsqMarker.firstRestart + ((number - 1) % 8)));
    parts.push(codeIndices(indices, start, end, table));
  }
  return [piece(huffmanSegment(5, table)), piece(blockSegment(5, joinBytes(parts)))];
}
