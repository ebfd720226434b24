import type { Point } from "../../runtime/kernel/geometry.ts";
import { type InkMask, neighboursOf } from "./kernels/drop-specks.ts";

/**
 * Follows thinned ink as a pen would: from a free end, straight on where lines cross, until nothing is left. A line without
 * a free end is followed both ways from its topmost pixel. Points are pixels of the mask.
 */
export function traceLines({ widthPx, heightPx, ink }: InkMask): Point[][] {
  const left = Uint8Array.from(ink);
  const around = (index: number) => neighboursOf(index, widthPx, heightPx).filter((next) => left[next] === 1);
  const starts: number[] = [];
  for (let index = 0; index < ink.length; index += 1) if (ink[index] === 1) starts.push(index);
  const ends = starts.filter((index) => around(index).length <= 1);

  const lines: number[][] = [];
  for (const start of [...ends, ...starts]) {
    if (left[start] === 0) continue;
    left[start] = 0;
    const line = [start];
    walkOn(line, { left, around, widthPx });
    line.reverse();
    walkOn(line, { left, around, widthPx });
    lines.push(line);
  }
  return lines.map((line) => line.map((index) => placeOf(index, widthPx)));
}

type Ground = {
  readonly left: Uint8Array;
  readonly around: (index: number) => readonly number[];
  readonly widthPx: number;
};

/** Lengthens a line at its end as far as ink is left, and takes that ink away. */
function walkOn(line: number[], { left, around, widthPx }: Ground): void {
  const isBeside = (one: number, other: number) => Math.abs(one - other) === 1 || Math.abs(one - other) === widthPx;
  for (let steps = 0; steps < left.length; steps += 1) {
    const here = line.at(-1) ?? 0;
    const choices = around(here);
    const straight = straightest(line, choices, widthPx);
    if (straight === undefined) return;
    // Where a line has a step, its corner pixel comes first: passed by, it would be left as a line of its own.
    const corner = choices.find((other) => isBeside(other, here) && isBeside(other, straight));
    const next = corner ?? straight;
    left[next] = 0;
    line.push(next);
  }
}

/** Looks back this many points for the direction of travel. */
const memory = 5;

function straightest(line: readonly number[], choices: readonly number[], widthPx: number): number | undefined {
  const here = placeOf(line.at(-1) ?? 0, widthPx);
  const back = placeOf(line.at(-Math.min(line.length, memory)) ?? 0, widthPx);
  let best: number | undefined;
  let bestTurn = Number.NEGATIVE_INFINITY;
  for (const choice of choices) {
    const { x, y } = placeOf(choice, widthPx);
    const turn =
      ((x - here.x) * (here.x - back.x) + (y - here.y) * (here.y - back.y)) / Math.hypot(x - here.x, y - here.y);
    if (turn <= bestTurn) continue;
    bestTurn = turn;
    best = choice;
  }
  return best;
}

function placeOf(index: number, widthPx: number): Point {
  return { x: index % widthPx, y: Math.floor(index / widthPx) };
}
