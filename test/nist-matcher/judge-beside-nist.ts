import { extractMinutiae } from "../../pipelines/fingerprint/extract-minutiae.ts";
import { computeErrorRates, type MatchErrorRates } from "../../pipelines/fingerprint/match-error-rates.ts";
import { createTemplate, scoreTemplates } from "../../pipelines/fingerprint/match-fingerprints.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { hasNistMatcher, type ImagePair, matchWithNist } from "./match-with-nist.ts";

/** A print of a finger, at 500 ppi; impressions of one finger follow each other. */
export type LabelledPrint = { readonly finger: string; readonly image: GrayImage };

export type RatesBesideNist = {
  readonly pairs: number;
  readonly own: MatchErrorRates;
  readonly nist: MatchErrorRates | null;
};

/**
 * Runs our matcher and NIST's on the same pairs, those of the Fingerprint Verification Competitions: all of one finger, and the
 * first impressions of every two. Without NIST's where it is not installed.
 */
export async function judgeBesideNist(prints: readonly LabelledPrint[]): Promise<RatesBesideNist> {
  const pairs = listPairs(prints);
  const templates = prints.map(({ image }) => createTemplate(extractMinutiae(image)));
  const own = pairs.map(([first, second]) => scoreTemplates(at(templates, first), at(templates, second)));
  const images = prints.map(({ image }) => image);
  const nist = hasNistMatcher ? await matchWithNist(images, pairs) : null;
  const rate = (scores: readonly number[]) => {
    const isGenuine = pairs.map(([first, second]) => at(prints, first).finger === at(prints, second).finger);
    return computeErrorRates({
      genuine: scores.filter((_, pair) => isGenuine[pair]),
      impostor: scores.filter((_, pair) => !isGenuine[pair]),
    });
  };
  return { pairs: pairs.length, own: rate(own), nist: nist === null ? null : rate(nist) };
}

function listPairs(prints: readonly LabelledPrint[]): readonly ImagePair[] {
  const isFirst = prints.map(({ finger }, index) => prints[index - 1]?.finger !== finger);
  return prints.flatMap(({ finger }, first) =>
    prints.flatMap((other, second): ImagePair[] => {
      const isCompared = other.finger === finger || (isFirst[first] && isFirst[second]);
      return second > first && isCompared ? [[first, second]] : [];
    }),
  );
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`no print ${index}`);
  return found;
}
