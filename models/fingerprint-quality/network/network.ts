/**
 * A small network that answers a vector. Each column it looks at is cut into pieces, and a value fills the pieces from the bottom:
 * those below it wholly, the one it lies in by its share. So the first layer learns any bent line over each measure.
 * Two hidden layers follow, cut off below 0, and one answer.
 */
export type Network = {
  readonly pieces: readonly Piece[];
  readonly first: CoarseLayer;
  readonly second: Layer;
  readonly last: Layer;
};

export type Piece = {
  readonly column: number;
  /** Where the piece begins, and 1 ÷ its width; exactly float32. */
  readonly start: number;
  readonly scale: number;
};

export type Layer = {
  /** Row-major, an input a row. Exactly half floats: all the precision that is kept. */
  readonly weights: Float32Array;
  /** One an output. */
  readonly biases: Float32Array;
};

/** A layer of so many weights that each keeps a byte: how many times the unit of its output it is. */
export type CoarseLayer = {
  /** Row-major, an input a row. */
  readonly weights: Int8Array;
  /** One an output. */
  readonly units: Float32Array;
  readonly biases: Float32Array;
};

/** What the network says of one vector, neither clamped nor rounded. */
export function answerNetwork({ pieces, first, second, last }: Network, valueAt: (column: number) => number): number {
  const filled = pieces.map(({ column, start, scale }) => Math.min(1, Math.max(0, (valueAt(column) - start) * scale)));
  const heard = sumInputs(first.weights, filled, first.units.length);
  const loud = heard.map((sum, output) => sum * (first.units[output] ?? 0) + (first.biases[output] ?? 0));
  return sumLayer(last, cutOff(sumLayer(second, cutOff(loud))))[0] ?? 0;
}

function sumLayer({ weights, biases }: Layer, inputs: ArrayLike<number>): Float64Array {
  return sumInputs(weights, inputs, biases.length).map((sum, output) => sum + (biases[output] ?? 0));
}

function sumInputs(weights: Float32Array | Int8Array, inputs: ArrayLike<number>, outputs: number): Float64Array {
  const sums = new Float64Array(outputs);
  for (let input = 0; input < inputs.length; input += 1) {
    const value = inputs[input] ?? 0;
    if (value === 0) continue;
    const from = input * outputs;
    for (let output = 0; output < outputs; output += 1) {
      sums[output] = (sums[output] ?? 0) + value * (weights[from + output] ?? 0);
    }
  }
  return sums;
}

function cutOff(sums: Float64Array): Float64Array {
  return sums.map((sum) => Math.max(0, sum));
}
