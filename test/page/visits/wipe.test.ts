import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { findObstacle } from "../browser.ts";
import { findInHeap } from "../find-in-heap.ts";
import { attendByTouch } from "./attend-by-touch.ts";
import { findVisitor } from "./find-visitor.ts";
import { readDoneVisit } from "./read-outcome.ts";
import { heapSwitches, readRuntimeHeap } from "./runtime-heap.ts";
import { button, closeDesk } from "./touch.ts";
import { onceMore, sendIn, useBooth } from "./use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`the wipe of a real visit is not proved: ${obstacle}\n`);

const wipeMaxMs = 2_000;
const canaryNik = "9901015708820077";
const canaryName = "KANARI HAPUS TUNTAS";
const otherNik = "9901015708820078";
const otherName = "KANARI PERGI DAHULU";

describe.skipIf(obstacle !== null)(
  "what is left of a resident in page and runtime",
  { timeout: 240_000, retry: onceMore },
  () => {
    const heapDir = mkdtempSync(join(tmpdir(), "bilik-heap-"));
    mkdirSync(heapDir, { recursive: true });
    const { booth, openPage } = useBooth({ nodeArguments: heapSwitches(heapDir) });
    // Nobody of the demonstration: whom no register knows is typed in by hand.
    const { biodata, papers, ...script } = findVisitor("unknown-to-register");
    const canary = {
      ...biodata,
      nik: canaryNik,
      namaLengkap: canaryName,
      tanggalLahir: "1982-08-17",
      jenisKelamin: "P",
    };

    it("is nothing within two seconds of their going, once their package is with the office", async () => {
      const page = await openPage();
      await sendIn(page, "good");
      const visitor = { ...script, papers, biodata: canary, ending: "receipt" as const };
      let wereThere: readonly boolean[] = [];
      const { receiptNumber } = await attendByTouch(page, visitor, {
        onGlance: async ({ screen }, at) => {
          if (screen === "data-approval" && wereThere.length === 0) {
            const heap = await readRuntimeHeap(booth(), heapDir);
            wereThere = [heap.includes(canaryName), heap.includes(canaryNik), await findInHeap(at, canaryName)];
          }
          return at;
        },
      });
      // What is not found at the end could have been found before.
      expect(wereThere).toEqual([true, true, true]);
      await readDoneVisit(booth().stateDir, receiptNumber);
      await go(page, words.chrome.done);
      await expectNothingLeft(page);
    });

    it("is nothing either when they leave midway and their visit waits for them", async () => {
      const page = await openPage();
      const visitor = { ...script, papers, biodata: { ...canary, nik: otherNik, namaLengkap: otherName } };
      const left = new Error("left");
      const leaving = attendByTouch(page, visitor, {
        onGlance: async ({ screen }, at) => {
          if (screen === "papers") throw left;
          return at;
        },
      });
      await expect(leaving).rejects.toBe(left);
      await closeDesk(page);
      await page.getByRole("button", { name: words.chrome.leave, exact: true }).tap();
      await go(page, words.chrome.leave);
      await expectNothingLeft(page);
    });

    async function go(page: Page, name: string): Promise<void> {
      const within = name === words.chrome.leave ? page.locator("dialog.dialog") : page.locator("main");
      const startMs = performance.now();
      await button(within, name).tap();
      await page.locator('.page[data-screen="attract"]').waitFor();
      await delay(Math.max(0, wipeMaxMs - (performance.now() - startMs)));
    }

    async function expectNothingLeft(page: Page): Promise<void> {
      const heap = await readRuntimeHeap(booth(), heapDir);
      for (const text of [canaryName, canaryNik, otherName, otherNik]) {
        expect(describeFinds(heap, text)).toEqual([]);
        expect(await findInHeap(page, text)).toBe(false);
        expect(await page.content()).not.toContain(text);
      }
      const kept = await page.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
        document.cookie.length,
      ]);
      expect(kept).toEqual([0, 0, 0, 0, 0]);
    }
  },
);

/** Where in a snapshot a text is, with what stands around it. */
function describeFinds(heap: string, text: string): readonly string[] {
  const finds: string[] = [];
  for (let at = heap.indexOf(text); at >= 0 && finds.length < 5; at = heap.indexOf(text, at + 1)) {
    finds.push(heap.slice(Math.max(0, at - 120), at + text.length + 120));
  }
  return finds;
}
