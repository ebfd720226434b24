import type { Prints, TrainingData } from "../../../models/fingerprint-quality/read-prints.ts";
import { qualityMeasures } from "../../../pipelines/fingerprint/quality-measures.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

/** Made-up vectors whose score follows three of their measures. */
function tinyPrints(seed: string, rows: number, sensors: readonly string[]): Prints {
  const random = createRandom(seed);
  const columns = qualityMeasures.map(() => Float32Array.from({ length: rows }, () => random.integer(0, 40)));
  const scores = Float64Array.from({ length: rows }, (_, row) => {
    const at = (name: string) => columns[qualityMeasures.indexOf(name)]![row]!;
    return Math.round(20 + at("FDA8") + (at("OCL9") > 20 ? 20 : 0) - 0.4 * at("RVU7"));
  });
  return {
    kinds: Array.from({ length: rows }, () => "real"),
    sensors: Array.from({ length: rows }, (_, row) => sensors[row % sensors.length] ?? ""),
    columns,
    scores,
  };
}

export function tinyTrainingData(): TrainingData {
  return { measured: tinyPrints("measured", 150, ["a", "b", "c"]), distilled: tinyPrints("distilled", 2_000, [""]) };
}
