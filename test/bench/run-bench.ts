import { access, writeFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import { benchDevices } from "./bench-devices.ts";
import { benchFaces } from "./bench-faces.ts";
import { benchFingerprint } from "./bench-fingerprint.ts";
import { benchHold } from "./bench-hold.ts";
import { benchJournal } from "./bench-journal.ts";
import { benchLook } from "./bench-look.ts";
import { benchMatch } from "./bench-match.ts";
import { benchMatchBesideNist } from "./bench-match-beside-nist.ts";
import { benchMemory } from "./bench-memory.ts";
import { benchPipelines } from "./bench-pipelines.ts";
import { benchPreview } from "./bench-preview.ts";
import { benchQuality } from "./bench-quality.ts";
import { benchSlap } from "./bench-slap.ts";
import { benchStart } from "./bench-start.ts";
import { benchVisit } from "./bench-visit.ts";
import { benchWsq } from "./bench-wsq.ts";
import type { Figure } from "./figure.ts";

const residentDir = process.env["BILIK_BENCH_RESIDENT"] ?? "../shared/data/residents/composite-01";
const impressionsDir = process.env["BILIK_BENCH_IMPRESSIONS"] ?? "../shared/data/fingerprint/impressions";
const printsDir = process.env["BILIK_BENCH_PRINTS"] ?? "../shared/data/fingerprint";
const modelsDir = "models/build";
const reportPath = "docs/bench.md";

/** Prints one JSON line a figure and writes the table. Figures that need a recorded resident are skipped without one. */
async function main(): Promise<void> {
  const hasResident = await access(residentDir).then(
    () => true,
    () => false,
  );
  const benches: (() => Promise<readonly Figure[]>)[] = [
    benchStart,
    benchJournal,
    benchSlap,
    () => benchQuality(printsDir, modelsDir),
    () => benchDevices(modelsDir),
    () => benchLook(modelsDir),
    () => benchMatchBesideNist(impressionsDir),
    benchPreview,
  ];
  if (hasResident)
    benches.push(
      () => benchVisit(residentDir),
      () => benchHold(residentDir),
      () => benchMemory(residentDir),
      () => benchFingerprint(residentDir, modelsDir),
      () => benchFaces(residentDir, modelsDir),
      () => benchPipelines(residentDir, modelsDir),
      () => benchWsq(residentDir),
      () => benchMatch(residentDir, impressionsDir),
    );
  else console.error(`no recorded resident at ${residentDir}: the visit and pipeline figures are skipped`);
  const figures: Figure[] = [];
  for (const bench of benches) {
    for (const figure of await bench()) {
      console.log(JSON.stringify(figure));
      figures.push(figure);
    }
  }
  await writeFile(reportPath, formatReport(figures));
}

function formatReport(figures: readonly Figure[]): string {
  const processor = cpus()[0]?.model ?? "unknown processor";
  const rows = figures.map(({ bench, figure, value, unit, runs, ratio }) => {
    const against = ratio === undefined ? "" : `${ratio.value.toFixed(2)} × ${ratio.to}`;
    return `| ${bench} | ${figure} | ${round(value)} ${unit} | ${runs} | ${against} |`;
  });
  return [
    "# Figures",
    "",
    "Written by `make bench`; never by hand. Medians. Machines differ: compare ratios, and figures of one run.",
    "",
    `${processor}, ${availableParallelism()} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
    "",
    "| bench | figure | median | runs | in-run ratio |",
    "| --- | --- | ---: | ---: | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** Three figures; shares and correlations are told to a thousandth, so that one just below its mark does not read as on it. */
function round(value: number): string {
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value.toFixed(value >= 1 || value === 0 ? 2 : value >= 0.1 ? 3 : 4);
}

await main();
