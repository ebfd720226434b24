import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { normalFinger, synthesiseFingerprint } from "../../drivers/fingerprint/synthesise-fingerprint.ts";
import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import { extractMinutiae } from "../../pipelines/fingerprint/extract-minutiae.ts";
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

/**
 * Times of extraction, template, comparison and 1:500 identification, each also as a ratio to hashing a megabyte on this
 * machine; and error rates over the prints in `impressionsDir`, on which the matcher was developed.
 */
export async function benchMatch(residentDir: string, impressionsDir: string): Promise<readonly Figure[]> {
  return [...(await timeStages(residentDir)), ...(await rateDevelopmentSets(impressionsDir))];
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
    const rate = (figure: string, value: number): Figure => ({
      bench,
      figure: `${figure}, development set ${name}`,
      value,
      unit: "ratio",
      runs,
    });
    figures.push(
      rate("equal error", report.equalErrorRatio),
      rate("false non-matches at 1 false match in 1,000", report.fmr1000Ratio),
      rate("missed at the limit for a wrong finger", report.limits.sequence.falseNonMatchRatio),
      rate("false matches at the limit for a wrong finger, less than", report.limits.sequence.falseMatchRatioMax),
    );
  }
  return figures;
}
