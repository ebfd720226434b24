import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { flatImage, hasPrints, printsDir, skipReason } from "../pipelines/fingerprint/read-print.ts";
import { drawHardPrints, readHardened } from "./hard-prints.ts";
import { judgeBesideNist, type LabelledPrint } from "./judge-beside-nist.ts";
import { hasNistMatcher, matchWithNist, nistSkipReason } from "./match-with-nist.ts";

/** More of them, and cut ones, are judged by the bench. */
const impressionsMost = 4;

describe("our matcher beside NIST's", { timeout: 120_000 }, () => {
  it("takes drawn prints for what NIST's takes them for: one finger, or two", async (context) => {
    context.skip(!hasNistMatcher, nistSkipReason);
    const images = drawHardPrints(2, 2).map(({ image }) => image);
    const [same = 0, different = 0] = await matchWithNist(images, [
      [0, 1],
      [0, 2],
    ]);
    expect(same).toBeGreaterThan(2 * different);
  });

  it("is told that a blank image matches nothing, and what follows is compared all the same", async (context) => {
    context.skip(!hasNistMatcher, nistSkipReason);
    const images = [...drawHardPrints(1, 2).map(({ image }) => image), flatImage(300, 400, 240)];
    const [blank, same] = await matchWithNist(images, [
      [0, 2],
      [0, 1],
    ]);
    expect(blank).toBe(0);
    expect(same).toBeGreaterThan(0);
  });

  it("errs at most half as often on hard drawn prints", async (context) => {
    context.skip(!hasNistMatcher, nistSkipReason);
    await expectHalf(drawHardPrints(12, impressionsMost));
  });

  it.for(["as they are", "faint under noise"] as const)(
    "errs at most half as often on real prints, %s",
    async (hardship, context) => {
      context.skip(!hasNistMatcher, nistSkipReason);
      context.skip(!hasPrints, skipReason);
      await expectHalf(await readHardened(join(printsDir, "impressions/optical"), impressionsMost, hardship));
    },
  );
});

async function expectHalf(prints: readonly LabelledPrint[]): Promise<void> {
  const { own, nist } = await judgeBesideNist(prints);
  expect(nist?.equalErrorRatio).toBeGreaterThan(0);
  expect(own.equalErrorRatio).toBeLessThanOrEqual((nist?.equalErrorRatio ?? 0) / 2);
}
