import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analysisTaps,
  type FilterBank,
  standardBank,
  synthesisOf,
} from "../../../../pipelines/codec/wsq/filter-bank.ts";
import { buildSubbandTree, type TreeNode } from "../../../../pipelines/codec/wsq/subband-tree.ts";
import { putTogether, takeApart } from "../../../../pipelines/codec/wsq/transform-plane.ts";

const root = Math.SQRT1_2;
const bank = (low: [number, number[]], high: [number, number[]]): FilterBank => ({
  low: { length: low[0], taps: Float64Array.from(low[1]) },
  high: { length: high[0], taps: Float64Array.from(high[1]) },
});

/** Pairs from the literature that restore perfectly, as a file would carry them. */
const banks = {
  "9 and 7": standardBank,
  "5 and 3 (LeGall)": bank([5, [0.75 / root, 0.25 / root, -0.125 / root]], [3, [root, -0.5 * root]]),
  "3 and 5": bank([3, [root, 0.5 * root]], [5, [0.75 / root, -0.25 / root, -0.125 / root]]),
  "2 and 2 (Haar)": bank([2, [root]], [2, [-root]]),
  "2 and 6": bank([2, [root]], [6, [-root, root / 8, root / 8]]),
  "6 and 2": bank([6, [root, root / 8, -root / 8]], [2, [-root]]),
} as const;

const sides = fc.record({
  widthPx: fc.integer({ min: 1, max: 90 }),
  heightPx: fc.integer({ min: 1, max: 90 }),
  seed: fc.integer(),
});

describe("taking an image apart and putting it together", () => {
  it("gives it back for every size, with the filters of the standard", () => {
    fc.assert(
      fc.property(sides, ({ widthPx, heightPx, seed }) => {
        const tree = buildSubbandTree(widthPx, heightPx);
        const plane = noise(widthPx * heightPx, seed);
        const changed = plane.slice();
        takeApart(changed, widthPx, tree, analysisTaps(standardBank));
        putTogether(changed, widthPx, tree, synthesisOf(standardBank), false);
        expect(largestDifference(changed, plane)).toBeLessThan(1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it("takes it apart as the plain definition of the filters has it", () => {
    const [widthPx, heightPx] = [67, 50];
    const tree = buildSubbandTree(widthPx, heightPx);
    const plane = noise(widthPx * heightPx, 7);
    const defined = plane.slice();
    for (const node of tree.nodes.slice(0, -1)) analyseByDefinition(defined, widthPx, node, standardBank);
    takeApart(plane, widthPx, tree, analysisTaps(standardBank));
    expect(largestDifference(plane, defined)).toBeLessThan(1e-11);
  });

  it.each(Object.entries(banks))("gives it back with filters of %s taps, the highest band split too", (_, filters) => {
    fc.assert(
      fc.property(sides, ({ widthPx, heightPx, seed }) => {
        const tree = buildSubbandTree(widthPx, heightPx);
        const plane = noise(widthPx * heightPx, seed);
        const changed = plane.slice();
        for (const node of tree.nodes) analyseByDefinition(changed, widthPx, node, filters);
        putTogether(changed, widthPx, tree, synthesisOf(filters), true);
        expect(largestDifference(changed, plane)).toBeLessThan(1e-8);
      }),
      { numRuns: 40 },
    );
  });

  it("refuses filters that do not belong together", () => {
    const pair = (low: number, high: number) => () => synthesisOf(bank([low, [1]], [high, [1]]));
    expect(pair(0, 7)).toThrow("codec.invalid");
    expect(pair(9, 33)).toThrow("codec.invalid");
    expect(pair(8, 7)).toThrow("codec.invalid");
  });
});

/** One split by nothing but the definition: a sample is the sum over taps about its centre, the line mirrored at will. */
function analyseByDefinition(plane: Float64Array, rowPx: number, node: TreeNode, filters: FilterBank): void {
  const { left, top, widthPx, heightPx, areRowsInverted, areColumnsInverted } = node;
  for (let row = 0; row < heightPx; row += 1) {
    const at = (column: number) => (top + row) * rowPx + left + column;
    const line = Array.from({ length: widthPx }, (_, column) => plane[at(column)]!);
    for (const [column, value] of splitLine(line, filters, areRowsInverted).entries()) plane[at(column)] = value;
  }
  for (let column = 0; column < widthPx; column += 1) {
    const at = (row: number) => (top + row) * rowPx + left + column;
    const line = Array.from({ length: heightPx }, (_, row) => plane[at(row)]!);
    for (const [row, value] of splitLine(line, filters, areColumnsInverted).entries()) plane[at(row)] = value;
  }
}

function splitLine(line: readonly number[], { low, high }: FilterBank, isInverted: boolean): number[] {
  const isOdd = low.length % 2 === 1;
  const sample = (index: number) => line[fold(index, line.length, isOdd)]!;
  const symmetric = (taps: Float64Array, centre: number) =>
    taps.reduce(
      (sum, tap, out) => sum + tap * (out === 0 ? sample(centre) : sample(centre - out) + sample(centre + out)),
      0,
    );
  const between = (taps: Float64Array, before: number, sign: 1 | -1) =>
    taps.reduce((sum, tap, out) => sum + tap * (sample(before - out) + sign * sample(before + 1 + out)), 0);
  const half = line.length >> 1;
  const lows = Array.from({ length: line.length - half }, (_, k) =>
    isOdd ? symmetric(low.taps, 2 * k) : between(low.taps, 2 * k, 1),
  );
  const highs = Array.from({ length: half }, (_, k) =>
    isOdd ? symmetric(high.taps, 2 * k + 1) : between(high.taps, 2 * k, -1),
  );
  return isInverted ? [...highs, ...lows] : [...lows, ...highs];
}

/** Odd filters mirror about the end samples, even ones half a sample outside them. */
function fold(index: number, length: number, isAboutSample: boolean): number {
  const [before, after] = isAboutSample ? [0, 2 * length - 2] : [-1, 2 * length - 1];
  let at = index;
  while (at < 0 || at >= length) {
    if (length === 1) return 0;
    at = at < 0 ? before - at : after - at;
  }
  return at;
}

function noise(count: number, seed: number): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => (Math.imul(at + 1 + seed, 0x9e3779b1) >>> 8) / 2 ** 17 - 64);
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, value, at) => Math.max(worst, Math.abs(value - b[at]!)), 0);
}
