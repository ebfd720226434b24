/** The ridge measures that are reported as a histogram of their local values. */
export type HistogramMeasure = "FDA" | "LCS" | "OCL" | "OF" | "RVU";

/** Inner boundaries of the ten bins, as NFIQ 2 publishes them; a bin includes its lower boundary. */
const boundaries: Readonly<Record<HistogramMeasure, readonly number[]>> = {
  FDA: [0.268, 0.304, 0.33, 0.355, 0.38, 0.407, 0.44, 0.5, 1],
  LCS: [0, 0.7, 0.74, 0.77, 0.79, 0.81, 0.83, 0.85, 0.87],
  OCL: [0.337, 0.479, 0.579, 0.655, 0.716, 0.766, 0.81, 0.852, 0.898],
  OF: [0.01715, 0.035, 0.0557, 0.081, 0.115, 0.1718, 0.2569, 0.4758, 0.748],
  RVU: [0.5, 0.667, 0.8, 1, 1.25, 1.5, 2, 24, 30],
};

/**
 * Adds ten counts, the mean and the population standard deviation of `values` to `target`, under the measure's names
 * (`FDA0` … `FDA9`, `FDAMean`, `FDAStdDev`). All are 0 for an empty list.
 */
export function summariseHistogram(name: HistogramMeasure, values: Float64Array, target: Record<string, number>): void {
  const counts = new Uint32Array(10);
  const limits = boundaries[name];
  let sum = 0;
  for (const value of values) {
    let bin = 0;
    while (bin < limits.length && value >= (limits[bin] ?? Number.POSITIVE_INFINITY)) bin += 1;
    counts[bin] = (counts[bin] ?? 0) + 1;
    sum += value;
  }
  const mean = values.length === 0 ? 0 : sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  counts.forEach((count, bin) => {
    target[`${name}${bin}`] = count;
  });
  target[`${name}Mean`] = mean;
  target[`${name}StdDev`] = values.length === 0 ? 0 : Math.sqrt(squares / values.length);
}
