import { greatestAround } from "./kernels/close-levels.ts";

export type SplitDepths = {
  /** From this level on, in its deepest place nearby, ink is the pen's; 0 where all ink is of one depth. */
  readonly penFrom: number;
  /** The pen's usual level. */
  readonly penLevel: number;
  /** The greatest level near each pixel: that of the stroke to which it belongs. */
  readonly strokeLevels: Uint8Array;
};

type Levels = { readonly widthPx: number; readonly heightPx: number; readonly levels: Uint8Array };

/** A stroke's own level is found this near to its edge. */
const reachMm = 0.2;
/** Two inks of one colour differ by this in depth, and part the strokes into two heaps this well (1 is wholly). */
const apart = { ratio: 1.45, explainedRatio: 0.68, shareMin: 0.08 } as const;

/** Whether ink of one colour is of two depths, as a stamp and a pen of the same blue, or any two on a gray scan. */
export function splitDepths(image: Levels, inkFrom: number, pxPerMm: number): SplitDepths {
  const strokeLevels = greatestAround(image, Math.max(1, Math.round(reachMm * pxPerMm)));
  const counts = new Float64Array(256);
  for (let index = 0; index < strokeLevels.length; index += 1) {
    const level = image.levels[index] ?? 0;
    // Only the middles of strokes: their edges are of every level.
    if (level >= inkFrom && level >= 0.9 * (strokeLevels[index] ?? 0)) counts[level] = (counts[level] ?? 0) + 1;
  }
  const penFrom = findSplit(counts);
  return { penFrom, penLevel: Math.max(1, middleFrom(counts, penFrom)), strokeLevels };
}

/** The level that parts the counts best (Otsu, 1979), where they are parted well; else 0. */
function findSplit(counts: Float64Array): number {
  const total = sumOf(counts, () => 1);
  if (total === 0) return 0;
  const mean = sumOf(counts, (level) => level) / total;
  const variance = sumOf(counts, (level) => (level - mean) ** 2) / total;
  let best = 0;
  let most = 0;
  let [below, moment] = [0, 0];
  for (let level = 0; level < counts.length - 1; level += 1) {
    below += counts[level] ?? 0;
    moment += level * (counts[level] ?? 0);
    const above = total - below;
    if (Math.min(below, above) < apart.shareMin * total) continue;
    const [low, high] = [moment / below, (mean * total - moment) / above];
    const between = (below * above * (high - low) ** 2) / (total * total);
    if (between <= most || high < apart.ratio * low) continue;
    most = between;
    best = level + 1;
  }
  return most >= apart.explainedRatio * variance ? best : 0;
}

function sumOf(counts: Float64Array, weigh: (level: number) => number): number {
  return counts.reduce((sum, count, level) => sum + count * weigh(level), 0);
}

function middleFrom(counts: Float64Array, from: number): number {
  const half = counts.reduce((sum, count, level) => (level >= from ? sum + count : sum), 0) / 2;
  let passed = 0;
  return counts.findIndex((count, level) => {
    if (level >= from) passed += count;
    return passed >= half && passed > 0;
  });
}
