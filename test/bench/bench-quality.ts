import agreement from "../../models/fingerprint-quality/agreement.json" with { type: "json" };
import { hasPrintImages, scorePrints } from "../../models/fingerprint-quality/score-prints.ts";
import { type Agreement, measureAgreement } from "../../models/measure-agreement.ts";
import { loadFingerprintModels } from "../../runtime/inference/load-fingerprint-models.ts";
import type { Figure } from "./figure.ts";

/**
 * How well the score follows NFIQ 2: as the training measured it on sensors left out, and live, from the pixels of labelled
 * images by the model that ships. That model has seen the reference's measures of the optical and thermal sets, not of the
 * golden set's real prints; the held-out figures of the images are those without their sensor.
 */
export async function benchQuality(printsDir: string, modelsDir: string): Promise<readonly Figure[]> {
  const { strict, lenient } = agreement;
  const figures = [
    ...describe("sensors left out, strictly; NFIQ 2's measures", strict.real.prints, strict.real),
    ...Object.entries(strict.realBySensor).map(([sensor, { prints, meanError }]) =>
      points(`left out: ${sensor}, mean error`, prints, meanError),
    ),
    ...describe("sensors left out, strictly; from pixels", strict.images.prints, strict.images),
    ...describe("prints left out, mixed vectors kept; NFIQ 2's measures", lenient.real.prints, lenient.real),
  ];
  if (!hasPrintImages(printsDir)) {
    console.error(`no labelled prints at ${printsDir}: the live figures of quality are skipped`);
    return figures;
  }
  const { quality, close } = await loadFingerprintModels(modelsDir);
  const prints = await scorePrints(printsDir, quality);
  await close();
  for (const set of new Set(prints.map((print) => print.set))) {
    const ours = prints.filter((print) => print.set === set);
    const wanted = ours.map((print) => print.wanted);
    const found = ours.map((print) => print.found);
    figures.push(...describe(`live, from pixels: ${set}`, ours.length, measureAgreement(wanted, found)));
  }
  return figures;
}

function describe(name: string, prints: number, { meanError, correlation, sameAt40Percent }: Agreement): Figure[] {
  return [
    points(`${name}, mean error`, prints, meanError),
    { bench: "quality", figure: `${name}, correlation`, value: correlation, unit: "ratio", runs: prints },
    { bench: "quality", figure: `${name}, same at 40`, value: sameAt40Percent, unit: "%", runs: prints },
  ];
}

function points(figure: string, prints: number, value: number): Figure {
  return { bench: "quality", figure, value, unit: "points", runs: prints };
}
