import type { BlockMask } from "./largest-patch.ts";

/** Steps from block to block below this share of the lighter one are shading: a shadow's edge is wider than a sheet's. */
const stepMinRatio = 0.1;
/** Noise steps up to this many times the usual step. */
const stepOverUsual = 3;

/** How much of the level of the way behind counts at each block: an edge that is part of two blocks is one step all the same. */
const memory = 0.75;

/**
 * What cannot be reached from the image's frame without a step of level: a sheet on its ground, whatever shadow lies
 * across both. `levels` are those of the blocks with all writing lifted.
 */
export function floodGround(columns: number, rows: number, levels: Uint8Array): BlockMask {
  const mask = new Uint8Array(columns * rows).fill(1);
  const floor = stepOverUsual * findUsualStep(columns, levels);
  const ground = new Float32Array(mask.length);
  const reached: number[] = [];
  const reach = (at: number, level: number) => {
    mask[at] = 0;
    ground[at] = level;
    reached.push(at);
  };
  for (let at = 0; at < mask.length; at += 1) {
    const column = at % columns;
    if (column === 0 || column === columns - 1 || at < columns || at >= mask.length - columns) reach(at, levels[at]!);
  }
  const visit = (from: number, at: number) => {
    if (mask[at] !== 1) return;
    const [one, other] = [ground[from]!, levels[at]!];
    if (Math.abs(one - other) > Math.max(floor, stepMinRatio * Math.max(one, other))) return;
    reach(at, memory * one + (1 - memory) * other);
  };
  for (let next = 0; next < reached.length; next += 1) {
    const at = reached[next]!;
    if (at % columns > 0) visit(at, at - 1);
    if (at % columns < columns - 1) visit(at, at + 1);
    visit(at, at - columns);
    visit(at, at + columns);
  }
  return { columns, rows, mask };
}

/** Median difference of neighbours. */
function findUsualStep(columns: number, levels: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at + columns < levels.length; at += 1) counts[Math.abs(levels[at]! - levels[at + columns]!)]! += 1;
  let left = (levels.length - columns) / 2;
  let step = 0;
  while (step < 255 && left > counts[step]!) left -= counts[step++]!;
  return step;
}
