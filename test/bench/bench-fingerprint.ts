import { join } from "node:path";
import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import {
  assessFingerprint,
  defaultFingerprintLimits,
  type FingerprintModels,
} from "../../pipelines/fingerprint/assess-fingerprint.ts";
import { countMinutiae } from "../../pipelines/fingerprint/count-minutiae.ts";
import { extractMinutiae } from "../../pipelines/fingerprint/extract-minutiae.ts";
import { findRegionOfInterest } from "../../pipelines/fingerprint/find-region-of-interest.ts";
import { buildAnalysisGrid } from "../../pipelines/fingerprint/kernels/analysis-grid.ts";
import { fitDirectionLoss } from "../../pipelines/fingerprint/kernels/fit-direction-loss.ts";
import { measureFrequencyDomain } from "../../pipelines/fingerprint/kernels/frequency-domain-analysis.ts";
import { measureLocalClarity } from "../../pipelines/fingerprint/kernels/local-clarity.ts";
import { measureGhostArea } from "../../pipelines/fingerprint/kernels/measure-ghost-area.ts";
import { measureInk } from "../../pipelines/fingerprint/kernels/measure-ink.ts";
import { measureRegion } from "../../pipelines/fingerprint/kernels/measure-region.ts";
import { measureOrientationCertainty } from "../../pipelines/fingerprint/kernels/orientation-certainty.ts";
import { measureOrientationFlow } from "../../pipelines/fingerprint/kernels/orientation-flow.ts";
import { measureRidgeValleyUniformity } from "../../pipelines/fingerprint/kernels/ridge-valley-uniformity.ts";
import { spreadOfTiles, sumTiles } from "../../pipelines/fingerprint/kernels/tile-sums.ts";
import { locatePrint } from "../../pipelines/fingerprint/locate-print.ts";
import { measureMinutiae } from "../../pipelines/fingerprint/measure-minutiae.ts";
import { preparePrint } from "../../pipelines/fingerprint/prepare-print.ts";
import { scoreQuality } from "../../pipelines/fingerprint/score-quality.ts";
import { loadFingerprintModels } from "../../runtime/inference/load-fingerprint-models.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { timeInTurn, type Work } from "./anchor.ts";
import type { Figure } from "./figure.ts";

const rounds = 51;
const warmUps = 30;

/** What each stage of assessing a 500×500 print costs on one core in steady state, and the whole. */
export async function benchFingerprint(residentDir: string, modelsDir: string): Promise<readonly Figure[]> {
  const image = await readGrayImage(join(residentDir, "finger-04.png"));
  const models = await loadFingerprintModels(modelsDir);
  const timed = await timeInTurn(await listStages(image, models), { rounds, warmUps });
  await models.close();
  return timed.map((each) => ({ bench: "fingerprint", unit: "ms", runs: rounds, ...each }));
}

async function listStages(image: GrayImage, models: FingerprintModels): Promise<readonly Work[]> {
  const prepared = preparePrint(image, defaultFingerprintLimits);
  if (prepared.kind === "none") throw new Error("the bench's print has no print in it");
  const { print } = prepared;
  const region = findRegionOfInterest(print);
  const tiles = sumTiles(print);
  const grid = buildAnalysisGrid(print, tiles);
  const { tilePixels } = measureRegion(print, region.mask, tiles);
  const minutiae = countMinutiae(print);
  const { measures } = await assessFingerprint(image, models, defaultFingerprintLimits);
  const size = { width: print.widthPx, height: print.heightPx };
  return [
    ["trim and checks", () => preparePrint(image, defaultFingerprintLimits)],
    ["region of interest", () => findRegionOfInterest(print)],
    ["tile sums", () => sumTiles(print)],
    ["foreground and block directions", () => buildAnalysisGrid(print, tiles)],
    ["FDA", () => measureFrequencyDomain(print, grid)],
    ["LCS", () => measureLocalClarity(print, grid)],
    ["OCL", () => measureOrientationCertainty(tiles)],
    ["OF", () => measureOrientationFlow(grid)],
    ["RVU", () => measureRidgeValleyUniformity(print, grid)],
    ["region mean and coherence", () => measureRegion(print, region.mask, tiles)],
    ["ink and contrast", () => measureInk(print, region.mask)],
    ["sharpness and direction loss", () => fitDirectionLoss(tiles, tilePixels)],
    ["placement", () => locatePrint(tiles, tilePixels, size)],
    ["latent ghost", () => measureGhostArea(print, grid, tiles, tilePixels)],
    ["minutiae as NFIQ 2 counts them", () => countMinutiae(print)],
    ["minutiae measures", () => measureMinutiae(print, minutiae, spreadOfTiles(tiles))],
    ["score", () => scoreQuality(measures, models.quality)],
    [
      "all measures, minutiae counted, score: each live frame, 500×500",
      () => assessFingerprint(image, models, defaultFingerprintLimits, { isView: true }),
    ],
    ["minutiae that are recorded and matched", () => extractMinutiae(print)],
    ["the whole of a print that is kept", () => assessFingerprint(image, models, defaultFingerprintLimits)],
  ];
}
