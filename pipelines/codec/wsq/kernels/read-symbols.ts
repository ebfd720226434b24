import { type HuffmanLookup, quickBits } from "../huffman-lookup.ts";
import { wsqSymbol } from "../wsq-format.ts";

const { zeroRunMax, plus8, plus16, minus16, run8, run16, indexOffset } = wsqSymbol;
const lastSymbol = 254;
/** Ones behind the last byte, so that a window may be taken anywhere up to a whole symbol beyond it. */
const marginBytes = 12;

/** Entropy-coded data between two markers, without the bytes that were stuffed in. */
export type CodedBits = { readonly view: DataView; readonly bitLength: number };

/** Takes out the 0x00 after each 0xFF. */
export function unstuff(bytes: Uint8Array): CodedBits {
  const plain = new Uint8Array(bytes.length + marginBytes);
  let to = 0;
  for (let from = 0; from < bytes.length; ) {
    const stuffed = bytes.indexOf(0xff, from);
    const end = stuffed < 0 ? bytes.length : stuffed + 1;
    plain.set(bytes.subarray(from, end), to);
    to += end - from;
    from = stuffed < 0 ? end : end + 1;
  }
  plain.fill(0xff, to);
  return { view: new DataView(plain.buffer), bitLength: 8 * to };
}

/** How far decoding came: the next place in the indices, and what is wrong or null. */
export type SymbolsRead = { readonly next: number; readonly fault: string | null };

export type SymbolRange = { readonly start: number; readonly end: number; readonly isBeforeRestart: boolean };

/** Bits taken so far, and indices found so far. */
type Progress = { bit: number; next: number };

/**
 * Decodes bin indices from `start` until `end` is reached or, before a restart marker, until no more is left than the ones
 * that fill the last byte. Zeros are skipped: `indices` must be 0 there.
 */
export function readSymbols(
  coded: CodedBits,
  lookup: HuffmanLookup,
  indices: Int32Array,
  { start, end, isBeforeRestart }: SymbolRange,
): SymbolsRead {
  const { view, bitLength } = coded;
  const progress: Progress = { bit: 0, next: start };
  const fault = (problem: string): SymbolsRead => ({ next: progress.next, fault: problem });
  while (progress.next < end && !(isBeforeRestart && isDone(coded, progress.bit))) {
    const symbol = takeSymbol(view, lookup, progress);
    if (symbol > run16 && symbol <= lastSymbol) indices[progress.next++] = symbol - indexOffset;
    else if (symbol > 0 && symbol <= zeroRunMax) progress.next += symbol;
    else if (!takeExtended(view, symbol, indices, progress)) return fault("a code that stands for nothing");
    if (progress.bit > bitLength) return fault("the coded data end too early");
  }
  if (progress.next > end) return fault("a run of zeros beyond the end of its block");
  if (!isFilling(coded, progress.bit)) return fault("coded data after the last bin index");
  return { next: progress.next, fault: null };
}

/** The next code's symbol, or 0, which none stands for, where no code begins. */
function takeSymbol(view: DataView, lookup: HuffmanLookup, progress: Progress): number {
  const window = view.getUint32(progress.bit >>> 3) << (progress.bit & 7);
  const quick = lookup.quick[window >>> (32 - quickBits)]!;
  const found = quick === 0 ? findLongCode(lookup, window >>> 16) : quick;
  progress.bit += found >> 8;
  return found & 0xff;
}

/** Length × 256 + symbol, or 0 for bits that begin no code. */
function findLongCode({ ends, offsets, symbols }: HuffmanLookup, ahead: number): number {
  for (let length = quickBits + 1; length <= 16; length += 1) {
    if (ahead < ends[length]!) return (length << 8) | symbols[(ahead >>> (16 - length)) + offsets[length]!]!;
  }
  return 0;
}

/** A symbol whose length of run or size of index follows it. False for one that stands for nothing, or a run of none. */
function takeExtended(view: DataView, symbol: number, indices: Int32Array, progress: Progress): boolean {
  if (symbol < plus8 || symbol > run16) return false;
  const bits = symbol === plus16 || symbol === minus16 || symbol === run16 ? 16 : 8;
  const extra = (view.getUint32(progress.bit >>> 3) << (progress.bit & 7)) >>> (32 - bits);
  progress.bit += bits;
  if (symbol < run8) indices[progress.next++] = symbol === plus8 || symbol === plus16 ? extra : -extra;
  else progress.next += extra;
  return extra > 0 || symbol < run8;
}

/** Whether nothing is left but fewer than eight ones. */
function isDone({ view, bitLength }: CodedBits, bit: number): boolean {
  return bitLength - bit < 8 && (view.getUint16(bit >>> 3) << (16 + (bit & 7))) >> 24 === -1;
}

/** Whatever fills the last byte, and after it nothing but bytes of ones. */
function isFilling({ view, bitLength }: CodedBits, bit: number): boolean {
  for (let at = (bit + 7) >>> 3; 8 * at < bitLength; at += 1) if (view.getUint8(at) !== 0xff) return false;
  return true;
}
