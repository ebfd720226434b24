import type { Box, Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { region } from "./eye-region.ts";

/** A lash is darker than its surroundings by this many of their standard deviations, and at least by so many levels. */
const lashDeviations = 2;
const lashDepthMin = 14;
/** Half the side of the square that a pixel is compared with, in limbus radii. */
const surroundingsRatio = 0.1;

/** Compares every iris pixel above the centre with the other iris pixels around it. */
export function markLashes(
  { pixels, widthPx }: GrayImage,
  limbus: Circle,
  { box, regions }: { readonly box: Box; readonly regions: Uint8Array },
): void {
  const { width, height } = box;
  const reach = Math.max(2, Math.round(limbus.radius * surroundingsRatio));
  const lastRow = Math.min(height, Math.ceil(limbus.y - box.y));
  // Sums of each column over the rows of the window, which moves down a row at a time; nothing beyond both its ends.
  const empty = () => new Int32Array(width + 2 * reach + 1);
  const window = { reach, counts: empty(), sums: empty(), squares: empty() };
  // What was found before stays in the sums: a lash must not look fainter for having a neighbour.
  const isIris = new Uint8Array(width * height);
  const reached = Math.min(height, lastRow + reach) * width;
  for (let index = 0; index < reached; index += 1) isIris[index] = regions[index] === region.iris ? 1 : 0;

  const addRow = (row: number, sign: number): void => {
    if (row < 0 || row >= height) return;
    const from = (box.y + row) * widthPx + box.x;
    const marks = isIris.subarray(row * width, (row + 1) * width);
    const last = marks.lastIndexOf(1);
    for (let column = Math.max(0, marks.indexOf(1)); column <= last; column += 1) {
      if (marks[column] === 0) continue;
      const level = pixels[from + column]!;
      const at = column + reach + 1;
      window.counts[at]! += sign;
      window.sums[at]! += sign * level;
      window.squares[at]! += sign * level * level;
    }
  };
  for (let row = 0; row < reach; row += 1) addRow(row, 1);
  for (let row = 0; row < lastRow; row += 1) {
    addRow(row + reach, 1);
    addRow(row - reach - 1, -1);
    const at = (box.y + row) * widthPx + box.x;
    const from = row * width;
    markRow(window, {
      isIris: isIris.subarray(from, from + width),
      levels: pixels.subarray(at, at + width),
      regions: regions.subarray(from, from + width),
    });
  }
}

/** Column `x` stands at place `x + reach + 1`. */
type Window = {
  readonly reach: number;
  readonly counts: Int32Array;
  readonly sums: Int32Array;
  readonly squares: Int32Array;
};
type Row = { readonly isIris: Uint8Array; readonly levels: Uint8Array; readonly regions: Uint8Array };

function markRow({ reach, counts, sums, squares }: Window, { isIris, levels, regions }: Row): void {
  const reachBoth = 2 * reach + 1;
  let count = 0;
  let sum = 0;
  let square = 0;
  for (let enters = reach + 1; enters < reachBoth; enters += 1) {
    count += counts[enters]!;
    sum += sums[enters]!;
    square += squares[enters]!;
  }
  for (let column = 0; column < levels.length; column += 1) {
    const enters = column + reachBoth;
    count += counts[enters]! - counts[column]!;
    sum += sums[enters]! - sums[column]!;
    square += squares[enters]! - squares[column]!;
    if (isIris[column] === 0) continue;
    const depth = sum / count - levels[column]!;
    if (depth <= lashDepthMin) continue;
    const variance = square / count - (sum / count) ** 2;
    if (depth * depth > lashDeviations * lashDeviations * variance) regions[column] = region.lash;
  }
}
