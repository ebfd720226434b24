import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { qualityMeasures } from "../../pipelines/fingerprint/quality-measures.ts";
import { valuesOf } from "./quality-model.ts";
import { type Prints, readTrainingData } from "./read-prints.ts";
import { scorePrints } from "./score-prints.ts";

/** The sensors whose images are at hand, by the folder they are in. Their real rows stand in the order of the files. */
export const imageSensors: Readonly<Record<string, string>> = { optical: "optical-a", thermal: "thermal" };

/** One print's native measures, by NFIQ 2 and by this project, and NFIQ 2's score. */
export type PrintMeasuredTwice = {
  readonly set: string;
  readonly score: number;
  readonly wanted: Measures;
  readonly found: Measures;
};

/**
 * Every labelled image that neither refuses, with NFIQ 2's measures and, from its pixels, ours.
 * @param dataFolder holds `measured.csv.gz`, `impressions/` and `golden/`
 */
export async function measureTwice(dataFolder: string): Promise<readonly PrintMeasuredTwice[]> {
  const { measured } = await readTrainingData(dataFolder);
  const golden = await readGolden(join(dataFolder, "golden", "golden.csv"));
  const rows = new Map(
    Object.entries(imageSensors).map(([folder, sensor]) => [folder, realRows(measured, sensor).values()]),
  );
  // The score is not wanted here, only the measures.
  const images = await scorePrints(dataFolder, async () => ({ score: { shape: [1, 1], values: new Float32Array(1) } }));
  return images.flatMap(({ set, file, wanted: score, measures: found }) => {
    const wanted = rows.get(set)?.next().value ?? golden.get(file);
    return wanted === undefined || found["minutiaeCount"] === undefined ? [] : [{ set, score, wanted, found }];
  });
}

type Measures = Readonly<Record<string, number>>;

function realRows(measured: Prints, sensor: string): Measures[] {
  return [...measured.scores.keys()]
    .filter((row) => measured.sensors[row] === sensor && measured.kinds[row] === "real")
    .map((row) => {
      const valueAt = valuesOf(measured, row);
      return Object.fromEntries(qualityMeasures.map((name, column) => [name, valueAt(column)]));
    });
}

async function readGolden(path: string): Promise<ReadonlyMap<string, Measures>> {
  const [header = "", ...lines] = (await readFile(path, "utf8")).trim().split(/\r?\n/);
  const names = header.split(",");
  return new Map(
    lines.map((line) => {
      const cells = line.split(",");
      return [cells[0] ?? "", Object.fromEntries(names.map((name, at) => [name, Number(cells[at])]))];
    }),
  );
}
