/** A Huffman table as files carry it: how many codes of each length from 1 to 16, and the symbols in code order. */
export type HuffmanTable = { readonly counts: readonly number[]; readonly symbols: Uint8Array };

/** Code and its length in bits, by symbol; length 0 where a symbol has no code. */
export type HuffmanCodes = { readonly codes: Uint16Array; readonly lengths: Uint8Array };

export const codeLengthMax = 16;
const symbolCount = 256;
/** One more symbol of frequency 1 takes the code of all ones, which is then left out. */
const reserved = symbolCount;

/**
 * The table of shortest codes for these frequencies (ITU-T T.81 | ISO/IEC 10918-1, K.2), at most 16 bits long and none
 * all ones.
 * @param frequencies of 256 symbols
 */
export function planHuffmanTable(frequencies: Uint32Array): HuffmanTable {
  const sizes = codeSizes(frequencies);
  const counts = limitLengths(sizes);
  const longest = counts.findLastIndex((count) => count > 0);
  if (longest >= 0) counts[longest] = (counts[longest] ?? 0) - 1;
  const symbols = Array.from({ length: symbolCount }, (_, symbol) => symbol)
    .filter((symbol) => (sizes[symbol] ?? 0) > 0)
    .sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0) || a - b);
  return { counts: counts.slice(1, codeLengthMax + 1), symbols: Uint8Array.from(symbols) };
}

/** Codes counted upwards within a length and doubled from one length to the next. */
export function assignCodes({ counts, symbols }: HuffmanTable): HuffmanCodes {
  const codes = new Uint16Array(symbolCount);
  const lengths = new Uint8Array(symbolCount);
  let code = 0;
  let next = 0;
  for (const [index, count] of counts.entries()) {
    for (const symbol of symbols.subarray(next, next + count)) {
      codes[symbol] = code;
      lengths[symbol] = index + 1;
      code += 1;
    }
    next += count;
    code *= 2;
  }
  return { codes, lengths };
}

/** Joins the two rarest trees until one is left, and lengthens the codes of all in a joined tree (figure K.1). */
function codeSizes(frequencies: Uint32Array): Uint32Array {
  const weights = new Float64Array(symbolCount + 1);
  weights.set(frequencies);
  weights[reserved] = 1;
  const sizes = new Uint32Array(symbolCount + 1);
  const others = new Int32Array(symbolCount + 1).fill(-1);
  for (let joined = 0; joined <= symbolCount; joined += 1) {
    const first = rarest(weights, -1);
    const second = rarest(weights, first);
    if (second < 0) break;
    weights[first] = (weights[first] ?? 0) + (weights[second] ?? 0);
    weights[second] = 0;
    const end = lengthen(sizes, others, first);
    others[end] = second;
    lengthen(sizes, others, second);
  }
  return sizes;
}

/** The symbol of the least weight above 0, the last of several; -1 when there is none. */
function rarest(weights: Float64Array, except: number): number {
  let best = -1;
  for (let symbol = 0; symbol < weights.length; symbol += 1) {
    const weight = weights[symbol] ?? 0;
    if (weight > 0 && symbol !== except && (best < 0 || weight <= (weights[best] ?? 0))) best = symbol;
  }
  return best;
}

/** One bit more for every symbol of a tree. Returns its last symbol. */
function lengthen(sizes: Uint32Array, others: Int32Array, first: number): number {
  let symbol = first;
  for (;;) {
    sizes[symbol] = (sizes[symbol] ?? 0) + 1;
    const next = others[symbol] ?? -1;
    if (next < 0) return symbol;
    symbol = next;
  }
}

/** Number of codes of each length, index = length, with those beyond 16 bits moved up (figure K.3). */
function limitLengths(sizes: Uint32Array): number[] {
  const counts: number[] = new Array(symbolCount + 2).fill(0);
  for (const size of sizes) if (size > 0) counts[size] = (counts[size] ?? 0) + 1;
  const add = (length: number, change: number) => {
    counts[length] = (counts[length] ?? 0) + change;
  };
  for (let length = symbolCount + 1; length > codeLengthMax; length -= 1) {
    while ((counts[length] ?? 0) > 0) {
      let shorter = length - 2;
      while (counts[shorter] === 0) shorter -= 1;
      add(length, -2);
      add(length - 1, 1);
      add(shorter + 1, 2);
      add(shorter, -1);
    }
  }
  return counts.slice(0, codeLengthMax + 1);
}
