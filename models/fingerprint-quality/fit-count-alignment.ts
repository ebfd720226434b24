/**
 * Fits how our counts of minutiae become NFIQ 2's and prints the constants of `pipelines/fingerprint/align-minutiae-counts.ts`.
 * To be run again whenever the extractor changes.
 *
 *     node models/fingerprint-quality/fit-count-alignment.ts DATA_FOLDER
 *
 * `DATA_FOLDER` holds `impressions/`, `golden/` and `measured.csv.gz`.
 */

import { fitCountAlignments } from "./fit-counts.ts";
import { measureTwice } from "./measure-twice.ts";

await main();

async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write("usage: node models/fingerprint-quality/fit-count-alignment.ts DATA_FOLDER\n");
    process.exitCode = 2;
    return;
  }
  const prints = await measureTwice(folder);
  for (const set of new Set(prints.map((print) => print.set))) {
    const alignments = fitCountAlignments(prints.filter((print) => print.set === set));
    process.stdout.write(`${set}: ${JSON.stringify(alignments)}\n`);
  }
  process.stdout.write(`all: ${JSON.stringify(fitCountAlignments(prints))}\n`);
}
