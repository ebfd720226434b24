import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findObstacle } from "./browser.ts";
import { findView } from "./every-view.ts";
import { findInHeap } from "./find-in-heap.ts";
import { useKioskPage } from "./open-kiosk-page.ts";
import { showView } from "./show-view.ts";
import { baseView } from "./views.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`the wipe is not proved: ${obstacle}\n`);

const canaryNik = "9917284650713942";
const canaryName = "KANARI PENGHAPUSAN SEMPURNA";
const wipeMaxMs = 2_000;
const veilMs = 10_000;

describe.skipIf(obstacle !== null)("what the page keeps of a resident", () => {
  const open = useKioskPage();

  it("is gone within two seconds of a wipe: from the page, its storage and its memory", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("identify"));
    for (const digit of canaryNik) await page.getByRole("button", { name: digit, exact: true }).click();
    await page.getByRole("button", { name: "Lanjut" }).click();
    const data = [{ field: "namaLengkap", value: canaryName, isMasked: false }];
    await showView(page, runtime, {
      name: "data-approval",
      view: { ...findView("data-approval"), screen: { kind: "data-approval", data } },
    });
    // The driver's own code in the page remembers what it looked for: the name is compared out here.
    const shown = page.locator(".data-value");
    await shown.waitFor();
    expect(await shown.textContent()).toBe(canaryName);
    expect(await findInHeap(page, canaryName)).toBe(true);

    const startMs = performance.now();
    runtime.send({ kind: "wipe" });
    runtime.show(baseView);
    await page.locator('.page[data-screen="attract"]').waitFor();
    expect(performance.now() - startMs).toBeLessThanOrEqual(wipeMaxMs);
    expect(await page.content()).not.toContain(canaryName);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(await findInHeap(page, canaryName)).toBe(false);
    expect(await findInHeap(page, canaryNik)).toBe(false);
  });

  it("is no picture either: the address of a photo leads nowhere once another has come, or a wipe", async () => {
    const { page, runtime } = await open();
    await showView(page, runtime, { name: "photo-approval", view: findView("photo-approval") });
    const photo = page.locator(".photo-still");
    const first = (await photo.getAttribute("src")) ?? "";
    expect(await canLoad(page, first)).toBe(true);
    await showView(page, runtime, { name: "photo-approval", view: findView("photo-approval") });
    await page.waitForFunction((src) => document.querySelector<HTMLImageElement>(".photo-still")?.src !== src, first);
    expect(await canLoad(page, first)).toBe(false);
    const second = (await photo.getAttribute("src")) ?? "";
    runtime.send({ kind: "wipe" });
    await photo.waitFor({ state: "detached" });
    expect(await canLoad(page, second)).toBe(false);
  });

  it("hides the middle of a number, and veils the data, from who stands behind after ten seconds", async () => {
    const { page, runtime } = await open();
    await page.clock.install();
    runtime.show(findView("identify"));
    for (const digit of canaryNik) await page.getByRole("button", { name: digit, exact: true }).click();
    expect(await page.locator(".nik").textContent()).toBe(canaryNik);
    await page.clock.runFor(veilMs + 100);
    expect(await page.locator(".nik").textContent()).toBe("991728••••••3942");
    await page.mouse.click(10, 900);
    expect(await page.locator(".nik").textContent()).toBe(canaryNik);

    runtime.show(findView("data-approval"));
    await page.locator(".data-lines").waitFor();
    await page.clock.runFor(veilMs + 100);
    await page.locator(".data-lines.veiled").waitFor();
    await page.getByRole("button", { name: "Sentuh untuk membaca lagi" }).click();
    await page.locator(".data-lines:not(.veiled)").waitFor();
  });
});

async function canLoad(page: Page, url: string): Promise<boolean> {
  return page.evaluate(
    (src) =>
      new Promise<boolean>((resolve) => {
        const image = new Image();
        image.addEventListener("load", () => resolve(true));
        image.addEventListener("error", () => resolve(false));
        image.src = src;
      }),
    url,
  );
}
