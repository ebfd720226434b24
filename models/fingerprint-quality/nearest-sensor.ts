import { qualityMeasures } from "../../pipelines/fingerprint/quality-measures.ts";
import { findNearest } from "./kernels/find-nearest.ts";
import type { Prints, TrainingData } from "./read-prints.ts";

/** Shares, ratios and grey levels are compared as they are, counts and sums by their logarithm. */
const linearMax = 1.5;
const greyLevels = new Set(["roiMean", "MMB", "Mu"]);
/** Cut off in the mixed vectors, so it tells nothing of where they come from. */
const ignored = "RVUMean";

/**
 * Names for every mixed vector the sensor of the measured print that it is most like. A mixed vector does not say what it was mixed
 * from; this is how those that may hold something of a sensor are kept away from a model that must not know it.
 */
export function findNearestSensors({ measured, distilled }: TrainingData): readonly string[] {
  const scales = measured.columns.map((column, at) => describeScale(column, qualityMeasures[at] ?? ""));
  const nearest = findNearest(layOut(distilled, scales), layOut(measured, scales), scales.length);
  return Array.from(nearest, (row) => measured.sensors[row] ?? "");
}

type Scale = { readonly isLogarithmic: boolean; readonly weight: number };

function describeScale(column: Float32Array, name: string): Scale {
  const isLogarithmic = !greyLevels.has(name) && column.reduce((most, value) => Math.max(most, value), 0) > linearMax;
  const values = Array.from(column, (value) => (isLogarithmic ? Math.log1p(value) : value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { isLogarithmic, weight: deviation === 0 || name === ignored ? 0 : 1 / deviation };
}

function layOut({ columns, scores }: Prints, scales: readonly Scale[]): Float32Array {
  const laid = new Float32Array(scores.length * columns.length);
  for (const [at, column] of columns.entries()) {
    const { isLogarithmic, weight } = scales[at] ?? { isLogarithmic: false, weight: 0 };
    for (let row = 0; row < column.length; row += 1) {
      const value = Math.max(0, column[row] ?? 0);
      laid[row * columns.length + at] = weight * (isLogarithmic ? Math.log1p(value) : value);
    }
  }
  return laid;
}
