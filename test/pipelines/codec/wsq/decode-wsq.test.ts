import { describe, expect, it } from "vitest";
import { joinBytes, latin, u8, u16, u32 } from "../../../../pipelines/codec/byte-parts.ts";
import { decodeWsq } from "../../../../pipelines/codec/wsq/decode-wsq.ts";
import { encodeWsq } from "../../../../pipelines/codec/wsq/encode-wsq.ts";
import { readWsq } from "../../../../pipelines/codec/wsq/read-wsq.ts";
import {
  blockSegment,
  commentSegment,
  frameSegment,
  huffmanSegment,
  quantisationSegment,
} from "../../../../pipelines/codec/wsq/write-segments.ts";
import { wsqMarker } from "../../../../pipelines/codec/wsq/wsq-format.ts";
import {
  codeIndices,
  joinPieces,
  type Piece,
  piece,
  planTable,
  readBlocks,
  restartedBlock,
  segmentPiece,
  splitPieces,
} from "./compose-wsq.ts";
import { drawPrint } from "./drawn-print.ts";

const file = encodeWsq(drawPrint(120, 96), { bitsPerPixel: 0.75, comment: null });
const pieces = splitPieces(file);
const decoded = decodeWsq(file).image;
const blocks = readBlocks(file);
const isTable = ({ marker }: Piece) => marker === wsqMarker.huffman || marker === wsqMarker.startOfBlock;
const head = pieces.filter((each) => !isTable(each)).slice(0, -1);
const end = pieces.at(-1)!;
const find = (marker: number) => pieces.find((each) => each.marker === marker)!;

/** The same image put together in another way that the standard allows. */
const decodeAnother = (...parts: readonly Piece[]) => decodeWsq(joinPieces(parts)).image;

describe("decoding WSQ takes", () => {
  it("the file as it was written", () => {
    expect(joinPieces(pieces)).toEqual(file);
    expect(decodeAnother(...head, ...pieces.filter(isTable), end)).toEqual(decoded);
  });

  it("a Huffman table defined again between blocks, under the same number", () => {
    const own = blocks.flatMap((block) => {
      const table = planTable(block);
      const data = codeIndices(block, 0, block.length, table);
      return [piece(huffmanSegment(3, table)), piece(blockSegment(3, data))];
    });
    expect(decodeAnother(...head, ...own, end)).toEqual(decoded);
  });

  it("a quantisation table defined again between blocks, for the blocks after it", () => {
    const { widths } = readWsq(file).blocks[0]!.quantisation;
    const wrong = (isWrong: (band: number) => boolean) =>
      piece(
        quantisationSegment(widths.map((width, band) => (isWrong(band) && width ? { bin: 9, zeroBin: 11 } : width))),
      );
    const tables = pieces.filter(isTable);
    const parts = [
      ...head.map((each) => (each.marker === wsqMarker.quantisation ? wrong((band) => band > 18) : each)),
      ...tables.slice(0, 2),
      wrong((band) => band < 19),
      ...tables.slice(2),
    ];
    expect(decodeAnother(...parts, end)).toEqual(decoded);
  });

  it("a transform defined again, of which the last holds", () => {
    const first = segmentPiece(wsqMarker.transform, joinBytes([u8(1), u8(1), tap(1), tap(1)]));
    expect(decodeAnother(pieces[0]!, first, ...pieces.slice(1))).toEqual(decoded);
    const last = [...pieces.slice(0, -1), find(wsqMarker.transform), end];
    expect(decodeAnother(...last)).toEqual(decoded);
  });

  it("tables in any order before the frame header, and several in one segment", () => {
    const [first, second] = pieces.filter(({ marker }) => marker === wsqMarker.huffman);
    const both = segmentPiece(wsqMarker.huffman, joinBytes([first!.bytes.subarray(4), second!.bytes.subarray(4)]));
    const [start, ...tables] = head;
    const own = pieces.filter(({ marker }) => marker === wsqMarker.startOfBlock);
    expect(decodeAnother(start!, both, ...tables.toReversed(), ...own, end)).toEqual(decoded);
  });

  it("comments anywhere, after the last block too, and unknown bytes of Latin 1 in them", () => {
    const said = (text: string) => piece(commentSegment(text));
    const parts = pieces.flatMap((each, index) => (index === 0 ? [each] : [said(`before ${index} é`), each]));
    const { image, comments } = decodeWsq(joinPieces(parts));
    expect(image).toEqual(decoded);
    expect(comments).toHaveLength(pieces.length);
    expect(comments.at(-1)).toBe(`before ${pieces.length - 1} é`);
  });

  it("restart markers, wherever they cut", () => {
    for (const interval of [1000, 97, 31]) {
      const own = blocks.flatMap((block) => restartedBlock(block, interval));
      const announced = segmentPiece(wsqMarker.restartInterval, u16(interval));
      expect(decodeAnother(...head, announced, ...own, end)).toEqual(decoded);
    }
  });

  it("a code of all ones", () => {
    expect(decodeAnother(...head, ...blocks.flatMap(fullBlock), end)).toEqual(decoded);
  });

  it("zeros that fill the file up behind its end", () => {
    expect(decodeWsq(Buffer.concat([file, new Uint8Array(3)])).image).toEqual(decoded);
  });

  it("bytes of 0xFF before a marker", () => {
    const filled = pieces.flatMap((each, index) =>
      index === 0 ? [each] : [{ ...each, bytes: joinBytes([u8(0xff), u8(0xff), each.bytes]) }],
    );
    expect(decodeAnother(...filled)).toEqual(decoded);
  });

  it("an image of any size down to one pixel", () => {
    for (const [widthPx, heightPx] of [
      [1, 1],
      [1, 40],
      [2, 3],
      [17, 5],
    ] as const) {
      const empty = [
        piece(frameSegment(widthPx, heightPx, { shift: 90, scale: 1 })),
        piece(quantisationSegment(new Array(64).fill(null))),
      ];
      const table = planTable(Int32Array.of(0));
      const own = [0, 1, 2].map(() => piece(blockSegment(0, new Uint8Array(0))));
      const image = decodeAnother(
        pieces[0]!,
        find(wsqMarker.transform),
        ...empty,
        piece(huffmanSegment(0, table)),
        ...own,
        end,
      );
      expect(image).toEqual({
        widthPx,
        heightPx,
        resolutionPpi: 500,
        pixels: new Uint8Array(widthPx * heightPx).fill(90),
      });
    }
  });
});

