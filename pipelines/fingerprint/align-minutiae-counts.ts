/** A count of ours becomes the reference's by `exp(offset + slope · FDAStdDev)`. */
export type CountAlignment = { readonly offset: number; readonly slope: number };

export type CountAlignments = {
  readonly minutiaeCount: CountAlignment;
  readonly minutiaeCountCentre200: CountAlignment;
};

/**
 * Fitted by `models/fingerprint-quality/fit-count-alignment.ts` on 186 development prints of three sources. NFIQ 2's extractor
 * finds more than ours, and the more so the less periodic the ridges are; one number says how uneven they are on all
 * three. The model was trained with that extractor's counts, so ours are brought to its scale.
 */
export const defaultCountAlignments: CountAlignments = {
  minutiaeCount: { offset: -0.084, slope: 1.27 },
  minutiaeCountCentre200: { offset: -0.166, slope: 2.188 },
};

/** NFIQ 2 keeps no more minutiae than this. */
const countMax = 255;

/** The measures with the two counts of minutiae on the scale of NFIQ 2's own extractor. The shares need no alignment. */
export function alignMinutiaeCounts(
  measures: Readonly<Record<string, number>>,
  alignments: CountAlignments = defaultCountAlignments,
): Readonly<Record<string, number>> {
  const align = (name: keyof CountAlignments) => {
    const { offset, slope } = alignments[name];
    const ratio = Math.exp(offset + slope * (measures["FDAStdDev"] ?? 0));
    return Math.min(countMax, ratio * (measures[name] ?? 0));
  };
  return {
    ...measures,
    minutiaeCount: align("minutiaeCount"),
    minutiaeCountCentre200: align("minutiaeCountCentre200"),
  };
}
