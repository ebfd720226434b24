const bins = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const histogram = (name: string): string[] => [...bins.map((bin) => `${name}${bin}`), `${name}Mean`, `${name}StdDev`];

/** The four measures that rest on minutiae. */
export const minutiaeMeasures = ["minutiaeCountCentre200", "minutiaeCount", "minutiaeMu2", "minutiaeOcl80"] as const;

/** The 69 native measures in the order in which NFIQ 2 (v2.3) hands them to its forest; ours takes them in the same. */
export const qualityMeasures: readonly string[] = [
  ...histogram("FDA"),
  ...minutiaeMeasures,
  "roiMean",
  ...histogram("LCS"),
  "MMB",
  "Mu",
  ...histogram("OCL"),
  ...histogram("OF"),
  "coherenceRel",
  "coherenceSum",
  ...histogram("RVU"),
];
