import { putData } from "../../../pipelines/simd/open-simd.ts";
import { createRandom, type Random } from "../../../runtime/kernel/random.ts";
import { type CutColumn, cutPieces, placeValue } from "./cut-pieces.ts";
import type { Network } from "./network.ts";
import { type NetworkKernels, openNetworkKernels } from "./open-kernels.ts";
import { drawWeights, readNetwork, toUnits, type Widths } from "./weights.ts";

export type NetworkPlan = {
  readonly seed: string;
  /** Into how many pieces a column is cut at most. */
  readonly piecesMax: number;
  readonly widths: Widths;
  /** How often every row is seen. */
  readonly epochs: number;
  /** Rows a step. */
  readonly batchRows: number;
  /** The longest step: their length grows to it over the first tenth, and sinks to nothing over the rest. */
  readonly learningRatio: number;
  /** How much of its length a step takes off every weight. */
  readonly decayRatio: number;
  /** Share of the hidden outputs that is silenced, drawn anew for every row. */
  readonly silentRatio: number;
};

/** Vectors by column, and what each should be answered with, in points. */
export type NetworkRows = { readonly columns: readonly Float32Array[]; readonly wanted: Float64Array };

const warmingRatio = 0.1;
/** The first step by the longest. */
const firstStepRatio = 0.04;

/**
 * Fits a network to what is wanted, by the squared error. One thread, seeded, sums in a fixed order: the same rows and
 * plan give the same network to the last bit, on every machine.
 * @param onEpoch hears how many times every row was seen
 */
export async function trainNetwork(
  rows: NetworkRows,
  plan: NetworkPlan,
  onEpoch: (done: number) => void = () => undefined,
): Promise<Network> {
  const random = createRandom(plan.seed);
  const kernels = await openNetworkKernels();
  const cut = cutPieces(rows.columns, plan.piecesMax);
  const pieces = countPieces(cut);
  const weights = drawWeights(pieces, plan.widths, random);
  const weightsAt = placeRows(kernels, rows, { cut, weights, widths: plan.widths });
  const meansAt = kernels.reserve(2 * weights.byteLength);
  const order = Int32Array.from(rows.wanted.keys());
  const orderAt = kernels.reserve(order.byteLength);
  const batches = Math.ceil(order.length / plan.batchRows);
  kernels.seedSilence(...drawSeeds(random));
  for (let epoch = 0; epoch < plan.epochs; epoch += 1) {
    shuffle(order, random);
    new Int32Array(kernels.memory.buffer, orderAt, order.length).set(order);
    for (let batch = 0; batch < batches; batch += 1) {
      const from = batch * plan.batchRows;
      const step = epoch * batches + batch;
      kernels.spreadKnots();
      kernels.learnRows(orderAt + 4 * from, Math.min(plan.batchRows, order.length - from), plan.silentRatio);
      kernels.collectSlopes();
      kernels.stepWeights(meansAt, step + 1, stepLength(plan, step / (plan.epochs * batches)), plan.decayRatio);
    }
    onEpoch(epoch + 1);
  }
  return readNetwork(cut, plan.widths, new Float32Array(kernels.memory.buffer, weightsAt, weights.length));
}

type Shape = { readonly cut: readonly CutColumn[]; readonly weights: Float32Array; readonly widths: Widths };

/** Puts all that stays into the kernels' memory, where fresh room is 0, and returns where the weights are. */
function placeRows(kernels: NetworkKernels, rows: NetworkRows, { cut, weights, widths }: Shape): number {
  const [first, second] = widths;
  const knots = countPieces(cut) + cut.length;
  const starts = Int32Array.from([0, ...cut.map((_, at) => countPieces(cut.slice(0, at + 1)))]);
  const startsAt = putData(kernels, starts);
  const positionsAt = putData(kernels, placeValues(rows, cut));
  const wantedAt = putData(kernels, Float32Array.from(rows.wanted, toUnits));
  const knotsAt = kernels.reserve(2 * knots * first * 4);
  const weightsAt = kernels.reserve(2 * weights.byteLength);
  new Float32Array(kernels.memory.buffer, weightsAt, weights.length).set(weights);
  const scratchAt = kernels.reserve(4 * (3 * first + 2 * second + 2 * cut.length));
  kernels.place(cut.length, first, second, startsAt, positionsAt, wantedAt, knotsAt, weightsAt, scratchAt);
  return weightsAt;
}

/** Row-major: where each value stands among its column's knots. */
function placeValues({ columns, wanted }: NetworkRows, cut: readonly CutColumn[]): Float32Array {
  const positions = new Float32Array(wanted.length * cut.length);
  for (const [at, { column, knots }] of cut.entries()) {
    for (const [row, value] of (columns[column] ?? new Float32Array(0)).entries()) {
      positions[row * cut.length + at] = placeValue(knots, value);
    }
  }
  return positions;
}

function countPieces(cut: readonly CutColumn[]): number {
  return cut.reduce((sum, { knots }) => sum + knots.length - 1, 0);
}

function drawSeeds(random: Random): [number, number, number, number] {
  const draw = () => random.integer(1, 0x7fff_ffff);
  return [draw(), draw(), draw(), draw()];
}

function shuffle(order: Int32Array, random: Random): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = random.integer(0, at);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}

/** Grows and sinks as a cosine does. `doneRatio` 0 is the start, 1 the end. */
function stepLength({ learningRatio }: NetworkPlan, doneRatio: number): number {
  const isWarming = doneRatio < warmingRatio;
  const wayRatio = isWarming ? 1 - doneRatio / warmingRatio : (doneRatio - warmingRatio) / (1 - warmingRatio);
  const least = isWarming ? firstStepRatio : 0;
  return learningRatio * (least + ((1 - least) * (1 + Math.cos(Math.PI * wayRatio))) / 2);
}
