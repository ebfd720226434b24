import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { qualityMeasures } from "../../pipelines/fingerprint/quality-measures.ts";
import { readBytes } from "../../runtime/inference/read-bytes.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";

/** Vectors of native measures with their NFIQ 2 score; every list has one entry a vector. */
export type Prints = {
  readonly kinds: readonly string[];
  /** The sensor (or set) a print is from; empty for a mixed vector. */
  readonly sensors: readonly string[];
  /** One column a measure, in the order of `qualityMeasures`. The reference casts to float32 before it decides, so do we. */
  readonly columns: readonly Float32Array[];
  readonly scores: Float64Array;
};

/** Prints that were measured, and vectors mixed from them that carry the reference forest's own answer. */
export type TrainingData = { readonly measured: Prints; readonly distilled: Prints };

/**
 * Reads `measured.csv.gz` and `distilled.csv.gz` of a folder.
 * @throws BoothError `file.missing`, or `file.unreadable` when a table lacks a measure or holds what is no number
 */
export async function readTrainingData(folder: string): Promise<TrainingData> {
  return {
    measured: await readPrints(join(folder, "measured.csv.gz")),
    distilled: await readPrints(join(folder, "distilled.csv.gz")),
  };
}

async function readPrints(path: string): Promise<Prints> {
  const packed = await readBytes(path, "file.missing");
  const [header = "", ...lines] = unpack(packed, path).trim().split(/\r?\n/);
  const names = header.split(",");
  const kinds: string[] = [];
  const sensors: string[] = [];
  const scores = new Float64Array(lines.length);
  const columns = qualityMeasures.map(() => new Float32Array(lines.length));
  const places = [...qualityMeasures, "score"].map((name) => findColumn(names, name, path));
  const [kindAt, sensorAt] = [names.indexOf("kind"), names.indexOf("set")];
  for (const [row, line] of lines.entries()) {
    const cells = line.split(",");
    kinds.push(cells[kindAt] ?? "");
    sensors.push(cells[sensorAt] ?? "");
    const values = places.map((place) => Number.parseFloat(cells[place] ?? ""));
    if (!values.every(Number.isFinite)) unreadable(path, `row ${row + 2} holds what is no number`);
    for (const [at, column] of columns.entries()) column[row] = values[at] ?? 0;
    scores[row] = values[columns.length] ?? 0;
  }
  return { kinds, sensors, columns, scores };
}

function unpack(packed: Uint8Array, path: string): string {
  try {
    return gunzipSync(packed).toString("utf8");
  } catch (error) {
    throw new BoothError("file.unreadable", { path, problem: "not a gzip file" }, { cause: error });
  }
}

function findColumn(names: readonly string[], name: string, path: string): number {
  const column = names.indexOf(name);
  return column === -1 ? unreadable(path, `no column ${name}`) : column;
}

function unreadable(path: string, problem: string): never {
  throw new BoothError("file.unreadable", { path, problem });
}
