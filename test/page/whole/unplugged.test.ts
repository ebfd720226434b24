import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { startBilik, stopBilik, untilSaid } from "../../booth/run-bilik.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { hasSocat, skipWithoutSocat } from "../../drivers/transport/pty.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "../visits/attend-by-touch.ts";
import { findVisitor } from "../visits/find-visitor.ts";
import { readDoneVisit } from "../visits/read-outcome.ts";
import { expectAtDesk, noticedMaxMs, picture, untilOver, untilTold } from "../visits/told-states.ts";
import { button } from "../visits/touch.ts";
import { sendIn, useBooth } from "../visits/use-booth.ts";

const obstacle = findObstacle() ?? (hasSocat ? null : skipWithoutSocat);
if (obstacle !== null) process.stdout.write(`no device is unplugged before the page: ${obstacle}\n`);

describe.skipIf(obstacle !== null)("a device that is unplugged in the middle", { timeout: 240_000 }, () => {
  let pad: ReturnType<typeof startBilik>;
  let path = "";
  const config: Record<string, unknown> = {};
  const plugIn = async () => {
    pad = startBilik(["emulate", "topaz", "--link", path, "--every", "3000"]);
    await untilSaid(pad, new RegExp(path));
  };
  beforeAll(async () => {
    path = join(await makeTemporaryFolder("pad"), "tty");
    await plugIn();
    config["devices"] = { signaturePad: { driver: "topaz", path, model: "siglite-1x5", finishAfterMs: 500 } };
  });
  const { booth, openPage } = useBooth({ config });
  afterAll(async () => void (await stopBilik(pad)));

  const pullAtPhoto = async (page: Page, screen: string, isPulled: boolean): Promise<boolean> => {
    if (screen !== "photo" || isPulled) return isPulled;
    await stopBilik(pad);
    await untilTold(page, "device-away");
    expect(await page.locator(".conditions li.device-away").textContent()).toContain(
      words.devicesAway.signaturePad.resident,
    );
    await expectAtDesk(page, "device-away");
    return true;
  };

  it("is said to be missing, waited for, and goes on when it is back", async () => {
    const page = await openPage();
    await sendIn(page, "good");
    let isPulled = false;
    let isBack = false;
    const { end, receiptNumber } = await attendByTouch(page, findVisitor("good"), {
      timeoutMs: 200_000,
      onGlance: async ({ screen }, at) => {
        isPulled = await pullAtPhoto(at, screen, isPulled);
        if (screen === "signature" && !isBack) {
          await at.locator("main .target-note").waitFor({ timeout: noticedMaxMs });
          await picture(at, "device-away-blocked");
          await plugIn();
          await untilOver(at, "device-away");
          isBack = true;
        }
        return at;
      },
    });
    expect([end, isPulled, isBack]).toEqual(["thanks", true, true]);
    const { manifest } = await readDoneVisit(booth().stateDir, receiptNumber);
    expect(manifest.captures).toHaveLength(14);
    await button(page.locator("main"), words.chrome.done).tap();
  });

  it("that stays away is excepted with its reason by two people, and the visit goes through", async () => {
    const page = await openPage();
    await sendIn(page, "glasses");
    let isPulled = false;
    const exceptions = new Map([["signature", "device-unavailable"]] as const);
    const { end, receiptNumber } = await attendByTouch(page, findVisitor("glasses", { exceptions }), {
      timeoutMs: 200_000,
      onGlance: async ({ screen }, at) => {
        isPulled = await pullAtPhoto(at, screen, isPulled);
        return at;
      },
    });
    expect([end, isPulled]).toEqual(["thanks", true]);
    const { manifest } = await readDoneVisit(booth().stateDir, receiptNumber);
    expect(manifest.missing).toEqual([
      expect.objectContaining({
        ...{ modality: "signature", reason: "device-unavailable" },
        ...{ operatorId: "operator-demo", secondPersonId: "kasi-demo" },
      }),
    ]);
  });
});
