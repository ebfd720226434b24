import { type ByteCursor, createByteCursor } from "../byte-cursor.ts";
import { fromLatin } from "../byte-parts.ts";
import type { FilterBank } from "./filter-bank.ts";
import type { HuffmanTable } from "./huffman-code.ts";
import { readResolution } from "./nist-comment.ts";
import {
  type Quantisation,
  readFrame,
  readHuffmanTables,
  readQuantisation,
  readRestartInterval,
  readTableId,
  readTransform,
  type WsqFrame,
} from "./read-segments.ts";
import { blockStarts, refuseWsq, wsqMarker } from "./wsq-format.ts";

/** One block of coded bin indices, with the tables that held when it began. */
export type WsqBlock = {
  readonly table: HuffmanTable;
  readonly quantisation: Quantisation;
  /** Views into the file, 0x00 after each 0xFF; more than one where restart markers divide them. */
  readonly intervals: readonly Uint8Array[];
};

/** A WSQ file taken apart, nothing decoded. */
export type WsqFile = {
  readonly frame: WsqFrame;
  readonly transform: FilterBank;
  /** Three. */
  readonly blocks: readonly WsqBlock[];
  /** Every comment, wherever it stood. */
  readonly comments: readonly string[];
  /** What NIST's comment states, or null. */
  readonly resolutionPpi: number | null;
};

/** No encoder comes near; a file of nothing but segments must not fill the memory. */
const segmentsMax = 4096;
/** In one block; the same of nothing but restart markers. */
const intervalsMax = 65_536;

type Reading = {
  frame: WsqFrame | null;
  transform: FilterBank | null;
  quantisation: Quantisation | null;
  readonly tables: Map<number, HuffmanTable>;
  readonly blocks: WsqBlock[];
  readonly comments: string[];
};

/**
 * Takes a WSQ file apart: every segment is held against its length and the order of the standard. Tables may be defined
 * again between blocks, and comments may stand anywhere.
 * @throws BoothError `codec.invalid` when it is not whole
 */
export function readWsq(bytes: Uint8Array): WsqFile {
  const refuse = (offsetBytes: number, problem: string) => refuseWsq(problem, offsetBytes);
  const cursor = createByteCursor(bytes, refuse);
  if (cursor.u16("start of image") !== wsqMarker.startOfImage) refuse(0, "not a WSQ image");
  const reading: Reading = {
    frame: null,
    transform: null,
    quantisation: null,
    tables: new Map(),
    blocks: [],
    comments: [],
  };
  for (let segments = 0; segments < segmentsMax; segments += 1) {
    const marker = readMarker(cursor);
    if (marker === wsqMarker.endOfImage) return finish(reading, cursor);
    const body = cursor.enter(readLength(cursor), "segment");
    if (marker === wsqMarker.startOfBlock) reading.blocks.push(readBlock(reading, body, cursor));
    else readTable(reading, marker, body);
  }
  return cursor.fail(`more than ${segmentsMax} segments`);
}

/** A marker may have any number of 0xFF before it. */
function readMarker(cursor: ByteCursor): number {
  if (cursor.u8("marker") !== 0xff) cursor.fail("no marker where one must be");
  for (;;) {
    const code = cursor.u8("marker");
    if (code !== 0xff) return 0xff00 | code;
  }
}

function readLength(cursor: ByteCursor): number {
  const lengthBytes = cursor.u16("segment length");
  return lengthBytes < 2 ? cursor.fail("a segment shorter than its own length") : lengthBytes - 2;
}

function readTable(reading: Reading, marker: number, body: ByteCursor): void {
  switch (marker) {
    case wsqMarker.comment:
      reading.comments.push(fromLatin(body.take(body.remaining(), "comment")));
      break;
    case wsqMarker.transform:
      reading.transform = readTransform(body);
      break;
    case wsqMarker.quantisation:
      reading.quantisation = readQuantisation(body);
      break;
    case wsqMarker.huffman:
      for (const [id, table] of readHuffmanTables(body)) reading.tables.set(id, table);
      break;
    case wsqMarker.restartInterval:
      readRestartInterval(body);
      break;
    case wsqMarker.startOfFrame:
      if (reading.frame !== null) body.fail("a second frame header");
      reading.frame = readFrame(body);
      break;
    default:
      body.fail(`the marker 0x${marker.toString(16)}, which WSQ does not have`);
  }
}

function readBlock({ frame, quantisation, tables, blocks }: Reading, body: ByteCursor, cursor: ByteCursor): WsqBlock {
  if (frame === null) return body.fail("a block before the frame header");
  if (quantisation === null) return body.fail("a block before a quantisation table");
  if (blocks.length === blockStarts.length) return body.fail(`more than ${blockStarts.length} blocks`);
  const id = readTableId(body);
  const table = tables.get(id);
  if (table === undefined) return body.fail(`Huffman table ${id} is not defined`);
  return { table, quantisation, intervals: readIntervals(cursor) };
}

/** Coded data up to the next marker that is no restart. A block's restarts count on from its first, from 7 to 0 again. */
function readIntervals(cursor: ByteCursor): readonly Uint8Array[] {
  const rest = cursor.peek();
  const intervals: Uint8Array[] = [];
  let start = 0;
  let restart = -1;
  for (let at = rest.indexOf(0xff); at >= 0 && at + 1 < rest.length; at = rest.indexOf(0xff, at)) {
    const code = 0xff00 | (rest[at + 1] ?? 0);
    if (code === 0xff00) {
      at += 2;
      continue;
    }
    intervals.push(rest.subarray(start, at));
    if (!isNextRestart(code, restart)) {
      cursor.take(at, "coded data");
      return intervals;
    }
    if (intervals.length === intervalsMax) cursor.fail(`more than ${intervalsMax} restarts`);
    restart = code;
    at += 2;
    start = at;
  }
  return cursor.fail("coded data without an end");
}

function isNextRestart(code: number, last: number): boolean {
  const { firstRestart, lastRestart } = wsqMarker;
  if (code < firstRestart || code > lastRestart) return false;
  return last < 0 || code === (last === lastRestart ? firstRestart : last + 1);
}

function finish({ frame, transform, blocks, comments }: Reading, cursor: ByteCursor): WsqFile {
  // Some writers fill a file up to a whole word or block; anything else behind the end is not passed over.
  if (cursor.peek().some((byte) => byte !== 0)) cursor.fail("bytes after the end of the image");
  if (frame === null) return cursor.fail("no frame header");
  if (transform === null) return cursor.fail("no transform table");
  if (blocks.length < blockStarts.length) return cursor.fail(`${blocks.length} of ${blockStarts.length} blocks`);
  return { frame, transform, blocks, comments, resolutionPpi: readResolution(comments) };
}
