import { countMarks } from "./count-marks.ts";

/**
 * Pixels in patches of at least `areaMin` pixels, each patch a set of marked pixels that touch by their sides; smaller
 * ones count for nothing. `marks` of a frame so wide, 1 or 0; they are used up.
 */
export function sumPatches(marks: Uint8Array, widthPx: number, areaMin: number): number {
  // On most faces nothing is marked. Each marked pixel lies on the stack once at most.
  const stack = new Int32Array(countMarks(marks));
  if (stack.length < areaMin) return 0;
  let sum = 0;
  for (let start = 0; start < marks.length; start += 1) {
    if (marks[start] !== 1) continue;
    const area = takePatch(marks, widthPx, start, stack);
    if (area >= areaMin) sum += area;
  }
  return sum;
}

/** Each pixel is unmarked as it goes onto the stack, so that none goes there twice and the stack cannot overflow. */
function takePatch(marks: Uint8Array, widthPx: number, start: number, stack: Int32Array): number {
  let area = 0;
  let depth = push(marks, start, stack, 0);
  while (depth > 0) {
    depth -= 1;
    const index = stack[depth]!;
    const column = index % widthPx;
    area += 1;
    if (column > 0) depth = push(marks, index - 1, stack, depth);
    if (column < widthPx - 1) depth = push(marks, index + 1, stack, depth);
    if (index >= widthPx) depth = push(marks, index - widthPx, stack, depth);
    if (index + widthPx < marks.length) depth = push(marks, index + widthPx, stack, depth);
  }
  return area;
}

function push(marks: Uint8Array, index: number, stack: Int32Array, depth: number): number {
  if (marks[index] !== 1) return depth;
  marks[index] = 0;
  stack[depth] = index;
  return depth + 1;
}
