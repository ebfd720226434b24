/**
 * Trains the fingerprint quality model and writes `fingerprint-quality.onnx` beside this file. Seeded and single-threaded: the
 * same tables give the same bytes. Put the hash that it prints into `models/manifest.json`.
 *
 *     node models/fingerprint-quality/train.ts DATA_FOLDER
 *
 * `DATA_FOLDER` holds `measured.csv.gz` (a row a print: kind, sensor, native measures, NFIQ 2 score) and `distilled.csv.gz` (mixed
 * measures with the score that NFIQ 2's forest gives them).
 */
import { fileURLToPath } from "node:url";
import { sha256Hex } from "../../runtime/kernel/digest.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import { writeModel } from "../write-model.ts";
import { encodeQualityModel } from "./encode-quality-model.ts";
import { defaultQualityPlan, trainQualityModel } from "./quality-model.ts";
import { readTrainingData } from "./read-prints.ts";

const target = fileURLToPath(new URL("fingerprint-quality.onnx", import.meta.url));
const treesAReport = 100;

await main();

async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write("usage: node models/fingerprint-quality/train.ts DATA_FOLDER\n");
    process.exitCode = 2;
    return;
  }
  try {
    const data = await readTrainingData(folder);
    const model = await trainQualityModel(data, defaultQualityPlan, (part, done, total) => {
      if (part === "epochs" || done % treesAReport === 0) process.stderr.write(`${done} of ${total} ${part}\n`);
    });
    const bytes = encodeQualityModel(model);
    await writeModel(target, bytes);
    process.stdout.write(`${JSON.stringify({ sizeBytes: bytes.length, sha256: sha256Hex(bytes) })}\n`);
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
