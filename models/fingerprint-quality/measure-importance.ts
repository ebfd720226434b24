/**
 * Says what the committed model listens to: for each measure, by how many points the score of the real prints changes on average when
 * that measure is taken from another print. The most important first.
 *
 *     node models/fingerprint-quality/measure-importance.ts DATA_FOLDER
 *
 * `DATA_FOLDER` is that of `train.ts`.
 */
import { readFile } from "node:fs/promises";
import { qualityMeasures } from "../../pipelines/fingerprint/quality-measures.ts";
import { createSession } from "../../runtime/inference/create-session.ts";
import type { Infer } from "../../runtime/kernel/inference.ts";
import { valuesOf } from "./quality-model.ts";
import { type Prints, readTrainingData } from "./read-prints.ts";
import { selectRows } from "./select-rows.ts";

const model = new URL("fingerprint-quality.onnx", import.meta.url);
/** How far away the other print is. Prime, so that it is of another finger, and no sensor is only compared with itself. */
const stride = 211;

await main();

async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write("usage: node models/fingerprint-quality/measure-importance.ts DATA_FOLDER\n");
    process.exitCode = 2;
    return;
  }
  const { measured } = await readTrainingData(folder);
  const real = selectRows(measured, (row) => measured.kinds[row] === "real");
  const { infer, close } = await createSession(await readFile(model), model.pathname);
  const plain = await scoreAll(real, infer, -1);
  const changes: [string, number][] = [];
  for (const [column, name] of qualityMeasures.entries()) {
    const exchanged = await scoreAll(real, infer, column);
    const sum = exchanged.reduce((total, score, row) => total + Math.abs(score - (plain[row] ?? 0)), 0);
    changes.push([name, sum / plain.length]);
  }
  await close();
  for (const [name, points] of changes.toSorted(([, a], [, b]) => b - a)) {
    process.stdout.write(`${name} ${points.toFixed(2)}\n`);
  }
}

async function scoreAll(prints: Prints, quality: Infer, exchanged: number): Promise<number[]> {
  const rows = prints.scores.length;
  const scores: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const [own, other] = [valuesOf(prints, row), valuesOf(prints, (row + stride) % rows)];
    const values = Float32Array.from(qualityMeasures, (_, at) => (at === exchanged ? other(at) : own(at)));
    const { score } = await quality({ shape: [1, values.length], values });
    scores.push(score?.values[0] ?? 0);
  }
  return scores;
}
