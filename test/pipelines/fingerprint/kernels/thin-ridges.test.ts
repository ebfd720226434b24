import fc from "fast-check";
import { expect, it } from "vitest";
import { pruneSpurs } from "../../../../pipelines/fingerprint/kernels/prune-spurs.ts";
import { thinRidges } from "../../../../pipelines/fingerprint/kernels/thin-ridges.ts";
import { countLines, type Skeleton } from "../../../../pipelines/fingerprint/kernels/trace-skeleton.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";

const size = 60;

it("thins a bar to one line with two endings", () => {
  const skeleton = thin([{ x: 10, y: 20, width: 40, height: 7 }]);
  expect(tally(skeleton)).toEqual({ endings: 2, junctions: 0 });
  const columns = Array.from({ length: 30 }, (_, index) => countColumn(skeleton, 15 + index));
  expect(columns).toEqual(new Array(30).fill(1));
});

it("thins a T of bars to one junction and three endings", () => {
  const skeleton = thin([
    { x: 5, y: 10, width: 50, height: 5 },
    { x: 28, y: 10, width: 5, height: 40 },
  ]);
  expect(tally(skeleton)).toEqual({ endings: 3, junctions: 1 });
});

it("leaves a ring closed", () => {
  const skeleton = thin([{ x: 10, y: 10, width: 40, height: 40 }], [{ x: 16, y: 16, width: 28, height: 28 }]);
  expect(tally(skeleton)).toEqual({ endings: 0, junctions: 0 });
});

it("takes off a short spur and leaves the line through, but keeps a long branch", () => {
  const withBranch = (length: number) => {
    const skeleton = draw([
      { x: 5, y: 30, width: 50, height: 1 },
      { x: 30, y: 31, width: 1, height: length },
    ]);
    pruneSpurs(skeleton, 9);
    return tally(skeleton);
  };
  expect(withBranch(5)).toEqual({ endings: 2, junctions: 0 });
  expect(withBranch(20)).toEqual({ endings: 3, junctions: 1 });
});

it("thins as the paper's conditions say, pixel by pixel, at any width", () => {
  const image = fc
    .record({ widthPx: fc.integer({ min: 3, max: 70 }), heightPx: fc.integer({ min: 3, max: 24 }), seed: fc.nat() })
    .map(({ widthPx, heightPx, seed }) => ({ widthPx, heightPx, ridges: drawBlots(widthPx, heightPx, seed) }));
  fc.assert(
    fc.property(image, ({ widthPx, heightPx, ridges }) => {
      const expected = thinSlowly(ridges, widthPx, heightPx);
      const skeleton = thinRidges(ridges, widthPx, heightPx);
      expect([...skeleton.ridges]).toEqual([...expected]);
      expect([...skeleton.pixels]).toEqual([...expected.keys()].filter((at) => expected[at] === 1));
    }),
    { numRuns: 150 },
  );
});

function drawBlots(widthPx: number, heightPx: number, seed: number): Uint8Array {
  const random = createRandom(`blots ${seed}`);
  const fine = Array.from({ length: widthPx * heightPx }, () => random.next());
  const at = (x: number, y: number) => fine[Math.min(heightPx - 1, y) * widthPx + Math.min(widthPx - 1, x)]!;
  return Uint8Array.from(fine, (_, index) => {
    const [x, y] = [index % widthPx, Math.floor(index / widthPx)];
    return at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1) > 1.8 ? 1 : 0;
  });
}

/** Guo and Hall 1989, a pixel at a time. */
function thinSlowly(image: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const ridges = image.map((value, at) => {
    const [x, y] = [at % widthPx, Math.floor(at / widthPx)];
    return x === 0 || y === 0 || x === widthPx - 1 || y === heightPx - 1 ? 0 : value;
  });
  for (let step = 0, idle = 0; idle < 2; step = 1 - step) {
    const deleted = [...ridges.keys()].filter((at) => ridges[at] === 1 && isDeletable(ridges, at, widthPx, step));
    for (const at of deleted) ridges[at] = 0;
    idle = deleted.length === 0 ? idle + 1 : 0;
  }
  return ridges;
}

function isDeletable(ridges: Uint8Array, at: number, widthPx: number, step: number): boolean {
  const around = [-widthPx, 1 - widthPx, 1, widthPx + 1, widthPx, widthPx - 1, -1, -widthPx - 1];
  const p = (index: number) => ridges[at + around[(index - 2) % 8]!] === 1;
  const count = (claims: readonly boolean[]) => claims.filter(Boolean).length;
  const runs = count([2, 4, 6, 8].map((index) => !p(index) && (p(index + 1) || p(index + 2))));
  const first = count(
    [
      [9, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ].map(([a, b]) => p(a!) || p(b!)),
  );
  const second = count(
    [
      [2, 3],
      [4, 5],
      [6, 7],
      [8, 9],
    ].map(([a, b]) => p(a!) || p(b!)),
  );
  const neighbours = Math.min(first, second);
  const stays = step === 0 ? (p(6) || p(7) || !p(9)) && p(8) : (p(2) || p(3) || !p(5)) && p(4);
  return runs === 1 && neighbours >= 2 && neighbours <= 3 && !stays;
}

type Bar = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

function draw(bars: readonly Bar[], holes: readonly Bar[] = []): Skeleton {
  const ridges = new Uint8Array(size * size);
  const fill = ({ x, y, width, height }: Bar, value: number) => {
    for (let row = y; row < y + height; row += 1) ridges.fill(value, row * size + x, row * size + x + width);
  };
  for (const bar of bars) fill(bar, 1);
  for (const hole of holes) fill(hole, 0);
  const pixels = Int32Array.from(ridges.keys()).filter((at) => ridges[at] === 1);
  return { widthPx: size, heightPx: size, ridges, pixels };
}

function thin(bars: readonly Bar[], holes: readonly Bar[] = []): Skeleton {
  return thinRidges(draw(bars, holes).ridges, size, size);
}

function tally(skeleton: Skeleton) {
  let endings = 0;
  let junctions = 0;
  skeleton.ridges.forEach((ridge, at) => {
    if (ridge !== 1) return;
    const lines = countLines(skeleton, at);
    if (lines === 1) endings += 1;
    if (lines >= 3) junctions += 1;
  });
  return { endings, junctions };
}

function countColumn({ ridges }: Skeleton, column: number): number {
  let count = 0;
  for (let row = 0; row < size; row += 1) count += ridges[row * size + column]!;
  return count;
}
