/**
 * Measures how well models that never saw a sensor score its prints, and writes `agreement.json` beside this file. Takes ten
 * trainings' time.
 *
 *     node models/fingerprint-quality/evaluate.ts DATA_FOLDER
 *
 * `DATA_FOLDER` is that of `train.ts`; where it also holds `impressions/` and `golden/`, their images are scored end to end.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { qualityMeasures } from "../../pipelines/fingerprint/quality-measures.ts";
import { roundScore } from "../../pipelines/fingerprint/score-quality.ts";
import { type Agreement, decisionLimit, measureAgreement } from "../measure-agreement.ts";
import { holdOutSensors } from "./hold-out-sensors.ts";
import { imageSensors, measureTwice, type PrintMeasuredTwice } from "./measure-twice.ts";
import { defaultQualityPlan, predictQuality, type QualityModel, valuesOf } from "./quality-model.ts";
import { type Prints, readTrainingData } from "./read-prints.ts";
import { hasPrintImages } from "./score-prints.ts";

type Pair = { readonly sensor: string; readonly kind: string; readonly wanted: number; readonly found: number };

const target = fileURLToPath(new URL("agreement.json", import.meta.url));
const bands = [0, 20, 40, 60, 80, 101];
/** Points beyond the limit, on either side. */
const distances = [0, 5, 10, 101];

await main();

async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write("usage: node models/fingerprint-quality/evaluate.ts DATA_FOLDER\n");
    process.exitCode = 2;
    return;
  }
  const { measured, distilled } = await readTrainingData(folder);
  const images = hasPrintImages(folder) ? await measureTwice(folder) : [];
  const report: Record<string, unknown> = {};
  for (const how of ["lenient", "strict"] as const) {
    const pairs: Pair[] = [];
    const imagePairs: Pair[] = [];
    for await (const { sensor, model } of holdOutSensors({ measured, distilled }, defaultQualityPlan, how)) {
      pairs.push(...judgeRows(measured, sensor, model));
      imagePairs.push(...judgeImages(images, sensor, model));
      process.stderr.write(
        `${how}: ${sensor} ${JSON.stringify(summarise(pairs.filter((pair) => pair.sensor === sensor)))}\n`,
      );
    }
    report[how] = describe(pairs, imagePairs);
  }
  writeFileSync(target, `${JSON.stringify(report, null, 2)}\n`);
}

function judgeRows(measured: Prints, sensor: string, model: QualityModel): Pair[] {
  return [...measured.scores].flatMap((wanted, row) => {
    if (measured.sensors[row] !== sensor) return [];
    const found = roundScore(predictQuality(model, valuesOf(measured, row)));
    return [{ sensor, kind: measured.kinds[row] ?? "", wanted, found }];
  });
}

/** End to end, from pixels. */
function judgeImages(images: readonly PrintMeasuredTwice[], sensor: string, model: QualityModel): Pair[] {
  const isOfSensor = ({ set }: PrintMeasuredTwice) => imageSensors[set] === sensor;
  return images.filter(isOfSensor).map(({ score: wanted, found: measures }) => {
    const found = roundScore(predictQuality(model, (column) => measures[qualityMeasures[column] ?? ""] ?? 0));
    return { sensor, kind: "image", wanted, found };
  });
}

function describe(pairs: readonly Pair[], imagePairs: readonly Pair[]) {
  const real = pairs.filter(({ kind }) => kind === "real");
  const bySensor = (list: readonly Pair[]) =>
    Object.fromEntries(
      [...new Set(list.map(({ sensor }) => sensor))].map((sensor) => [
        sensor,
        summarise(list.filter((pair) => pair.sensor === sensor)),
      ]),
    );
  return {
    real: summarise(real),
    realAndDegraded: summarise(pairs.filter(({ kind }) => kind !== "synthetic")),
    realBySensor: bySensor(real),
    realByBand: summariseBands(real, bands, ({ wanted }) => wanted),
    realByDistance: summariseBands(real, distances, ({ wanted }) => beyondLimit(wanted)),
    imagesBySensor: bySensor(imagePairs),
    images: summarise(imagePairs),
  };
}

/** 0 for the scores on both sides of the limit that are next to it. */
function beyondLimit(score: number): number {
  return score < decisionLimit ? decisionLimit - 1 - score : score - decisionLimit;
}

function summariseBands(pairs: readonly Pair[], edges: readonly number[], placeOf: (pair: Pair) => number) {
  return Object.fromEntries(
    edges.slice(0, -1).map((low, at) => {
      const end = edges[at + 1] ?? 101;
      return [`${low}–${end - 1}`, summarise(pairs.filter((pair) => placeOf(pair) >= low && placeOf(pair) < end))];
    }),
  );
}

function summarise(pairs: readonly Pair[]): (Agreement & { readonly prints: number }) | null {
  if (pairs.length === 0) return null;
  const wanted = pairs.map((pair) => pair.wanted);
  const found = pairs.map((pair) => pair.found);
  return { prints: pairs.length, ...measureAgreement(wanted, found) };
}
