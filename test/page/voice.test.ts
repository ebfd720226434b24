import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { settle } from "./audit-page.ts";
import { findObstacle } from "./browser.ts";
import { drawFrame, frameSize } from "./drawn-frames.ts";
import { findView } from "./every-view.ts";
import type { FakeRuntime } from "./fake-runtime.ts";
import { useKioskPage } from "./open-kiosk-page.ts";

const obstacle = findObstacle();

/** Names of the clips that the page has asked for. */
function listenToClips(page: Page): readonly string[] {
  const clips: string[] = [];
  page.on("request", (request) => {
    const [, language, name] = /\/voice\/(\w+)\/(.+)\.ogg$/.exec(request.url()) ?? [];
    if (name !== undefined) clips.push(`${language}/${name}`);
  });
  return clips;
}

async function advise(runtime: FakeRuntime, page: Page, code: string): Promise<void> {
  const picture = await drawFrame("face");
  const amiss = {
    score: 38,
    limit: 60,
    passed: false,
    steadyRatio: 0,
    outline: null,
    advice: { code, side: 0 },
  } as const;
  runtime.sendPicture(
    { kind: "preview", capturedAt: "2026-01-05T01:00:00.000Z", target: "face", sequence: 1, ...frameSize, ...amiss },
    picture,
  );
  await settle(page);
}

describe.skipIf(obstacle !== null)("the voice of the page", () => {
  const openKioskPage = useKioskPage();

  it.each([0, 75])(
    "at volume %i says a piece of advice once however often it comes back, or nothing",
    async (percent) => {
      const { page, runtime } = await openKioskPage();
      const clips = listenToClips(page);
      const view = findView("photo");
      runtime.show({ ...view, comfort: { ...view.comfort, volumePercent: percent } });
      await page.waitForSelector('[data-screen="photo"]');
      for (const code of ["too-far", "blurred", "too-far", "blurred", "too-far"]) await advise(runtime, page, code);
      const advice = () => clips.filter((clip) => clip.startsWith("id/reasons.face."));
      if (percent > 0) await expect.poll(() => advice().length, { timeout: 12_000 }).toBeGreaterThan(0);
      await page.waitForTimeout(300);
      expect(new Set(advice()).size).toBe(advice().length);
      if (percent === 0) expect(clips).toEqual([]);
    },
  );
});
