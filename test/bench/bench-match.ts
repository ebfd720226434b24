import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { drawTouch } from "../../drivers/fingerprint/draw-touch.ts";
import { growFinger } from "../../drivers/fingerprint/grow-finger.ts";
import { pressFinger } from "../../drivers/fingerprint/press-finger.ts";
import { normalFinger, synthesiseFingerprint } from "../../drivers/fingerprint/synthesise-fingerprint.ts";
import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import { extractMinutiae } from "../../pipelines/fingerprint/extract-minutiae.ts";
import { computeErrorRates } from "../../pipelines/fingerprint/match-error-rates.ts";
import { createTemplate, scoreTemplates } from "../../pipelines/fingerprint/match-fingerprints.ts";
import { judgeMatcher } from "../../runtime/cli/judge-matcher.ts";
import { listImpressions } from "../../runtime/cli/list-impressions.ts";
import { createRandom } from "../../runtime/kernel/random.ts";
import { measureAnchor } from "./anchor.ts";
import { type Figure, median, timeRuns } from "./figure.ts";

const bench = "fingerprint match";
const many = { runs: 25, warmUps: 15 };
/** Residents of one day, and different fingers drawn for them; the rest are further impressions. */
const gallerySize = 500;
const galleryFingers = 25;
/** What NIST's mindtct and bozorth3 reach over all impostor pairs of the set that both are run on (not run here). */
const ofNist: Readonly<Record<string, { readonly equalError: number; readonly fmr1000: number }>> = {
  optical: { equalError: 0.043, fmr1000: 0.12 },
};
const nistName = "mindtct and bozorth3";
/** Drawn as hard as those of the competitions, from seeds that nothing was developed on. */
const drawn = { fingers: 30, impressions: 4 } as const;

/**
 * Times of extraction, template, comparison and 1:500 identification, each also as a ratio to hashing a megabyte on this
 * machine; and error rates over the prints in `impressionsDir`, on which the matcher was developed, and over drawn ones,
 * on which it was not.
 */
export async function benchMatch(residentDir: string, impressionsDir: string): Promise<readonly Figure[]> {
  return [...(await timeStages(residentDir)), ...(await rateDevelopmentSets(impressionsDir)), ...rateDrawnPrints()];
}

async function timeStages(residentDir: string): Promise<readonly Figure[]> {
  const relate = await measureAnchor();
  const finger = await readGrayImage(join(residentDir, "finger-04.png"));
  const minutiae = extractMinutiae(finger);
  const probe = createTemplate(minutiae);
  const other = createTemplate(extractMinutiae(await readGrayImage(join(residentDir, "finger-03.png"))));
  const gallery = drawGallery();
  const works: readonly (readonly [string, () => unknown])[] = [
    [`minutiae, ${finger.widthPx}×${finger.heightPx}`, () => extractMinutiae(finger)],
    [`template of ${minutiae.length} minutiae`, () => createTemplate(minutiae)],
    [`compare two templates of ${probe.count} and ${other.count} minutiae`, () => scoreTemplates(probe, other)],
    [`identify among ${gallery.length} templates`, () => gallery.map((template) => scoreTemplates(probe, template))],
  ];
  const figures: Figure[] = [];
  for (const [figure, work] of works) {
    const value = median(await timeRuns(many, work));
    figures.push({ bench, figure, value, unit: "ms", runs: many.runs, ratio: relate(value) });
  }
  return figures;
}

function drawGallery() {
  const templates = Array.from({ length: galleryFingers }, (_, index) => {
    const scene = { ...normalFinger, fingerSeed: `resident ${index}` };
    return createTemplate(extractMinutiae(synthesiseFingerprint(createRandom(`press ${index}`), scene)));
  });
  return Array.from({ length: gallerySize }, (_, index) => templates[index % galleryFingers]).filter(
    (template) => template !== undefined,
  );
}

/** Chosen on these very prints: other prints will do somewhat worse. */
async function rateDevelopmentSets(impressionsDir: string): Promise<readonly Figure[]> {
  const isThere = await access(impressionsDir).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    console.error(`no impressions at ${impressionsDir}: the error rates of the matcher are skipped`);
    return [];
  }
  const figures: Figure[] = [];
  const sensors = (await readdir(impressionsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of sensors.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const report = await judgeMatcher({
      impressions: await listImpressions(join(impressionsDir, name)),
      hasAllImpostors: true,
      resolutionPpi: 500,
      onProgress: () => undefined,
      stop: new AbortController().signal,
    });
    const runs = report.genuinePairs + report.impostorPairs;
    const rate = (figure: string, value: number, nist?: number): Figure => ({
      ...{ bench, figure: `${figure}, development set ${name}`, value, unit: "ratio", runs },
      ...(nist !== undefined && { ratio: { to: nistName, value: value / nist } }),
    });
    figures.push(
      rate("equal error", report.equalErrorRatio, ofNist[name]?.equalError),
      rate("false non-matches at 1 false match in 1,000", report.fmr1000Ratio, ofNist[name]?.fmr1000),
      rate("missed at the limit for a wrong finger", report.limits.sequence.falseNonMatchRatio),
      rate("false matches at the limit for a wrong finger, less than", report.limits.sequence.falseMatchRatioMax),
    );
  }
  return figures;
}

/** All pairs of a finger's impressions, and all pairs of two fingers. */
function rateDrawnPrints(): readonly Figure[] {
  const templates = Array.from({ length: drawn.fingers }, (_, finger) => {
    const skin = growFinger(`never seen ${finger}`);
    return Array.from({ length: drawn.impressions }, (_, impression) => {
      const random = createRandom(`never seen ${finger}, ${impression}`);
      return createTemplate(extractMinutiae(pressFinger(random, skin, drawTouch(random.fork("touch"), "hard"))));
    });
  });
  const scores = { genuine: [] as number[], impostor: [] as number[] };
  const all = templates.flatMap((own, finger) => own.map((template) => ({ finger, template })));
  for (const [index, probe] of all.entries()) {
    for (const other of all.slice(index + 1)) {
      const kind = probe.finger === other.finger ? "genuine" : "impostor";
      scores[kind].push(scoreTemplates(probe.template, other.template));
    }
  }
  const { equalErrorRatio, fmr1000Ratio } = computeErrorRates(scores);
  const runs = scores.genuine.length + scores.impostor.length;
  const rate = (figure: string, value: number): Figure => ({
    ...{ bench, figure: `${figure}, drawn prints never developed on`, value, unit: "ratio", runs },
  });
  return [rate("equal error", equalErrorRatio), rate("false non-matches at 1 false match in 1,000", fmr1000Ratio)];
}
