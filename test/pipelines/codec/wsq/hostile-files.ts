import { joinBytes, u8, u16, u32 } from "../../../../pipelines/codec/byte-parts.ts";
import { wsqMarker } from "../../../../pipelines/codec/wsq/wsq-format.ts";
import type { Random } from "../../../../runtime/kernel/random.ts";
import { joinPieces, type Piece, segmentPiece, splitPieces } from "./compose-wsq.ts";

/** Sound files, and one of them chosen to be spoilt. */
type Spoil = (file: Uint8Array, random: Random, others: readonly [Uint8Array, ...Uint8Array[]]) => Uint8Array;

const extremes = [0, 1, 2, 3, 7, 8, 31, 32, 33, 127, 128, 254, 255] as const;

/** Bytes changed anywhere; half of the time in the tables, of which a file has only some hundred bytes. */
const changeBytes: Spoil = (file, random) => {
  const changed = file.slice();
  const limit = random.next() < 0.5 ? Math.min(file.length, 1_000) : file.length;
  for (let times = random.integer(1, 12); times > 0; times -= 1) {
    const at = random.integer(0, limit - 1);
    changed[at] = random.next() < 0.5 ? random.pick(extremes) : changed[at]! ^ (1 << random.integer(0, 7));
  }
  return changed;
};

const tear: Spoil = (file, random) => file.subarray(0, random.integer(0, file.length - 1));

const cutOut: Spoil = (file, random) => {
  const start = random.integer(0, file.length - 1);
  return joinBytes([file.subarray(0, start), file.subarray(start + random.integer(1, 64))]);
};

const putIn: Spoil = (file, random) => {
  const at = random.integer(0, file.length - 1);
  const noise = Uint8Array.from({ length: random.integer(1, 64) }, () => random.integer(0, 255));
  return joinBytes([file.subarray(0, at), noise, file.subarray(at)]);
};

/** Pieces left out, doubled or exchanged; often two files mixed. */
const shuffle: Spoil = (file, random, others) => {
  const pieces = splitPieces(file);
  const foreign = splitPieces(random.pick(others));
  for (let times = random.integer(1, 4); times > 0; times -= 1) {
    const [at, to] = [random.integer(0, pieces.length - 1), random.integer(0, pieces.length - 1)];
    const choice = random.integer(0, 3);
    if (choice === 0) pieces.splice(at, 1);
    else if (choice === 1) pieces.splice(to, 0, pieces[at]!);
    else if (choice === 2) pieces.splice(to, 1, random.pick(foreign as [Piece, ...Piece[]]));
    else [pieces[at], pieces[to]] = [pieces[to]!, pieces[at]!];
    if (pieces.length === 0) break;
  }
  return joinPieces(pieces);
};

/** A frame, transform, quantisation or Huffman table made up from nothing, whole in its form. */
const makeUp: Spoil = (file, random) => {
  const pieces = splitPieces(file);
  const byte = () => (random.next() < 0.4 ? random.pick(extremes) : random.integer(0, 255));
  const bytes = (length: number) => Uint8Array.from({ length }, byte);
  const made = random.pick<() => Piece>([
    () => {
      const [low, high] = [random.integer(1, 33), random.integer(1, 33)];
      const taps = Array.from({ length: ((low + 1) >> 1) + ((high + 1) >> 1) }, () =>
        joinBytes([u8(random.integer(0, 1)), u8(random.pick([0, 9, 255])), u32(random.integer(0, 0xffff_ffff))]),
      );
      return segmentPiece(wsqMarker.transform, joinBytes([u8(low), u8(high), ...taps]));
    },
    () => segmentPiece(wsqMarker.quantisation, bytes(387)),
    () => {
      const side = () => u16(random.pick([0, 1, 2, 31, 64, 90, 200, 700, 65_535]));
      return segmentPiece(wsqMarker.startOfFrame, joinBytes([bytes(2), side(), side(), bytes(9)]));
    },
    () => {
      const counts = Uint8Array.from({ length: 16 }, (_, index) => random.integer(0, random.pick([0, 1, 2, index])));
      const count = counts.reduce((sum, each) => sum + each, 0);
      const first = random.integer(0, 255);
      // Mostly each symbol once, in an order of their own; else whatever comes.
      const symbols = random.next() < 0.8 ? bytes(count).map((_, at) => first + 37 * at) : bytes(count);
      return segmentPiece(wsqMarker.huffman, joinBytes([u8(random.integer(0, 8)), counts, symbols]));
    },
    () => segmentPiece(wsqMarker.restartInterval, bytes(random.integer(0, 4))),
  ])();
  const at = pieces.findIndex(({ marker }) => marker === made.marker);
  if (at >= 0 && random.next() < 0.8) pieces[at] = made;
  else pieces.splice(random.integer(0, pieces.length), 0, made);
  return joinPieces(pieces);
};

/** The coded data of a block made up, restart markers among them. */
const makeUpData: Spoil = (file, random) => {
  const pieces = splitPieces(file).map((each) => {
    if (each.marker !== wsqMarker.startOfBlock || random.next() < 0.4) return each;
    const length = random.integer(0, Math.max(1, each.bytes.length));
    const noise = Array.from({ length }, () => {
      const byte = random.integer(0, 255);
      if (byte !== 0xff) return [byte];
      return [byte, random.next() < 0.8 ? 0 : random.integer(0xb0, 0xb7)];
    });
    return { ...each, bytes: joinBytes([each.bytes.subarray(0, 5), Uint8Array.from(noise.flat())]) };
  });
  return joinPieces(pieces);
};

const ways: readonly [Spoil, ...Spoil[]] = [
  changeBytes,
  changeBytes,
  tear,
  cutOut,
  putIn,
  shuffle,
  makeUp,
  makeUp,
  makeUpData,
];

/** A file that somebody might send to do harm. The same random stream gives the same file. */
export function spoilFile(files: readonly [Uint8Array, ...Uint8Array[]], random: Random): Uint8Array {
  let spoilt = random.pick(files);
  const first = random.pick(ways);
  spoilt = first(spoilt, random, files);
  return random.next() < 0.3 && spoilt.length > 0 ? changeBytes(spoilt, random, files) : spoilt;
}
