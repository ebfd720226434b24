import type { Random } from "../../../runtime/kernel/random.ts";
import type { CutColumn } from "./cut-pieces.ts";
import type { CoarseLayer, Layer, Network, Piece } from "./network.ts";

/** Outputs of the two hidden layers, multiples of 16. */
export type Widths = readonly [first: number, second: number];

/** Score points to a unit of the network's answer in training, and the points that are 0 there: it learns best about 0 and 1. */
const pointsPerUnit = 20;
const middlePoints = 50;
/** The last bias has a vector to itself. */
const lastBiasLength = 4;

export function toUnits(points: number): number {
  return (points - middlePoints) / pointsPerUnit;
}

/**
 * Weights to begin with, in the order in which the kernels keep them: layer by layer, each with its biases behind. Evenly drawn
 * within ±1 ÷ √inputs, so that no layer starts louder than what it hears.
 */
export function drawWeights(pieces: number, [first, second]: Widths, random: Random): Float32Array {
  const draw = (inputs: number, outputs: number) => {
    const most = 1 / Math.sqrt(inputs);
    return Array.from({ length: (inputs + 1) * outputs }, () => random.between(-most, most));
  };
  const weights = [...draw(pieces, first), ...draw(first, second), ...draw(second, 1)];
  return Float32Array.from([...weights, ...new Array<number>(lastBiasLength - 1).fill(0)]);
}

/** The network that trained weights make. A piece that nothing fills weighs -1 in training and 0 from here on, a full one 1 and 2. */
export function readNetwork(cut: readonly CutColumn[], [first, second]: Widths, weights: Float32Array): Network {
  const pieces = cut.flatMap(listPieces);
  let next = 0;
  const take = (inputs: number, outputs: number): Layer => {
    const start = next;
    next += (inputs + 1) * outputs;
    const end = start + inputs * outputs;
    return { weights: weights.slice(start, end), biases: weights.slice(end, next) };
  };
  const layers = { first: take(pieces.length, first), second: take(first, second), last: take(second, 1) };
  return {
    pieces,
    first: coarsen(
      layers.first.weights.map((weight) => 2 * weight),
      unfill(layers.first),
    ),
    second: { weights: toHalves(layers.second.weights, 1), biases: layers.second.biases },
    last: {
      weights: toHalves(layers.last.weights, pointsPerUnit),
      biases: layers.last.biases.map((bias) => middlePoints + pointsPerUnit * bias),
    },
  };
}

function listPieces({ column, knots }: CutColumn): Piece[] {
  return [...knots.subarray(0, -1)].map((start, at) => {
    return { column, start, scale: Math.fround(1 / ((knots[at + 1] ?? 0) - start)) };
  });
}

function toHalves(weights: Float32Array, gain: number): Float32Array {
  return weights.map((weight) => Math.f16round(gain * weight));
}

/** The greatest weight of an output is 127 of its units. */
function coarsen(weights: Float32Array, biases: Float32Array): CoarseLayer {
  const units = new Float32Array(biases.length);
  for (const [at, weight] of weights.entries()) {
    const output = at % units.length;
    units[output] = Math.max(units[output] ?? 0, Math.abs(weight) / 127);
  }
  const rounded = weights.map((weight, at) => {
    const unit = units[at % units.length] ?? 0;
    return unit === 0 ? 0 : Math.round(weight / unit);
  });
  return { weights: Int8Array.from(rounded), units, biases };
}

/** The biases when all pieces are empty. */
function unfill({ weights, biases }: Layer): Float32Array {
  const sums = Float64Array.from(biases);
  for (const [at, weight] of weights.entries()) {
    const output = at % sums.length;
    sums[output] = (sums[output] ?? 0) - weight;
  }
  return Float32Array.from(sums);
}
