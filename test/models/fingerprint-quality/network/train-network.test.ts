import { expect, it } from "vitest";
import { answerNetwork } from "../../../../models/fingerprint-quality/network/network.ts";
import { openNetworkKernels } from "../../../../models/fingerprint-quality/network/open-kernels.ts";
import {
  type NetworkPlan,
  type NetworkRows,
  trainNetwork,
} from "../../../../models/fingerprint-quality/network/train-network.ts";
import { drawWeights } from "../../../../models/fingerprint-quality/network/weights.ts";
import { putData } from "../../../../pipelines/simd/open-simd.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";

const plan: NetworkPlan = {
  seed: "one",
  piecesMax: 8,
  widths: [32, 16],
  epochs: 30,
  batchRows: 64,
  learningRatio: 0.005,
  decayRatio: 0.0001,
  silentRatio: 0.05,
};

/** A score that rises, bends and jumps with two of three columns, and where both are high together. */
function drawRows(seed: string, count: number): NetworkRows {
  const random = createRandom(seed);
  const columns = [0, 1, 2].map(() => Float32Array.from({ length: count }, () => random.between(0, 10)));
  const wanted = Float64Array.from({ length: count }, (_, row) => {
    const [one = 0, two = 0] = columns.map((column) => column[row]);
    return 30 + 8 * Math.abs(one - 5) - 2 * two + (one > 5 && two > 5 ? 15 : 0);
  });
  return { columns, wanted };
}

it("trains to the same network from the same rows and seed, and to another from another seed", async () => {
  const rows = drawRows("rows", 300);
  const small = { ...plan, epochs: 2 };
  const network = await trainNetwork(rows, small);
  expect(await trainNetwork(rows, small)).toEqual(network);
  expect(await trainNetwork(rows, { ...small, seed: "two" })).not.toEqual(network);
});

it("learns a bent answer that it finds in rows it has not seen", async () => {
  const network = await trainNetwork(drawRows("rows", 3_000), plan);
  const { columns, wanted } = drawRows("others", 300);
  const mean = wanted.reduce((sum, value) => sum + value, 0) / wanted.length;
  let left = 0;
  let whole = 0;
  for (const [row, value] of wanted.entries()) {
    left += (answerNetwork(network, (column) => columns[column]?.[row] ?? 0) - value) ** 2;
    whole += (value - mean) ** 2;
  }
  expect(left / whole).toBeLessThan(0.05);
});

it("keeps bytes of the first layer, each output using all of them, and half floats of the others", async () => {
  const { first, second, last } = await trainNetwork(drawRows("rows", 200), { ...plan, epochs: 1 });
  for (const { weights } of [second, last]) expect(weights.map(Math.f16round)).toEqual(weights);
  for (const output of first.units.keys()) {
    const own = first.weights.filter((_, at) => at % first.units.length === output);
    expect(Math.max(...own.map(Math.abs))).toBe(127);
  }
});

it("finds the slopes that small changes of each weight show", async () => {
  const kernels = await openNetworkKernels();
  const random = createRandom("slopes");
  const widths = [16, 16] as const;
  const pieces = 5;
  const weights = drawWeights(pieces, widths, random);
  // Two columns of two and three pieces, three rows.
  const startsAt = putData(kernels, Int32Array.of(0, 2, 5));
  const positionsAt = putData(kernels, Float32Array.of(0.25, 3, 2, 0.5, 1.75, 1.5));
  const wantedAt = putData(kernels, Float32Array.of(1, -1, 0.5));
  const orderAt = putData(kernels, Int32Array.of(2, 0, 1));
  const knotsAt = kernels.reserve(2 * (pieces + 2) * 16 * 4);
  const weightsAt = kernels.reserve(2 * weights.byteLength);
  const scratchAt = kernels.reserve(4 * (3 * 16 + 2 * 16 + 4));
  kernels.place(2, 16, 16, startsAt, positionsAt, wantedAt, knotsAt, weightsAt, scratchAt);
  const memory = new Float32Array(kernels.memory.buffer, weightsAt, 2 * weights.length);
  const measure = (at: number, change: number) => {
    memory.fill(0);
    memory.set(weights);
    memory[at] = (memory[at] ?? 0) + change;
    kernels.spreadKnots();
    const error = kernels.learnRows(orderAt, 3, 0) / 3;
    kernels.collectSlopes();
    return error;
  };
  measure(0, 0);
  const slopes = memory.slice(weights.length);
  const step = 1 / 256;
  for (let at = 0; at < weights.length - 3; at += 1) {
    const seen = (measure(at, step) - measure(at, -step)) / (2 * step);
    expect(slopes[at]).toBeCloseTo(seen, 2);
  }
  expect(Math.max(...slopes)).toBeGreaterThan(0.1);
});
