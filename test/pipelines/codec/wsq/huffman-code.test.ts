import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignCodes, type HuffmanTable, planHuffmanTable } from "../../../../pipelines/codec/wsq/huffman-code.ts";
import { createLookup, findTableFault } from "../../../../pipelines/codec/wsq/huffman-lookup.ts";
import { readSymbols, unstuff } from "../../../../pipelines/codec/wsq/kernels/read-symbols.ts";
import { countSymbols, sumBits, writeSymbols } from "../../../../pipelines/codec/wsq/kernels/write-symbols.ts";

const weights = fc.array(fc.tuple(fc.integer({ min: 1, max: 254 }), fc.integer({ min: 1, max: 1e6 })), {
  minLength: 1,
});

function frequenciesOf(pairs: readonly (readonly [number, number])[]): Uint32Array {
  const frequencies = new Uint32Array(256);
  for (const [symbol, count] of pairs) frequencies[symbol] = count;
  return frequencies;
}

/** What all codes together take of what there is; below 1 when one is left over. */
const used = ({ counts }: HuffmanTable) => counts.reduce((sum, count, index) => sum + count / 2 ** (index + 1), 0);

describe("a planned Huffman table", () => {
  it("has a code for every symbol that occurs, and leaves the code of all ones free", () => {
    fc.assert(
      fc.property(weights, (pairs) => {
        const frequencies = frequenciesOf(pairs);
        const table = planHuffmanTable(frequencies);
        const occurring = [...frequencies.keys()].filter((symbol) => frequencies[symbol]! > 0);
        expect([...table.symbols].sort((a, b) => a - b)).toEqual(occurring);
        expect(table.counts.reduce((sum, count) => sum + count, 0)).toBe(occurring.length);
        expect(used(table)).toBeLessThan(1);
        expect(findTableFault(table)).toBeNull();
      }),
    );
  });

  it("gives rarer symbols no shorter codes", () => {
    fc.assert(
      fc.property(weights, (pairs) => {
        const frequencies = frequenciesOf(pairs);
        const { lengths } = assignCodes(planHuffmanTable(frequencies));
        const occurring = [...frequencies.keys()].filter((symbol) => frequencies[symbol]! > 0);
        for (const a of occurring)
          for (const b of occurring)
            if (frequencies[a]! > frequencies[b]!) expect(lengths[a]).toBeLessThanOrEqual(lengths[b]!);
      }),
      { numRuns: 40 },
    );
  });

  it("keeps to 16 bits where the frequencies would ask for more", () => {
    const fibonacci: [number, number][] = [];
    for (let symbol = 1, [a, b] = [1, 1]; symbol <= 40; symbol += 1, [a, b] = [b, a + b]) fibonacci.push([symbol, a]);
    const table = planHuffmanTable(frequenciesOf(fibonacci));
    expect(table.counts).toHaveLength(16);
    expect(table.symbols).toHaveLength(40);
    expect(used(table)).toBeLessThan(1);
    expect(Math.max(...assignCodes(table).lengths)).toBe(16);
  });

  it("has one code of one bit for one symbol, and none for none", () => {
    expect(planHuffmanTable(frequenciesOf([[7, 3]]))).toMatchObject({ counts: [1, ...new Array(15).fill(0)] });
    expect(planHuffmanTable(new Uint32Array(256)).symbols).toHaveLength(0);
  });
});

describe("a Huffman table of a file", () => {
  const counts = (...first: number[]) => [...first, ...new Array(16 - first.length).fill(0)];

  it("may use the code of all ones", () => {
    expect(findTableFault({ counts: counts(2), symbols: Uint8Array.of(1, 2) })).toBeNull();
  });

  it("may not have more codes than there are, or a symbol twice", () => {
    expect(findTableFault({ counts: counts(3), symbols: Uint8Array.of(1, 2, 3) })).toMatch(/more codes of 1 bits/);
    expect(findTableFault({ counts: counts(1, 3), symbols: Uint8Array.of(1, 2, 3, 4) })).toMatch(/2 bits/);
    expect(findTableFault({ counts: counts(0, 2), symbols: Uint8Array.of(9, 9) })).toMatch(/twice/);
  });
});

/** Runs of every form, indices of every form. */
const indices = fc
  .array(
    fc.oneof(
      fc.integer({ min: -80, max: 80 }),
      fc.integer({ min: -300, max: 300 }),
      fc.constantFrom(-65_535, 65_535, -255, 255, -256, 256, -74, -73, 74, 75),
      fc.constantFrom(1, 100, 101, 255, 256, 65_535, 65_536, 70_000).map((count) => new Int32Array(count)),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((parts) => Int32Array.from(parts.flatMap((part) => (typeof part === "number" ? [part] : [...part]))));

function encode(values: Int32Array) {
  const frequencies = new Uint32Array(256);
  countSymbols(values, 0, values.length, frequencies);
  const table = planHuffmanTable(frequencies);
  const codes = assignCodes(table);
  return { table, bytes: writeSymbols(values, 0, values.length, codes, sumBits(frequencies, codes.lengths)) };
}

describe("bin indices as symbols", () => {
  it("come back as they were, and no 0xFF stands alone", () => {
    fc.assert(
      fc.property(indices, (values) => {
        const { table, bytes } = encode(values);
        for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) expect(bytes[at + 1]).toBe(0);
        const read = new Int32Array(values.length);
        const range = { start: 0, end: read.length, isBeforeRestart: false };
        expect(readSymbols(unstuff(bytes), createLookup(table), read, range)).toEqual({
          next: read.length,
          fault: null,
        });
        expect(read).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });

  it("are missed when the bytes end early, and not made up", () => {
    const values = Int32Array.from({ length: 400 }, (_, at) => (at % 7) * (at % 3) - 5);
    const { table, bytes } = encode(values);
    const lookup = createLookup(table);
    for (let length = 0; length < bytes.length - 1; length += 1) {
      const range = { start: 0, end: values.length, isBeforeRestart: false };
      const { fault } = readSymbols(unstuff(bytes.subarray(0, length)), lookup, new Int32Array(values.length), range);
      expect(fault).not.toBeNull();
    }
  });

  const one = { counts: [1, ...new Array(15).fill(0)], symbols: Uint8Array.of(1) };
  const reading = (table: HuffmanTable, bytes: readonly number[], count: number) =>
    readSymbols(unstuff(Uint8Array.from(bytes)), createLookup(table), new Int32Array(count), {
      start: 0,
      end: count,
      isBeforeRestart: false,
    }).fault;
  const single = (symbol: number) => ({ ...one, symbols: Uint8Array.of(symbol) });

  it.each([
    ["bits that are no code", one, [0xff, 0x00], 4, /not|nothing/],
    ["the symbol 0", single(0), [0x00], 4, /nothing/],
    ["the symbol 255", single(255), [0x00], 4, /nothing/],
    ["a run of no zeros", single(105), [0x00, 0x00], 4, /nothing/],
    ["a run beyond the block", single(100), [0x7f], 4, /beyond/],
    ["a long run beyond the block", single(106), [0x7f, 0xff, 0x00, 0x80], 4, /beyond/],
    ["bytes after the last index", one, [0x00, 0x00], 4, /after the last/],
    ["too few bits for a magnitude", single(103), [0x00], 1, /too early/],
  ])("are refused for %s", (_, table, bytes, count, problem) => {
    expect(reading(table, bytes, count)).toMatch(problem);
  });
});
