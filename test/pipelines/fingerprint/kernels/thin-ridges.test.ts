import { expect, it } from "vitest";
import { pruneSpurs } from "../../../../pipelines/fingerprint/kernels/prune-spurs.ts";
import { thinRidges } from "../../../../pipelines/fingerprint/kernels/thin-ridges.ts";
import { countLines, type Skeleton } from "../../../../pipelines/fingerprint/kernels/trace-skeleton.ts";

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
