import { access } from "node:fs/promises";
import { join } from "node:path";
import { drawHardPrints, hardships, readHardened } from "../nist-matcher/hard-prints.ts";
import { judgeBesideNist, type LabelledPrint } from "../nist-matcher/judge-beside-nist.ts";
import { hasNistMatcher, nistSkipReason } from "../nist-matcher/match-with-nist.ts";
import type { Figure } from "./figure.ts";

const bench = "fingerprint match beside NIST's";
const nistName = "mindtct and bozorth3";
const sensors = ["optical", "thermal"] as const;
const impressionsMost = 8;

/**
 * Error rates on the same pairs as NIST's matcher, as a ratio to its own where it is installed: of real prints in
 * `impressionsDir`, as they are (the matcher was developed on them) and made harder, and of drawn ones that are new to it.
 */
export async function benchMatchBesideNist(impressionsDir: string): Promise<readonly Figure[]> {
  if (!hasNistMatcher) console.error(`${nistSkipReason}: the error rates of ours stand alone`);
  const figures = await rate("drawn hard, never developed on", drawHardPrints(30, 4));
  const isThere = await access(impressionsDir).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    console.error(
      `no impressions at ${impressionsDir}: the error rates beside NIST's matcher are of drawn prints only`,
    );
    return figures;
  }
  for (const sensor of sensors) {
    for (const hardship of Object.keys(hardships) as (keyof typeof hardships)[]) {
      const prints = await readHardened(join(impressionsDir, sensor), impressionsMost, hardship);
      figures.push(...(await rate(`${sensor}, ${hardship}`, prints)));
    }
  }
  return figures;
}

async function rate(prints: string, labelled: readonly LabelledPrint[]): Promise<Figure[]> {
  const { pairs, own, nist } = await judgeBesideNist(labelled);
  const figure = (name: string, value: number, ofNist = 0): Figure => ({
    ...{ bench, figure: `${name}, ${prints}`, value, unit: "ratio", runs: pairs },
    ...(ofNist > 0 && { ratio: { to: nistName, value: value / ofNist } }),
  });
  return [
    figure("equal error", own.equalErrorRatio, nist?.equalErrorRatio),
    figure("false non-matches without a false match", own.zeroFmrRatio, nist?.zeroFmrRatio),
  ];
}
