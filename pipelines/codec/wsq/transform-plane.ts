import type { Synthesis } from "./filter-bank.ts";
import { synthesiseLinesByAny } from "./kernels/filter-any.ts";
import { analyseLines, type NineTaps, synthesiseLines } from "./kernels/filter-nine.ts";
import { openPlane, type PlaneLines, type Strip } from "./kernels/line-strip.ts";
import type { SubbandTree, TreeNode } from "./subband-tree.ts";

/** Takes an image of whole rows apart into its subbands, in place. */
export function takeApart(plane: Float64Array, rowPx: number, { nodes }: SubbandTree, taps: NineTaps): void {
  const inside = openPlane(plane, longestSide(nodes));
  chooseTaps(inside.strip, taps);
  // The last node, the highest band's, is left whole: it is never coded.
  for (const node of nodes.slice(0, -1).filter(hasSamples)) {
    analyseLines(rowsOf(node, inside.plane, rowPx), inside.strip);
    analyseLines(columnsOf(node, inside.plane, rowPx), inside.strip);
  }
  plane.set(inside.plane);
}

/**
 * Puts an image together from its subbands, in place.
 * @param isHighestSplit whether the four subbands of the highest band are coded
 */
export function putTogether(
  plane: Float64Array,
  rowPx: number,
  { nodes }: SubbandTree,
  synthesis: Synthesis,
  isHighestSplit: boolean,
): void {
  const inside = openPlane(plane, longestSide(nodes));
  if ("nine" in synthesis) chooseTaps(inside.strip, synthesis.nine);
  const pass = (lines: PlaneLines) => {
    if ("nine" in synthesis) synthesiseLines(lines, inside.strip);
    else synthesiseLinesByAny(lines, synthesis.any, inside.strip);
  };
  for (const node of (isHighestSplit ? nodes : nodes.slice(0, -1)).filter(hasSamples).toReversed()) {
    pass(columnsOf(node, inside.plane, rowPx));
    pass(rowsOf(node, inside.plane, rowPx));
  }
  plane.set(inside.plane);
}

function chooseTaps({ simd, samples }: Strip, { even, odd }: NineTaps): void {
  // The strip is filled anew by every pass: until then its beginning is free.
  samples.set(even);
  samples.set(odd, even.length);
  simd.chooseNineTaps(samples.byteOffset, samples.byteOffset + even.byteLength);
}

/** Splits of a small image end in nothing. */
function hasSamples({ widthPx, heightPx }: TreeNode): boolean {
  return widthPx > 0 && heightPx > 0;
}

function rowsOf(node: TreeNode, plane: Float64Array, rowPx: number): PlaneLines {
  const { left, top, widthPx, heightPx, areRowsInverted } = node;
  const start = top * rowPx + left;
  return { plane, start, length: widthPx, step: 1, lines: heightPx, lineStep: rowPx, isInverted: areRowsInverted };
}

function columnsOf(node: TreeNode, plane: Float64Array, rowPx: number): PlaneLines {
  const { left, top, widthPx, heightPx, areColumnsInverted } = node;
  const start = top * rowPx + left;
  return { plane, start, length: heightPx, step: rowPx, lines: widthPx, lineStep: 1, isInverted: areColumnsInverted };
}

function longestSide(nodes: readonly TreeNode[]): number {
  return Math.max(...nodes.map(({ widthPx, heightPx }) => Math.max(widthPx, heightPx)));
}
