import { qualityMeasures } from "../../pipelines/fingerprint/quality-measures.ts";
import { binColumns } from "./bin-columns.ts";
import { type BoostPlan, boostTrees } from "./boost-trees.ts";
import type { Prints, TrainingData } from "./read-prints.ts";
import { type Ensemble, predict } from "./tree.ts";

/**
 * Two steps. `forest` follows NFIQ 2's forest over the whole of measure space, from vectors that carry its own answer.
 * `correction` then learns from measured prints what that leaves: it sees the measures and, as a further column, the
 * forest's answer. The score is their sum.
 */
export type QualityModel = { readonly forest: Ensemble; readonly correction: Ensemble };

export type QualityPlan = { readonly forest: BoostPlan; readonly correction: BoostPlan };

/** Chosen on held-out sensors; see the model's card. */
export const defaultQualityPlan: QualityPlan = {
  forest: {
    seed: "fingerprint-quality/forest",
    trees: 3200,
    rowsRatio: 0.5,
    columnsRatio: 0.4,
    leavesMax: 64,
    depthMax: 16,
    leafWeightMin: 5,
    penalty: 0.3,
    learningRatio: 0.05,
  },
  correction: {
    seed: "fingerprint-quality/correction",
    trees: 200,
    rowsRatio: 0.8,
    columnsRatio: 0.15,
    leavesMax: 15,
    depthMax: 8,
    leafWeightMin: 20,
    penalty: 1,
    learningRatio: 0.05,
  },
};

/** Trains both steps. The same data and plan give the same model to the last bit. */
export function trainQualityModel(
  { measured, distilled }: TrainingData,
  plan: QualityPlan,
  onTree: (done: number) => void = () => undefined,
): QualityModel {
  const forest = trainForest(distilled, plan.forest, onTree);
  return { forest, correction: trainCorrection(forest, measured, plan.correction) };
}

export function trainForest(
  distilled: Prints,
  plan: BoostPlan,
  onTree: (done: number) => void = () => undefined,
): Ensemble {
  return boostTrees(binColumns(distilled.columns.map(hideClipped)), targetsOf(distilled.scores), plan, onTree);
}

export function trainCorrection(forest: Ensemble, measured: Prints, plan: BoostPlan): Ensemble {
  const answers = Float32Array.from(measured.scores, (_, row) => predict(forest, valuesOf(measured, row)));
  const rest = measured.scores.map((score, row) => score - (answers[row] ?? 0));
  return boostTrees(binColumns([...measured.columns, answers]), targetsOf(rest), plan);
}

/** The model's answer for one vector, neither clamped nor rounded. */
export function predictQuality({ forest, correction }: QualityModel, valueAt: (column: number) => number): number {
  const answer = Math.fround(predict(forest, valueAt));
  const behind = qualityMeasures.length;
  return answer + predict(correction, (column) => (column === behind ? answer : valueAt(column)));
}

/**
 * The mixed vectors hold `RVUMean` cut off at 1, which nearly every real print exceeds: a split learnt from it would send them
 * all one way. The forest does without; the correction has it.
 */
const clippedMeasure = "RVUMean";

function hideClipped(column: Float32Array, at: number): Float32Array {
  return qualityMeasures[at] === clippedMeasure ? new Float32Array(column.length) : column;
}

export function valuesOf({ columns }: Prints, row: number): (column: number) => number {
  return (column) => columns[column]?.[row] ?? 0;
}

function targetsOf(wanted: Float64Array) {
  return { wanted, weights: new Float32Array(wanted.length).fill(1) };
}