function tap(value: number): Uint8Array {
  return joinBytes([u8(value < 0 ? 1 : 0), u8(0), u32(Math.abs(value))]);
}

/** The block with a table that uses every code there is. */
function fullBlock(indices: Int32Array): Piece[] {
  const { symbols } = planTable(indices);
  const bits = Math.ceil(Math.log2(Math.max(2, symbols.length)));
  const spare = 2 ** bits - symbols.length;
  // `spare` codes one bit shorter, all others of the full length: together they take everything.
  const counts = new Array(16).fill(0);
  if (spare > 0) counts[bits - 2] = spare;
  counts[bits - 1] = symbols.length - spare;
  const table = { counts, symbols };
  expect(counts.reduce((sum, count, index) => sum + count / 2 ** (index + 1), 0)).toBe(1);
  return [piece(huffmanSegment(2, table)), piece(blockSegment(2, codeIndices(indices, 0, indices.length, table)))];
}

describe("decoding WSQ refuses", () => {
  it("a file torn at any byte, or with one too many", () => {
    for (let length = 0; length < file.length; length += 1) {
      expect(() => decodeWsq(file.subarray(0, length))).toThrow("codec.invalid");
    }
    expect(() => decodeWsq(Buffer.concat([file, Uint8Array.of(1)]))).toThrow("codec.invalid");
  });

  it.each([
    wsqMarker.transform,
    wsqMarker.quantisation,
    wsqMarker.startOfFrame,
    wsqMarker.huffman,
    wsqMarker.startOfBlock,
  ])("a segment 0x%s that is shorter or longer than its fields", (marker) => {
    for (const change of [-1, 1, -10, 10]) {
      const body = find(marker).bytes.subarray(4);
      const bent =
        change < 0
          ? body.subarray(0, Math.max(0, body.length + change))
          : Buffer.concat([body, new Uint8Array(change)]);
      const own = marker === wsqMarker.startOfBlock ? body.subarray(0, Math.max(0, 1 + change)) : bent;
      const parts = pieces.map((each) => (each === find(marker) ? segmentPiece(marker, own) : each));
      expect(() => decodeWsq(joinPieces(parts))).toThrow("codec.invalid");
    }
  });

  it("an image that filters of 32 taps would be at for a minute, before a pixel is made", () => {
    const long = segmentPiece(wsqMarker.transform, joinBytes([u8(32), u8(32), ...new Array(32).fill(tap(1))]));
    const uncoded = [
      piece(frameSegment(5_000, 5_000, { shift: 90, scale: 1 })),
      piece(quantisationSegment(new Array(64).fill(null))),
      piece(huffmanSegment(0, planTable(Int32Array.of(0)))),
      ...[0, 1, 2].map(() => piece(blockSegment(0, new Uint8Array(0)))),
    ];
    expect(() => decodeAnother(pieces[0]!, long, ...uncoded, end)).toThrow(/at most 100000000 products/);
  });

  const withPiece = (marker: number, instead: Piece) => () =>
    decodeAnother(...pieces.map((each) => (each === find(marker) ? instead : each)));
  const filters = (low: number, high: number, taps: number) =>
    segmentPiece(wsqMarker.transform, joinBytes([u8(low), u8(high), ...new Array(taps).fill(tap(1))]));
  const frame = (widthPx: number, heightPx: number) => piece(frameSegment(widthPx, heightPx, { shift: 100, scale: 1 }));
  const table = (id: number, counts: readonly number[], symbols: number) =>
    segmentPiece(
      wsqMarker.huffman,
      joinBytes([
        u8(id),
        Uint8Array.from({ length: 16 }, (_, index) => counts[index] ?? 0),
        Uint8Array.from({ length: symbols }, (_, index) => index),
      ]),
    );

  it.each([
    ["a low filter of no taps", wsqMarker.transform, filters(0, 7, 4), /0 taps/],
    ["a high filter of no taps", wsqMarker.transform, filters(9, 0, 5), /0 taps/],
    ["a filter of 33 taps", wsqMarker.transform, filters(33, 7, 21), /33 taps/],
    ["one odd and one even filter", wsqMarker.transform, filters(8, 7, 8), /odd/],
    ["no width", wsqMarker.startOfFrame, frame(0, 96), /without pixels/],
    ["no height", wsqMarker.startOfFrame, frame(120, 0), /without pixels/],
    ["an absurd size", wsqMarker.startOfFrame, frame(65_535, 65_535), /at most 25000000/],
    ["a large size with little behind it", wsqMarker.startOfFrame, frame(5_000, 5_000), /stands for nothing/],
    ["Huffman table 8", wsqMarker.huffman, table(8, [1], 1), /Huffman table 8/],
    ["Huffman table 255", wsqMarker.huffman, table(255, [1], 1), /Huffman table 255/],
    ["more codes than bits have", wsqMarker.huffman, table(0, [3], 3), /more codes/],
    ["more than 256 codes", wsqMarker.huffman, table(0, [0, 0, 0, 0, 0, 0, 0, 200, 57], 257), /257 codes/],
    ["codes whose symbols are missing", wsqMarker.huffman, table(0, [0, 0, 0, 8], 7), /symbols/],
    [
      "a symbol twice",
      wsqMarker.huffman,
      segmentPiece(wsqMarker.huffman, joinBytes([u8(0), u8(2), new Uint8Array(15), u16(0x0101)])),
      /twice/,
    ],
    ["a block of table 8", wsqMarker.startOfBlock, piece(blockSegment(8, Uint8Array.of(0))), /Huffman table 8/],
    [
      "a block of a table that is not there",
      wsqMarker.startOfBlock,
      piece(blockSegment(6, Uint8Array.of(0))),
      /6 is not defined/,
    ],
    ["a block without data", wsqMarker.startOfBlock, piece(blockSegment(0, new Uint8Array(0))), /stands for nothing/],
    ["a marker of JPEG", wsqMarker.quantisation, segmentPiece(0xffdb, new Uint8Array(65)), /0xffdb/],
    ["a second frame header", wsqMarker.quantisation, frame(120, 96), /second|frame/],
    ["no transform", wsqMarker.transform, piece(commentSegment("gone")), /transform/],
    ["no quantisation", wsqMarker.quantisation, piece(commentSegment("gone")), /quantisation/],
    ["no frame header", wsqMarker.startOfFrame, piece(commentSegment("gone")), /frame/],
  ])("%s", (_, marker, instead, problem) => {
    const reading = withPiece(marker, instead);
    expect(reading).toThrow("codec.invalid");
    expect(reading).toThrow(problem);
  });

  it("too few blocks, and too many", () => {
    const all = pieces.filter(({ marker }) => marker === wsqMarker.startOfBlock);
    expect(() => decodeAnother(...pieces.filter((each) => each !== all[2]))).toThrow(/2 of 3 blocks/);
    expect(() => decodeAnother(...pieces.slice(0, -1), all[2]!, end)).toThrow(/more than 3 blocks/);
  });

  it("a restart out of turn", () => {
    const [table5, block] = restartedBlock(blocks[0], 97);
    const bent = block!.bytes.slice();
    bent[bent.findIndex((byte, at) => byte === 0xff && bent[at + 1] === 0xb0) + 1] = 0xb3;
    const others = pieces.filter(isTable).slice(2);
    expect(() => decodeAnother(...head, table5!, piece(bent), ...others, end)).toThrow("codec.invalid");
  });

  it("restarts without number", () => {
    const restarts = Uint8Array.from({ length: 140_000 }, (_, at) => (at % 2 === 0 ? 0xff : 0xb0 + ((at >> 1) % 8)));
    const others = pieces.filter(isTable);
    expect(() => decodeAnother(...head, others[0]!, piece(blockSegment(0, restarts)), end)).toThrow(/more than 65536/);
  });

  it("segments without number, before they fill the memory", () => {
    const comments = new Array(5_000).fill(piece(commentSegment("")));
    expect(() => decodeAnother(pieces[0]!, ...comments, ...pieces.slice(1))).toThrow(/more than 4096 segments/);
  });

  it.each([["PPI 0"], ["PPI 99999"], ["PPI -1"], ["PPI five"], ["PPI 1e3"]])("to believe %s, and takes 500", (line) => {
    const said = segmentPiece(wsqMarker.comment, latin(`NIST_COM 2\n${line}\n`));
    const parts = pieces.map((each) => (each.marker === wsqMarker.comment ? said : each));
    expect(decodeAnother(...parts).resolutionPpi).toBe(500);
  });
});
