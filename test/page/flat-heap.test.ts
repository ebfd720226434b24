import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { howMany } from "../how-many.ts";
import { settle } from "./audit-page.ts";
import { findObstacle } from "./browser.ts";
import { drawFrame, frameSize } from "./drawn-frames.ts";
import { everyView } from "./every-view.ts";
import { useKioskPage } from "./open-kiosk-page.ts";
import { showView } from "./show-view.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`the page's memory is not watched: ${obstacle}\n`);

/** The engine learns shapes and compiles for so long; that is no growth. */
const warmVisits = howMany(10, 15);
const visits = howMany(4, 10);
/** What leaks grows in every one of them; what the engine learns late, on a slow machine, in fewer and fewer. */
const stretchesMax = 10;
/** One alone may be flat because the engine threw something away. */
const stretchesFlat = 2;
const growthMaxBytes = 5_000;

describe.skipIf(obstacle !== null)("the page's memory", () => {
  const open = useKioskPage();

  it("does not grow with the visits", { timeout: 180_000 }, async () => {
    const { page, runtime } = await open();
    const picture = await drawFrame("face");
    const visit = async () => {
      for (const named of everyView) await showView(page, runtime, named);
      const shown = {
        kind: "preview",
        capturedAt: "2026-01-05T01:00:00.000Z",
        target: "face",
        ...frameSize,
        score: 80,
        limit: 60,
        outline: null,
      } as const;
      for (let sequence = 1; sequence <= 10; sequence += 1) {
        runtime.sendPicture({ ...shown, sequence, passed: true, advice: null, steadyRatio: sequence / 10 }, picture);
      }
      await settle(page);
    };
    for (let count = 0; count < warmVisits; count += 1) await visit();
    const growths: number[] = [];
    for (let stretch = 0; stretch < stretchesMax && !(lastGrowth(growths) <= growthMaxBytes); stretch += 1) {
      const before = await heapBytes(page);
      for (let count = 0; count < visits; count += 1) await visit();
      growths.push(((await heapBytes(page)) - before) / visits);
    }
    expect(lastGrowth(growths), `bytes a visit: ${growths.join(", ")}`).toBeLessThanOrEqual(growthMaxBytes);
  });
});

/** Mean of the last stretches; not a number before there are so many. */
function lastGrowth(growths: readonly number[]): number {
  if (growths.length < stretchesFlat) return Number.NaN;
  return growths.slice(-stretchesFlat).reduce((sum, growth) => sum + growth, 0) / stretchesFlat;
}

/** What lives on after all garbage is gone. */
async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}
