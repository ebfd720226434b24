import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { ResidentId } from "../../../runtime/demo/scripted-resident.ts";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { isThorough } from "../../how-many.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "./attend-by-touch.ts";
import { findVisitor } from "./find-visitor.ts";
import { readDoneVisit } from "./read-outcome.ts";
import { onceMore, sendIn, useBooth } from "./use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`no whole hands are laid down: ${obstacle}\n`);

/** A picture of every different state of the screen of the fingers, where somebody wants to look at them. */
const picturesDir = process.env["BILIK_SLAP_PICTURES"];

describe.skipIf(obstacle !== null)(
  "a recording by whole hands, by touch",
  { timeout: 180_000, retry: onceMore },
  () => {
    const { booth, openPage } = useBooth({
      config: { devices: { fingerprint: { driver: "slap-simulator" } }, simulatedPaceRatio: 0.5 },
    });

    /** What the screen of the fingers said, in the order in which it said it; the same once. */
    const visit = async (resident: ResidentId) => {
      const told: string[] = [];
      const page = await openPage();
      await sendIn(page, resident);
      const { end, receiptNumber } = await attendByTouch(page, findVisitor(resident), {
        onGlance: async ({ screen, desk }, at) => {
          if (screen !== "fingers") return at;
          const said = await readScreen(at);
          if (said === null || said === told.at(-1)) return at;
          told.push(said);
          if (picturesDir === undefined || desk !== "closed") return at;
          await mkdir(picturesDir, { recursive: true });
          await at.screenshot({ path: `${picturesDir}/${resident}-${String(told.length).padStart(2, "0")}.png` });
          return at;
        },
      });
      expect(end).toBe("thanks");
      return { told, ...(await readDoneVisit(booth().stateDir, receiptNumber)) };
    };

    it("says which fingers are asked for, which come next, and why again", async () => {
      const { told, deeds, manifest } = await visit("whole-hands");
      const { slaps, targets, reasons } = words;
      const first = told.findIndex((one) => one.includes(slaps["right-four"]));
      const left = told.findIndex((one) => one.startsWith(slaps["left-four"]));
      const thumbs = told.findIndex((one) => one.startsWith(slaps.thumbs));
      expect(first).toBe(0);
      expect(left).toBeGreaterThan(first);
      expect(thumbs).toBeGreaterThan(left);
      expect(told[first]).toContain(`${words.chrome.nextFinger}: ${slaps["left-four"]}`);
      expect(told.slice(0, left).some((one) => one.includes(reasons.fingerprint["wrong-hand"]))).toBe(true);
      expect(told.slice(0, left).some((one) => one.startsWith(targets["finger-03"]))).toBe(true);
      expect(told.slice(left, thumbs).some((one) => one.includes(reasons.fingerprint["too-few-fingers"]))).toBe(true);
      expect(deeds.filter(({ kind }) => kind === "slap-captured")).toHaveLength(6);
      expect(manifest.captures).toHaveLength(14);
      expect(manifest.captures.every(({ exception }) => exception === null)).toBe(true);
    });

    it.runIf(isThorough)("leaves out fingers that are missing once two people have said so", async () => {
      const { told, manifest } = await visit("missing-fingers");
      expect(manifest.missing.map(({ position, reason }) => [position, reason])).toEqual([
        ...[[8, "missing"] as const, [9, "missing"], [10, "bandaged"]],
      ]);
      expect(told.some((one) => one.startsWith(words.targets["finger-07"]))).toBe(true);
      expect(manifest.captures).toHaveLength(11);
    });
  },
);

/** Title, advice, what comes next, and the note; null while the screen is on its way out. */
async function readScreen(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const main = document.querySelector('.page[data-screen="fingers"] main');
    if (main === null) return null;
    const texts = [...main.querySelectorAll("h1, .advice, .next-finger, .target-note")];
    return texts.map((one) => one.textContent ?? "").join(" | ");
  });
}
