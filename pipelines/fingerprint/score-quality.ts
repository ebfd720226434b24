import type { Infer } from "../../runtime/kernel/inference.ts";
import { qualityMeasures } from "./quality-measures.ts";

/**
 * The quality score of a print's native measures: a whole number from 0 to 100, aligned to NFIQ 2 and not NFIQ 2.
 * The measures go to the model as float32, as NFIQ 2's do to its forest; one that is missing counts as 0.
 */
export async function scoreQuality(measures: Readonly<Record<string, number>>, quality: Infer): Promise<number> {
  const values = Float32Array.from(qualityMeasures, (name) => measures[name] ?? 0);
  const { score } = await quality({ shape: [1, values.length], values });
  return roundScore(score?.values[0] ?? 0);
}

/** NFIQ 2 counts votes, so that its score is whole; ours is the whole number nearest to the model's answer. */
export function roundScore(value: number): number {
  return Math.round(Math.min(100, Math.max(0, value)));
}
