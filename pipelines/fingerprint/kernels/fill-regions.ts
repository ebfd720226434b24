import type { Box } from "../../../runtime/kernel/geometry.ts";

/**
 * Keeps, of a black (0) on white (255) image, the 4-connected black region with the largest bounding box, its holes
 * filled; all else becomes white. Changes `pixels` in place and returns that box, or null when nothing is black.
 */
export function keepLargestRegion(pixels: Uint8Array, widthPx: number, heightPx: number): Box | null {
  fillHoles(pixels, widthPx, heightPx);
  const labels = new Int32Array(pixels.length);
  const stack = new Int32Array(pixels.length);
  let best: Box | null = null;
  let bestLabel = 0;
  let label = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    if (pixels[at] !== 0 || labels[at] !== 0) continue;
    label += 1;
    const box = labelRegion(pixels, labels, { start: at, label, widthPx }, stack);
    if (best !== null && box.width * box.height <= best.width * best.height) continue;
    best = box;
    bestLabel = label;
  }
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = bestLabel > 0 && labels[at] === bestLabel ? 0 : 255;
  return best;
}

type Seed = { readonly start: number; readonly label: number; readonly widthPx: number };

function labelRegion(pixels: Uint8Array, labels: Int32Array, { start, label, widthPx }: Seed, stack: Int32Array): Box {
  let depth = 1;
  stack[0] = start;
  labels[start] = label;
  const visit = (other: number) => {
    if (pixels[other] !== 0 || labels[other] !== 0) return;
    labels[other] = label;
    stack[depth] = other;
    depth += 1;
  };
  let left = widthPx;
  let right = 0;
  let top = start;
  let bottom = start;
  while (depth > 0) {
    depth -= 1;
    const at = stack[depth]!;
    const x = at % widthPx;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, at);
    bottom = Math.max(bottom, at);
    if (x > 0) visit(at - 1);
    if (x < widthPx - 1) visit(at + 1);
    visit(at - widthPx);
    visit(at + widthPx);
  }
  const firstRow = Math.floor(top / widthPx);
  const lastRow = Math.floor(bottom / widthPx);
  return { x: left, y: firstRow, width: right - left + 1, height: lastRow - firstRow + 1 };
}

/** Blackens all white that does not touch the image's edge through its four neighbours. */
function fillHoles(pixels: Uint8Array, widthPx: number, heightPx: number): void {
  const isOutside = new Uint8Array(pixels.length);
  const stack = new Int32Array(pixels.length);
  let depth = 0;
  const push = (at: number) => {
    if (pixels[at] !== 255 || isOutside[at] !== 0) return;
    isOutside[at] = 1;
    stack[depth] = at;
    depth += 1;
  };
  for (let x = 0; x < widthPx; x += 1) {
    push(x);
    push((heightPx - 1) * widthPx + x);
  }
  for (let y = 0; y < heightPx; y += 1) {
    push(y * widthPx);
    push(y * widthPx + widthPx - 1);
  }
  while (depth > 0) {
    depth -= 1;
    const at = stack[depth]!;
    const x = at % widthPx;
    if (x > 0) push(at - 1);
    if (x < widthPx - 1) push(at + 1);
    if (at >= widthPx) push(at - widthPx);
    if (at < pixels.length - widthPx) push(at + widthPx);
  }
  for (let at = 0; at < pixels.length; at += 1) if (isOutside[at] === 0) pixels[at] = 0;
}
