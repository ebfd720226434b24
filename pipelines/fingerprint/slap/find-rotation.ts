import type { Contacts } from "./find-contacts.ts";
import type { SlapCells } from "./kernels/measure-cells.ts";
import { measureMoments } from "./kernels/measure-moments.ts";

const searchMaxDeg = 48;
const coarseStepDeg = 4;
/** A patch of skin is taken for one finger, or one with its joints, up to this width and from this slimness on. */
const fingerWidthMaxMm = 21;
const slimnessMin = 1.2;

/** Turn of the fingers from upright, clockwise: the mean axis of patches that can be single fingers; null without any. */
export function findPatchAxis(cells: SlapCells, contacts: Contacts): number | null {
  let sum = 0;
  let weight = 0;
  for (const { widthCells, lengthCells, angleDeg, area } of measureMoments(
    contacts.labels,
    cells.columns,
    contacts.count,
  )) {
    const slimness = lengthCells / Math.max(1, widthCells);
    if (widthCells > fingerWidthMaxMm * cells.cellsPerMm || slimness < slimnessMin) continue;
    if (Math.abs(angleDeg) > searchMaxDeg) continue;
    const own = area * Math.min(1, slimness - 1);
    sum += own * angleDeg;
    weight += own;
  }
  return weight > 0 ? sum / weight : null;
}

/** Turn of the fingers where they run together: the direction along which skin falls into the sharpest stripes. */
export function findStripes(cells: SlapCells, contacts: Contacts): number {
  const points = listCells(cells, contacts);
  if (points.length === 0) return 0;
  const sharpness = (deg: number) => measureStripes(points, cells, deg);
  let best = { deg: 0, value: sharpness(0) };
  const consider = (deg: number) => {
    const value = sharpness(deg);
    if (value > best.value) best = { deg, value };
  };
  for (let deg = -searchMaxDeg; deg <= searchMaxDeg; deg += coarseStepDeg) consider(deg);
  for (let step = coarseStepDeg / 2; step >= 0.5; step /= 2) {
    const { deg } = best;
    consider(deg - step);
    consider(deg + step);
  }
  return best.deg;
}

/** Column and row of every second skin cell of every second row, in turn. */
function listCells({ columns, rows }: SlapCells, { labels }: Contacts): Int32Array {
  const found: number[] = [];
  for (let row = 0; row < rows; row += 2) {
    for (let column = 0; column < columns; column += 2) {
      if ((labels[row * columns + column] ?? 0) !== 0) found.push(column, row);
    }
  }
  return Int32Array.from(found);
}

/** Sum of the squared steps of the skin's profile across the direction. */
function measureStripes(points: Int32Array, { columns, rows, cellsPerMm }: SlapCells, deg: number): number {
  const angle = (deg * Math.PI) / 180;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const binCells = Math.max(1, 0.8 * cellsPerMm);
  const reach = Math.hypot(columns, rows) / binCells;
  const profile = new Float64Array(Math.ceil(2 * reach) + 4);
  for (let at = 0; at < points.length; at += 2) {
    const across = (cosine * (points[at] ?? 0) + sine * (points[at + 1] ?? 0)) / binCells + reach;
    const bin = Math.floor(across);
    const share = across - bin;
    profile[bin] = (profile[bin] ?? 0) + 1 - share;
    profile[bin + 1] = (profile[bin + 1] ?? 0) + share;
  }
  let sum = 0;
  for (let bin = 2; bin < profile.length; bin += 1) sum += ((profile[bin] ?? 0) - (profile[bin - 2] ?? 0)) ** 2;
  return sum;
}
