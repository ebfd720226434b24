import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { region } from "./eye-region.ts";
import type { MaskLine } from "./mask-line.ts";

const { iris, lash } = region;

/** A lash is darker than its surroundings by this many of their standard deviations, and at least by so many levels. */
const lashDeviations = 2;
const lashDepthMin = 14;
/** Half the side of the square that a pixel is compared with, in limbus radii. */
const surroundingsRatio = 0.1;

/** A mask as wide as said, with a line a row of it, outside of which there is no iris. */
export type LashMask = {
  readonly regions: Uint8Array;
  readonly width: number;
  readonly lines: readonly MaskLine[];
};

/** Compares every iris pixel above the centre with the other iris pixels around it. */
export function markLashes(image: GrayImage, limbus: Circle, { regions, width, lines }: LashMask): void {
  const reach = Math.max(2, Math.round(limbus.radius * surroundingsRatio));
  const above = lines.filter(({ y }) => y < limbus.y);
  const empty = () => new Int32Array(width + 2 * reach + 1);
  const window = { reach, counts: empty(), sums: empty(), squares: empty() };
  const eye = { image, regions };
  for (const line of lines.slice(0, reach)) addLine(window, eye, line, 1);
  above.forEach((line, row) => {
    const enters = lines[row + reach];
    const leaves = lines[row - reach - 1];
    if (enters !== undefined) addLine(window, eye, enters, 1);
    if (leaves !== undefined) addLine(window, eye, leaves, -1);
    markLine(window, eye, line);
  });
}

type Seen = { readonly image: GrayImage; readonly regions: Uint8Array };

/**
 * Sums of each column over the lines of a window, which moves down a line at a time. Column `x` stands at place
 * `x + reach + 1`; nothing is beyond both ends.
 */
type Window = {
  readonly reach: number;
  readonly counts: Int32Array;
  readonly sums: Int32Array;
  readonly squares: Int32Array;
};

function addLine(
  { reach, counts, sums, squares }: Window,
  { image, regions }: Seen,
  line: MaskLine,
  sign: 1 | -1,
): void {
  const pixelsAt = line.y * image.widthPx + line.left;
  for (let column = line.from; column <= line.to; column += 1) {
    const kind = regions[line.start + column]!;
    // What was found before stays in the sums: a lash must not look fainter for having a neighbour.
    if (kind !== iris && kind !== lash) continue;
    const level = image.pixels[pixelsAt + column]!;
    const at = column + reach + 1;
    counts[at]! += sign;
    sums[at]! += sign * level;
    squares[at]! += sign * level * level;
  }
}

function markLine({ reach, counts, sums, squares }: Window, { image, regions }: Seen, line: MaskLine): void {
  const pixelsAt = line.y * image.widthPx + line.left;
  const reachBoth = 2 * reach + 1;
  let count = 0;
  let sum = 0;
  let square = 0;
  for (let enters = line.from; enters < line.from + reachBoth; enters += 1) {
    count += counts[enters]!;
    sum += sums[enters]!;
    square += squares[enters]!;
  }
  for (let column = line.from; column <= line.to; column += 1) {
    const enters = column + reachBoth;
    count += counts[enters]! - counts[column]!;
    sum += sums[enters]! - sums[column]!;
    square += squares[enters]! - squares[column]!;
    if (regions[line.start + column] !== iris) continue;
    const depth = sum / count - image.pixels[pixelsAt + column]!;
    if (depth <= lashDepthMin) continue;
    const variance = square / count - (sum / count) ** 2;
    if (depth * depth > lashDeviations * lashDeviations * variance) regions[line.start + column] = lash;
  }
}
