import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { catalogues } from "../../runtime/kiosk/page/words/catalogues.ts";
import { settle } from "./audit-page.ts";
import { findObstacle } from "./browser.ts";
import { drawFrame, frameSize } from "./drawn-frames.ts";
import { findView } from "./every-view.ts";
import type { FakeRuntime } from "./fake-runtime.ts";
import { useKioskPage } from "./open-kiosk-page.ts";
import { baseView } from "./views.ts";

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
      // The screen's own words come first, and advice that has waited for them is over.
      if (percent > 0) await page.waitForTimeout(9_000);
      for (const code of ["too-far", "blurred", "too-far", "blurred", "too-far"]) await advise(runtime, page, code);
      const advice = () => clips.filter((clip) => clip.startsWith("id/reasons.face."));
      if (percent > 0) await expect.poll(() => advice().length, { timeout: 12_000 }).toBeGreaterThan(0);
      await page.waitForTimeout(300);
      expect(new Set(advice()).size).toBe(advice().length);
      if (percent === 0) expect(clips).toEqual([]);
    },
  );

  it("says title, guidance and which hand in their order, then why again", async () => {
    const { page, runtime } = await openKioskPage();
    const clips = listenToClips(page);
    const view = findView("fingers-slap");
    runtime.show({ ...view, comfort: { ...view.comfort, volumePercent: 75 } });
    await expect
      .poll(() => clips, { timeout: 40_000 })
      .toEqual([
        ...["screens.fingers.title", "screens.fingers.guide", "slaps.left-four", "reasons.fingerprint.partial"].map(
          (name) => `id/${name}`,
        ),
      ]);
  });

  it("tells of a device that is away once somebody is there, and of a refusal", async () => {
    const { page, runtime } = await openKioskPage();
    const clips = listenToClips(page);
    const away = {
      kind: "device-away",
      role: "documentScanner",
      failure: null,
      advice: null,
      remedy: null,
      reported: null,
    } as const;
    const aloud = { ...baseView.comfort, volumePercent: 50 };
    runtime.show({ ...baseView, comfort: aloud, conditions: [away] });
    await page.waitForTimeout(500);
    expect(clips).toEqual([]);
    const view = findView("data-confirmation");
    runtime.show({ ...view, comfort: aloud, conditions: [away] });
    await expect.poll(() => clips, { timeout: 40_000 }).toContain("id/devicesAway.documentScanner.resident");
    runtime.answerWith({ kind: "refused", cause: "not-now", nextAction: "wait", override: null });
    await page.getByRole("button", { name: catalogues.id.deeds["data-confirmed"].action }).click();
    await expect.poll(() => clips, { timeout: 40_000 }).toContain("id/nextActions.wait");
    expect(clips).toContain("id/refusalCauses.not-now");
  });
});
