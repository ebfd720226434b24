import { expect, it } from "vitest";
import { fitCountAlignments, type MeasuredTwice } from "../../../models/fingerprint-quality/fit-counts.ts";
import { alignMinutiaeCounts } from "../../../pipelines/fingerprint/align-minutiae-counts.ts";

const print = (FDAStdDev: number, minutiaeCount: number): MeasuredTwice => ({
  found: { FDAStdDev, minutiaeCount, minutiaeCountCentre200: minutiaeCount / 2 },
  wanted: {
    minutiaeCount: minutiaeCount * Math.exp(0.1 + 2 * FDAStdDev),
    minutiaeCountCentre200: (minutiaeCount / 2) * Math.exp(-0.2 + 3 * FDAStdDev),
  },
});
const prints = [print(0.1, 30), print(0.2, 80), print(0.3, 20), print(0.35, 55)];

it("finds the factors that bring found counts to the wanted ones", () => {
  const alignments = fitCountAlignments(prints);
  expect(alignments).toEqual({
    minutiaeCount: { offset: 0.1, slope: 2 },
    minutiaeCountCentre200: { offset: -0.2, slope: 3 },
  });
  for (const { found, wanted } of prints) {
    const aligned = alignMinutiaeCounts(found, alignments);
    expect(aligned["minutiaeCount"]).toBeCloseTo(wanted["minutiaeCount"]!, 6);
    expect(aligned["minutiaeCountCentre200"]).toBeCloseTo(wanted["minutiaeCountCentre200"]!, 6);
  }
});

it("leaves out prints on which either found nothing", () => {
  const none = { found: { FDAStdDev: 0.3, minutiaeCount: 0, minutiaeCountCentre200: 0 }, wanted: {} };
  expect(fitCountAlignments([...prints, none])).toEqual(fitCountAlignments(prints));
});
