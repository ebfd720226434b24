import type { CountAlignment, CountAlignments } from "../../pipelines/fingerprint/align-minutiae-counts.ts";

/** One print's native measures, by NFIQ 2 and by this project. */
export type MeasuredTwice = {
  readonly wanted: Readonly<Record<string, number>>;
  readonly found: Readonly<Record<string, number>>;
};

/**
 * Least squares of the logarithm of wanted over found on `FDAStdDev`, for each count. Prints on which either found no minutiae
 * stay out.
 */
export function fitCountAlignments(prints: readonly MeasuredTwice[]): CountAlignments {
  return {
    minutiaeCount: fitCount(prints, "minutiaeCount"),
    minutiaeCountCentre200: fitCount(prints, "minutiaeCountCentre200"),
  };
}

function fitCount(prints: readonly MeasuredTwice[], name: keyof CountAlignments): CountAlignment {
  const points = prints.flatMap(({ wanted, found }) => {
    const ratio = (wanted[name] ?? 0) / (found[name] ?? 0);
    return ratio > 0 && Number.isFinite(ratio) ? [{ x: found["FDAStdDev"] ?? 0, y: Math.log(ratio) }] : [];
  });
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  let shared = 0;
  let spread = 0;
  for (const { x, y } of points) {
    shared += (x - meanX) * (y - meanY);
    spread += (x - meanX) ** 2;
  }
  const slope = shared / spread;
  return { offset: round(meanY - slope * meanX), slope: round(slope) };
}

const round = (value: number) => Number(value.toFixed(3));
