import { qualityMeasures } from "../../pipelines/fingerprint/quality-measures.ts";
import { binColumns } from "./bin-columns.ts";
import { type BoostPlan, boostTrees } from "./boost-trees.ts";
import { answerNetwork, type Network } from "./network/network.ts";
import { type NetworkPlan, trainNetwork } from "./network/train-network.ts";
import type { Prints, TrainingData } from "./read-prints.ts";
import { type Ensemble, predict } from "./tree.ts";

/**
 * Two steps. The `voices` follow NFIQ 2's forest over the whole of measure space, from vectors that carry its own answer:
 * boosted trees and networks, which err differently, so that their mean errs less. The `correction` then learns from measured
 * prints what that mean leaves: it sees the measures and, as a further column, the mean. The score is the sum of both.
 */
export type QualityModel = { readonly voices: Voices; readonly correction: Ensemble };

export type Voices = { readonly forest: Ensemble; readonly networks: readonly Network[] };

export type QualityPlan = {
  readonly forest: BoostPlan;
  readonly networks: readonly NetworkPlan[];
  readonly correction: BoostPlan;
};

const networkPlan = {
  piecesMax: 32,
  widths: [256, 128],
  epochs: 12,
  batchRows: 512,
  learningRatio: 0.001,
  decayRatio: 0.0001,
  silentRatio: 0.1,
} as const;

/** Chosen on held-out sensors; see the model's card. */
export const defaultQualityPlan: QualityPlan = {
  forest: {
    seed: "fingerprint-quality/forest",
    trees: 2300,
    rowsRatio: 0.5,
    columnsRatio: 0.4,
    leavesMax: 64,
    depthMax: 16,
    leafWeightMin: 5,
    penalty: 0.3,
    learningRatio: 0.05,
  },
  networks: [
    { seed: "fingerprint-quality/network-1", ...networkPlan },
    { seed: "fingerprint-quality/network-2", ...networkPlan },
  ],
  correction: {
    seed: "fingerprint-quality/correction",
    trees: 800,
    rowsRatio: 0.8,
    columnsRatio: 0.15,
    leavesMax: 15,
    depthMax: 8,
    leafWeightMin: 20,
    penalty: 1,
    learningRatio: 0.0125,
  },
};

/** Hears what is done: that so many of so many trees are grown, or that a network has seen every row so often. */
export type OnProgress = (part: "trees" | "epochs", done: number, total: number) => void;

/** Trains both steps. The same data and plan give the same model to the last bit. */
export async function trainQualityModel(
  { measured, distilled }: TrainingData,
  plan: QualityPlan,
  onProgress: OnProgress = () => undefined,
): Promise<QualityModel> {
  const voices = await trainVoices(distilled, plan, onProgress);
  return { voices, correction: trainCorrection(voices, measured, plan.correction) };
}

export async function trainVoices(
  distilled: Prints,
  plan: QualityPlan,
  onProgress: OnProgress = () => undefined,
): Promise<Voices> {
  const columns = distilled.columns.map(hideClipped);
  const forest = boostTrees(binColumns(columns), targetsOf(distilled.scores), plan.forest, (done) => {
    onProgress("trees", done, plan.forest.trees);
  });
  const networks: Network[] = [];
  for (const network of plan.networks) {
    const rows = { columns, wanted: distilled.scores };
    networks.push(await trainNetwork(rows, network, (done) => onProgress("epochs", done, network.epochs)));
  }
  return { forest, networks };
}

export function trainCorrection(voices: Voices, measured: Prints, plan: BoostPlan): Ensemble {
  const answers = Float32Array.from(measured.scores, (_, row) => answerTogether(voices, valuesOf(measured, row)));
  const rest = measured.scores.map((score, row) => score - (answers[row] ?? 0));
  return boostTrees(binColumns([...measured.columns, answers]), targetsOf(rest), plan);
}

/** The model's answer for one vector, neither clamped nor rounded. */
export function predictQuality({ voices, correction }: QualityModel, valueAt: (column: number) => number): number {
  const answer = Math.fround(answerTogether(voices, valueAt));
  const behind = qualityMeasures.length;
  return answer + predict(correction, (column) => (column === behind ? answer : valueAt(column)));
}

function answerTogether({ forest, networks }: Voices, valueAt: (column: number) => number): number {
  const sum = networks.reduce((total, network) => total + answerNetwork(network, valueAt), predict(forest, valueAt));
  return sum / (1 + networks.length);
}

/**
 * The mixed vectors hold `RVUMean` cut off at 1, which nearly every real print exceeds: a split learnt from it would send them
 * all one way. The voices do without; the correction has it.
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
