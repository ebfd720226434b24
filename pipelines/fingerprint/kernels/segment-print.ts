import { keepLargestRegion } from "./fill-regions.ts";
import { type RidgeFlow, smoothCells } from "./ridge-flow.ts";

/** A cell belongs to the print when its gradients reach this part of the strong cells'… */
const strengthShareMin = 0.3;
/** …and this many grey levels a pixel. */
const strengthMin = 1.5;
const strongQuantile = 0.85;

/**
 * Marks the cells of the one connected print: strong, directed gradients, holes filled. 1 inside, 0 outside; all 0 when
 * nothing looks like ridges.
 */
export function segmentPrint(flow: RidgeFlow): Uint8Array {
  const { columns, rows } = flow;
  // Flat background keeps a random direction, so strength counts only as far as it is directed.
  const directed = flow.strength.map((strength, cell) => strength * (0.3 + 0.7 * flow.coherence[cell]!));
  const sorted = directed.slice().sort();
  const strong = sorted[Math.floor(strongQuantile * (sorted.length - 1))] ?? 0;
  const limit = Math.max(strengthMin, strengthShareMin * strong);
  smoothCells(directed, columns, rows);
  const paper = new Uint8Array(directed.length);
  for (let cell = 0; cell < paper.length; cell += 1) paper[cell] = directed[cell]! >= limit ? 0 : 255;
  keepLargestRegion(paper, columns, rows);
  return paper.map((level) => (level === 0 ? 1 : 0));
}
