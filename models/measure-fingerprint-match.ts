/**
 * Measures the fingerprint matcher on labelled impressions and prints its development figures, a JSON line a sensor and
 * one for all.
 *
 *     node models/measure-fingerprint-match.ts IMPRESSIONS_FOLDER
 *
 * `IMPRESSIONS_FOLDER` holds a folder a sensor with images named `<finger>_<impression>.png`, taken to be 500 ppi. Every
 * pair within a sensor is compared once.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { extractMinutiae } from "../pipelines/fingerprint/extract-minutiae.ts";
import {
  createTemplate,
  defaultMatchLimits,
  type PrintTemplate,
  scoreTemplates,
} from "../pipelines/fingerprint/match-fingerprints.ts";

type Scores = { readonly same: number[]; readonly different: number[] };

await main();

async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write("usage: node models/measure-fingerprint-match.ts IMPRESSIONS_FOLDER\n");
    process.exitCode = 2;
    return;
  }
  const all: Scores = { same: [], different: [] };
  const sensors = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of sensors) {
    const scores = await compareAll(join(folder, name));
    all.same.push(...scores.same);
    all.different.push(...scores.different);
    report(name, scores);
  }
  report("all", all);
}

async function compareAll(folder: string): Promise<Scores> {
  const prints: { readonly finger: string | undefined; readonly template: PrintTemplate }[] = [];
  for (const file of readdirSync(folder).sort()) {
    const { data, info } = await sharp(join(folder, file)).greyscale().raw().toBuffer({ resolveWithObject: true });
    const pixels = new Uint8Array(data);
    const image = { widthPx: info.width, heightPx: info.height, resolutionPpi: 500, pixels };
    prints.push({ finger: file.split("_")[0], template: createTemplate(extractMinutiae(image)) });
  }
  const scores: Scores = { same: [], different: [] };
  prints.forEach((probe, index) => {
    for (const other of prints.slice(index + 1)) {
      const list = probe.finger === other.finger ? scores.same : scores.different;
      list.push(scoreTemplates(probe.template, other.template));
    }
  });
  return scores;
}

function report(sensor: string, { same, different }: Scores): void {
  const ranked = different.toSorted((a, b) => b - a);
  const missed = (limit: number) => same.filter((score) => score < limit).length / same.length;
  const passed = (limit: number) => different.filter((score) => score >= limit).length / different.length;
  const { scoreMin } = defaultMatchLimits;
  const figures = {
    sensor,
    samePairs: same.length,
    differentPairs: different.length,
    limit: scoreMin,
    falseMatchRatio: passed(scoreMin),
    falseNonMatchRatio: missed(scoreMin),
    equalErrorRatio: Math.min(...same.map((limit) => Math.max(missed(limit), passed(limit)))),
    highestDifferent: ranked[0],
    limitForOneInThousand: ranked[Math.floor(ranked.length / 1000)],
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
