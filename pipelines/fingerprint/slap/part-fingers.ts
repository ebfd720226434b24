import { drawSkylines, findNotches, type Skyline } from "./find-tips.ts";
import { carveSeam, type Seam } from "./kernels/carve-seam.ts";
import type { UprightSlap } from "./kernels/turn-upright.ts";

/** The cells of one finger or of one thing that may be a finger: columns and rows of the upright slap in turn. */
export type Part = Int32Array;

/** How far a cut between two fingers may wander from the notch between their tips. */
const seamReachMm = 4;

/** Parts every patch of skin into fingers at the notches between their tips. Joints below a tip stay with it. */
export function partFingers(slap: UprightSlap, count: number): readonly Part[] {
  return drawSkylines(slap, count).flatMap((skyline) => {
    const notches = findNotches(skyline, slap.cellsPerMm);
    const reach = Math.round(seamReachMm * slap.cellsPerMm);
    const seams = notches.map((notch) => carveSeam(slap, notch, { lastRow: skyline.lastRow, reach }));
    return collectParts(slap, skyline, seams);
  });
}

function collectParts({ columns, labels }: UprightSlap, skyline: Skyline, seams: readonly Seam[]): readonly Part[] {
  const { label, firstColumn, tops, lastRow } = skyline;
  const parts: number[][] = Array.from({ length: seams.length + 1 }, () => []);
  const lastColumn = firstColumn + tops.length - 1;
  for (let row = Math.min(...tops); row <= lastRow; row += 1) {
    const cuts = seams.map(({ firstRow, columns: path }) => path[Math.max(0, row - firstRow)] ?? path.at(-1) ?? 0);
    let part = 0;
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      while (part < cuts.length && column > (cuts[part] ?? 0)) part += 1;
      if (labels[row * columns + column] === label) parts[part]?.push(column, row);
    }
  }
  return parts.map((cells) => Int32Array.from(cells));
}
