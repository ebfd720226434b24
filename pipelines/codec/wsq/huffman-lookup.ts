import { codeLengthMax, type HuffmanTable } from "./huffman-code.ts";

/** Codes of up to this many bits are found in one step. */
export const quickBits = 10;

/** A Huffman table made ready for decoding. */
export type HuffmanLookup = {
  /** By the next `quickBits` bits: code length × 256 + symbol, or 0 where the code is longer or there is none. */
  readonly quick: Uint16Array;
  /** By length: one more than the last code, moved left to 16 bits. A code belongs to the first length it lies below. */
  readonly ends: Int32Array;
  /** By length: what to add to a code to find its place in `symbols`. */
  readonly offsets: Int32Array;
  readonly symbols: Uint8Array;
};

/** What cannot be a table, in words; null for one that can. A code of all ones is allowed. */
export function findTableFault({ counts, symbols }: HuffmanTable): string | null {
  let code = 0;
  for (const [index, count] of counts.entries()) {
    code = 2 * code + count;
    if (code > 2 ** (index + 1)) return `a Huffman table with more codes of ${index + 1} bits than there can be`;
  }
  return new Set(symbols).size < symbols.length ? "a Huffman table with a symbol twice" : null;
}

/** @param table one without fault */
export function createLookup({ counts, symbols }: HuffmanTable): HuffmanLookup {
  const quick = new Uint16Array(1 << quickBits);
  const ends = new Int32Array(codeLengthMax + 1);
  const offsets = new Int32Array(codeLengthMax + 1);
  let code = 0;
  let next = 0;
  for (const [index, count] of counts.entries()) {
    const length = index + 1;
    offsets[length] = next - code;
    if (length <= quickBits) {
      const spread = 1 << (quickBits - length);
      for (let each = 0; each < count; each += 1) {
        quick.fill((length << 8) | (symbols[next + each] ?? 0), (code + each) * spread, (code + each + 1) * spread);
      }
    }
    code += count;
    next += count;
    ends[length] = code << (codeLengthMax - length);
    code *= 2;
  }
  return { quick, ends, offsets, symbols };
}
