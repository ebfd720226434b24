import { countLines, listLines, type Skeleton, type Walk, walkLine } from "./trace-skeleton.ts";

/** Removes dead-end lines shorter than `lengthMinPx` that hang on a junction, and lone lines of that length, in place. */
export function pruneSpurs(skeleton: Skeleton, lengthMinPx: number): void {
  const { ridges, pixels } = skeleton;
  const path = new Int32Array(lengthMinPx);
  const lines = new Int32Array(4);
  const walk: Walk = { steps: 0, at: 0, stop: "open" };
  for (let index = 0; index < pixels.length; index += 1) {
    const at = pixels[index]!;
    if (ridges[at] !== 1) continue;
    const leaving = countLines(skeleton, at);
    if (leaving === 0) {
      ridges[at] = 0;
      continue;
    }
    if (leaving !== 1) continue;
    listLines(skeleton, at, lines);
    walkLine(skeleton, { from: at, first: lines[0]!, stepsMax: lengthMinPx, path }, walk);
    if (walk.stop === "open") continue;
    // The junction itself stays: the ridge it sits on goes through.
    const end = walk.stop === "junction" ? walk.steps - 1 : walk.steps;
    ridges[at] = 0;
    for (let step = 0; step < end; step += 1) ridges[path[step]!] = 0;
  }
}
