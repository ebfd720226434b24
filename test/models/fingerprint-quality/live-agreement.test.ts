import { afterAll, expect, it } from "vitest";
import { hasPrintImages, scorePrints } from "../../../models/fingerprint-quality/score-prints.ts";
import { measureAgreement } from "../../../models/measure-agreement.ts";
import { openFingerprintModels } from "../../pipelines/fingerprint/fingerprint-rig.ts";
import { printsDir, skipReason } from "../../pipelines/fingerprint/read-print.ts";

const { quality, close } = await openFingerprintModels();
afterAll(close);

/** The model has seen NFIQ 2's measures of the first two sets, and of the third the five synthetic prints. */
const floors = [
  { set: "optical", meanErrorMax: 4, correlationMin: 0.96 },
  { set: "thermal", meanErrorMax: 4.5, correlationMin: 0.92 },
  { set: "golden", meanErrorMax: 6, correlationMin: 0.94 },
];

it("follows NFIQ 2 on labelled prints, from pixels to score", { timeout: 300_000 }, async (ctx) => {
  if (!hasPrintImages(printsDir)) ctx.skip(skipReason);
  // Every third of the impressions, and the golden set whole.
  const prints = await scorePrints(printsDir, quality, (image) => image > 160 || image % 3 === 0);
  for (const { set, meanErrorMax, correlationMin } of floors) {
    const ours = prints.filter((print) => print.set === set);
    const { meanError, correlation } = measureAgreement(
      ours.map(({ wanted }) => wanted),
      ours.map(({ found }) => found),
    );
    expect(ours.length, set).toBeGreaterThan(20);
    expect(meanError, set).toBeLessThan(meanErrorMax);
    expect(correlation, set).toBeGreaterThan(correlationMin);
  }
});
