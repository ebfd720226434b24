import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { isThorough } from "../../how-many.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "./attend-by-touch.ts";
import { filmFace } from "./film-face.ts";
import { findVisitor } from "./find-visitor.ts";
import { readDoneVisit } from "./read-outcome.ts";
import { signOnScreen } from "./sign-on-screen.ts";
import { button } from "./touch.ts";
import { onceMore, useBooth } from "./use-booth.ts";

const hasFfmpeg = spawnSync("ffmpeg", ["-version"]).status === 0;
const obstacle = findObstacle() ?? (hasFfmpeg ? null : "no ffmpeg to film with; test/install-peers.sh brings it");
if (obstacle !== null) process.stdout.write(`nobody takes part in the demonstration: ${obstacle}\n`);

const dir = mkdtempSync(join(tmpdir(), "bilik-yourself-"));
const film = join(dir, "face.mjpeg");

/** As `make run` has it: no configuration names a device. */
describe.skipIf(obstacle !== null)(
  "whoever stands before a demonstration",
  { timeout: 240_000, retry: onceMore },
  () => {
    beforeAll(() => filmFace(film, "blue"), 60_000);
    afterAll(() => rmSync(dir, { recursive: true }));
    // A hand on a slow machine needs as long as one in the field.
    const { booth, openPage } = useBooth({ config: { capture: {} } }, [
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ]);

    const visit = async (page: Page) => {
      const { end, receiptNumber } = await attendByTouch(page, findVisitor("good"), {
        timeoutMs: 150_000,
        onGlance: async ({ screen }, at) => {
          if (screen === "signature") await signOnScreen(at);
          return at;
        },
      });
      expect(end).toBe("thanks");
      const { manifest } = await readDoneVisit(booth().stateDir, receiptNumber);
      await button(page.locator("main"), words.chrome.done).tap();
      return new Map(manifest.captures.map(({ modality, provenance }) => [modality, provenance]));
    };

    it("is recorded by the page's camera and hand, and all else stays marked as simulated", async () => {
      const page = await openPage();
      await sendYourself(page, words.desk.demoGuestReady);
      const provenances = await visit(page);
      expect(provenances.get("face")).toMatchObject({ driver: "face-camera-page", isSimulated: false });
      expect(provenances.get("signature")).toMatchObject({ driver: "signature-pad-touch", isSimulated: false });
      expect(provenances.get("fingerprint")).toMatchObject({ isSimulated: true });
      expect(provenances.get("iris")).toMatchObject({ isSimulated: true });
    });

    it.runIf(isThorough)("is told where there is no camera, and keeps their own signature", async () => {
      const page = await openPage();
      await page.evaluate(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError"));
      });
      await sendYourself(page, words.desk.demoGuestNoCamera.absent);
      const provenances = await visit(page);
      expect(provenances.get("face")).toMatchObject({ driver: "face-camera-simulator", isSimulated: true });
      expect(provenances.get("signature")).toMatchObject({ driver: "signature-pad-touch", isSimulated: false });
    });

    it("makes room again for a scripted resident", async () => {
      const page = await openPage();
      await button(page, words.chrome.simulation).tap();
      const drawer = page.locator(".demo-drawer");
      await drawer.getByRole("button", { name: words.demoResidents.glasses, exact: true }).tap();
      await drawer.getByRole("button", { name: words.demoResidents.glasses, exact: true, pressed: true }).waitFor();
      expect(await button(drawer, words.desk.demoGuest).getAttribute("aria-pressed")).toBe("false");
      expect(await drawer.textContent()).toContain(words.desk.demoExplained);
    });
  },
);

async function sendYourself(page: Page, told: string): Promise<void> {
  await button(page, words.chrome.simulation).tap();
  const drawer = page.locator(".demo-drawer");
  await button(drawer, words.desk.demoGuest).tap();
  await expect.poll(() => drawer.locator(".demo-guest").textContent()).toContain(told);
  expect(await button(drawer, words.desk.demoGuest).getAttribute("aria-pressed")).toBe("true");
  await button(drawer, words.desk.demoClose).tap();
  await drawer.waitFor({ state: "detached" });
}
