import { writeFile } from "node:fs/promises";
import { assessDocument, defaultDocumentLimits } from "../../pipelines/document/assess-document.ts";
import { createPipelinePool } from "../../runtime/capture/pipeline-pool.ts";
import { builtModelsDir } from "../../runtime/config/built-models.ts";
import { makePhotoTrial, photoSize } from "../pipelines/document/photographed-page.ts";
import { changes, measureLevels } from "./level-table.ts";
import { type NumberTrial, tryNumbers } from "./number-trials.ts";

const reportPath = "docs/papers.md";
const seed = "report";
const photoCount = Number(process.argv[2] ?? 40);
const cardCount = Number(process.argv[3] ?? 20);
const megapixels = Math.round((photoSize.longPx * photoSize.shortPx) / 1e6);
const round = (value: number) => String(Math.round(value * 1_000) / 1_000);

/** Measures pages and writes the table. Everything is simulated: figures of real papers are to be taken in the office. */
async function main(): Promise<void> {
  await writeFile(
    reportPath,
    [
      "# Papers",
      "",
      "Written by `make papers`; never by hand. All pages are simulated, of seeds on which nothing was set;",
      "of real papers and cameras nothing is claimed. Limits are the shipped ones, `pipelines/document/document-limits.ts`.",
      "",
      ...(await describePhotographs()),
      ...(await describeLevels()),
      ...(await describeNumbers()),
    ].join("\n"),
  );
}

async function describePhotographs(): Promise<readonly string[]> {
  const errors: number[] = [];
  let [missed, unfound, faults, falseAlarms] = [0, 0, 0, 0];
  for (let number = 0; number < photoCount; number += 1) {
    const { image, corners, fault } = await makePhotoTrial(seed, number);
    const found = assessDocument(image, defaultDocumentLimits);
    const codes: readonly string[] = found.reasons.map(({ code }) => code);
    if (fault !== null) faults += 1;
    if (fault !== null && !codes.includes(fault)) missed += 1;
    if (fault === null && codes.length > 0) falseAlarms += 1;
    if (found.corners === null) {
      unfound += 1;
      continue;
    }
    const off = found.corners.map(({ x, y }, index) => Math.hypot(x - corners[index]!.x, y - corners[index]!.y));
    errors.push(Math.max(...off));
  }
  errors.sort((a, b) => a - b);
  const share = (part: number) => errors[Math.min(errors.length - 1, Math.floor(part * errors.length))] ?? 0;
  return [
    "## Finding the sheet",
    "",
    `${photoCount} photographs of ${megapixels} megapixels, an A4 at some 180 ppi: tilt to 20°, turn to 12°, tables of gray 25 to 150, shadow to 75 %, blur, glare, folds.`,
    "",
    "| figure | value |",
    "| --- | ---: |",
    `| sheet not found | ${unfound} of ${photoCount} |`,
    `| worst corner's error of those found, median | ${round(share(0.5))} px |`,
    `| worst corner's error of those found, 95th percentile | ${round(share(0.95))} px |`,
    `| worst corner's error of those found, most | ${round(share(1))} px |`,
    `| faults (glare, cut corner, shadow, blur) not named | ${missed} of ${faults} |`,
    `| good photographs with a reason | ${falseAlarms} of ${photoCount - faults} |`,
    "",
  ];
}

async function describeLevels(): Promise<readonly string[]> {
  const lines = [
    "## Levels of each measure",
    "",
    "A family card; the value of the measure below each level of the harm.",
    "",
  ];
  for (const change of changes) {
    const values = await measureLevels(change, "kk");
    lines.push(
      `| ${change.what} | ${change.levels.join(" | ")} |`,
      `| --- |${" ---: |".repeat(change.levels.length)}`,
      `| \`${change.measure}\` | ${values.map(round).join(" | ")} |`,
      "",
    );
  }
  return lines;
}

async function describeNumbers(): Promise<readonly string[]> {
  const scores = { fingerprintScoreMin: 40, irisScoreMin: 60 };
  const pipelines = createPipelinePool({ workers: 1, modelsDir: builtModelsDir, limits: scores });
  const trials: NumberTrial[] = [];
  for (let number = 0; number < cardCount; number += 1) trials.push(await tryNumbers(pipelines, seed, number));
  await pipelines.close();
  const row = (kind: NumberTrial["kind"]) => {
    const some = trials.filter((trial) => trial.kind === kind);
    const sum = (of: (trial: NumberTrial) => number) => some.reduce((total, trial) => total + of(trial), 0);
    return `| ${kind} | ${some.length} | ${sum(({ right }) => right)} of ${sum(({ count }) => count)} | ${sum(({ wrong }) => wrong)} |`;
  };
  return [
    "## Numbers read, as a hint",
    "",
    "Family cards in a drawn type with five numbers each: scans of 150 to 300 ppi with a lean to 2°, photographs of 8 megapixels.",
    "",
    "| pages | count | numbers read exactly | numbers read that are not there |",
    "| --- | ---: | ---: | ---: |",
    row("scan"),
    row("photograph"),
    "",
  ];
}

await main();
