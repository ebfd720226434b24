/** One hinge of the score: `weight` a unit by which the feature lies beyond `knot` on the named side. */
export type ScoreTerm = {
  readonly feature: string;
  readonly side: "above" | "below";
  readonly knot: number;
  readonly weight: number;
};

const histograms = ["FDA", "LCS", "OCL", "OF", "RVU"] as const;
const bins = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** How far the term's feature lies beyond its knot; 0 on the other side. */
export function measureHinge(
  features: Readonly<Record<string, number>>,
  { feature, side, knot }: Pick<ScoreTerm, "feature" | "side" | "knot">,
): number {
  const distance = (features[feature] ?? 0) - knot;
  return Math.max(0, side === "above" ? distance : -distance);
}

/**
 * The measures, and for every histogram its bins as percent of their sum (`LCS9Percent`) and the sum (`LCSTotal`):
 * counts alone mix quality with the size of the print.
 */
export function expandMeasures(measures: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const features: Record<string, number> = { ...measures };
  for (const name of histograms) {
    const total = bins.reduce<number>((sum, bin) => sum + (measures[`${name}${bin}`] ?? 0), 0);
    features[`${name}Total`] = total;
    for (const bin of bins) {
      features[`${name}${bin}Percent`] = total === 0 ? 0 : (100 * (measures[`${name}${bin}`] ?? 0)) / total;
    }
  }
  return features;
}
