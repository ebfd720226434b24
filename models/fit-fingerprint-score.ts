/**
 * Fits the provisional fingerprint score and rewrites `pipelines/fingerprint/score-terms.ts`, with the agreement
 * measured on sensors left out of the fit. Nothing is drawn by chance: the same table gives the same file.
 *
 *     node models/fit-fingerprint-score.ts DATA_FOLDER
 *
 * `DATA_FOLDER` holds `measured.csv.gz`: a row a print, with its sensor (`set`), its native measures and its score.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { expandMeasures, measureHinge, type ScoreTerm } from "../pipelines/fingerprint/score-features.ts";
import { type Agreement, measureAgreement } from "./measure-agreement.ts";
import { selectColumns, solveRidge } from "./select-columns.ts";

type Print = {
  readonly sensor: string;
  readonly score: number;
  readonly features: Readonly<Record<string, number>>;
};
type Model = { readonly intercept: number; readonly terms: readonly ScoreTerm[] };

const termsMax = 48;
/** In units of one print's variance. */
const ridgeWeight = 10;
const knotQuantiles = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9];
const target = fileURLToPath(new URL("../pipelines/fingerprint/score-terms.ts", import.meta.url));

main();

function main(): void {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write("usage: node models/fit-fingerprint-score.ts DATA_FOLDER\n");
    process.exitCode = 2;
    return;
  }
  const prints = readPrints(join(folder, "measured.csv.gz"));
  const heldOut = measureHeldOut(prints);
  process.stdout.write(`sensor left out: ${JSON.stringify(heldOut)}\n`);
  writeFileSync(target, formatModel(fitModel(prints), heldOut, prints.length));
}

function readPrints(path: string): Print[] {
  const [header = [], ...rows] = gunzipSync(readFileSync(path))
    .toString("utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  return rows.map((row) => {
    const cell = Object.fromEntries(header.map((name, column) => [name, row[column] ?? ""]));
    // Minutiae differ from extractor to extractor, so their measures stay out of the fit.
    const names = header.filter((name) => !["kind", "set", "print", "score"].includes(name) && !/^minutiae/.test(name));
    const measures = Object.fromEntries(names.map((name) => [name, Number(cell[name])]));
    return { sensor: cell["set"] ?? "", score: Number(cell["score"]), features: expandMeasures(measures) };
  });
}

/** Predicts every print by a model that never saw its sensor. */
function measureHeldOut(prints: readonly Print[]): Agreement {
  const wanted: number[] = [];
  const found: number[] = [];
  for (const sensor of new Set(prints.map((print) => print.sensor))) {
    const model = fitModel(prints.filter((print) => print.sensor !== sensor));
    for (const print of prints.filter((other) => other.sensor === sensor)) {
      wanted.push(print.score);
      found.push(predict(model, print.features));
    }
  }
  return measureAgreement(wanted, found);
}

function fitModel(prints: readonly Print[]): Model {
  const candidates = proposeHinges(prints);
  const columns = candidates.map((hinge) => Float64Array.from(prints, (print) => measureHinge(print.features, hinge)));
  const scores = Float64Array.from(prints, (print) => print.score);
  const chosen = selectColumns(columns, scores, termsMax);
  const { intercept, weights } = solveRidge(
    chosen.map((index) => columns[index] ?? new Float64Array(scores.length)),
    scores,
    ridgeWeight,
  );
  const terms = chosen.flatMap((index, at) => {
    const hinge = candidates[index];
    return hinge === undefined ? [] : [{ ...hinge, weight: round(weights[at] ?? 0) }];
  });
  return { intercept: round(intercept), terms };
}

function proposeHinges(prints: readonly Print[]): Omit<ScoreTerm, "weight">[] {
  const names = Object.keys(prints[0]?.features ?? {});
  return names.flatMap((feature) => {
    const values = prints.map((print) => print.features[feature] ?? 0).sort((a, b) => a - b);
    const knots = new Set(knotQuantiles.map((share) => round(values[Math.floor(share * (values.length - 1))] ?? 0)));
    return [...knots].flatMap((knot) => [
      { feature, side: "above" as const, knot },
      { feature, side: "below" as const, knot },
    ]);
  });
}

function predict({ intercept, terms }: Model, features: Readonly<Record<string, number>>): number {
  const score = terms.reduce((sum, term) => sum + term.weight * measureHinge(features, term), intercept);
  return Math.round(Math.min(100, Math.max(0, score)));
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}

function formatModel({ intercept, terms }: Model, heldOut: Agreement, prints: number): string {
  const rows = terms.map(
    ({ feature, side, knot, weight }) =>
      `  { feature: "${feature}", side: "${side}", knot: ${knot}, weight: ${weight} },\n`,
  );
  return `import type { ScoreTerm } from "./score-features.ts";

/**
 * Written by \`models/fit-fingerprint-score.ts\` from ${prints} labelled prints. With each sensor left out of the fit in turn,
 * against the NFIQ 2 (v2.3) score: correlation ${heldOut.correlation}, mean absolute error ${heldOut.meanError}, 95th percentile of the
 * error ${heldOut.error95}, ${heldOut.within5Percent} % within 5 points.
 */
export const scoreTerms: readonly ScoreTerm[] = [
${rows.join("")}];

export const scoreIntercept = ${intercept};
`;
}
