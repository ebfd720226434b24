import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { assessFingerprint, defaultFingerprintLimits } from "../../pipelines/fingerprint/assess-fingerprint.ts";
import type { Infer } from "../../runtime/kernel/inference.ts";

/** An image, what NFIQ 2 says of it and what this project says. */
export type ScoredPrint = {
  /** Folder of the set: `golden`, `optical`, `thermal`. */
  readonly set: string;
  readonly file: string;
  readonly wanted: number;
  readonly found: number;
  /** What the project measures; empty where it refuses the print. */
  readonly measures: Readonly<Record<string, number>>;
};

/** Tables of images with their NFIQ 2 score: file in the first column, score in the second. `NA` marks a print that NFIQ 2 refuses. */
const tables = [
  { folder: "impressions", table: "scores.csv" },
  { folder: "golden", table: "golden.csv" },
] as const;

export function hasPrintImages(dataFolder: string): boolean {
  return tables.every(({ folder, table }) => existsSync(join(dataFolder, folder, table)));
}

/**
 * Assesses every labelled image of the data folder, 500 ppi, from its pixels on. Prints that NFIQ 2 refuses are left out.
 * @param takes which images, by their number among all
 */
export async function scorePrints(
  dataFolder: string,
  quality: Infer,
  takes: (image: number) => boolean = () => true,
): Promise<readonly ScoredPrint[]> {
  let image = 0;
  const prints: ScoredPrint[] = [];
  for (const { folder, table } of tables) {
    const [, ...lines] = (await readFile(join(dataFolder, folder, table), "utf8")).trim().split(/\r?\n/);
    for (const line of lines) {
      const [file = "", score = ""] = line.split(",");
      image += 1;
      if (score === "NA" || !takes(image)) continue;
      const print = await readPrintImage(join(dataFolder, folder, file));
      const { score: found, measures } = await assessFingerprint(print, { quality }, defaultFingerprintLimits);
      const set = file.includes("/") ? (file.split("/")[0] ?? "") : folder;
      prints.push({ set, file, wanted: Number(score), found, measures });
    }
  }
  return prints;
}

async function readPrintImage(path: string) {
  const { data, info } = await sharp(path).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, resolutionPpi: 500, pixels: new Uint8Array(data) };
}
