import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { findObstacle } from "../browser.ts";
import { findVisitor } from "./find-visitor.ts";
import { type Memory, touchAsResident, type Visitor } from "./residents-touch.ts";
import { button, closeDesk, deskOf, openDesk, typeDigits } from "./touch.ts";
import { onceMore, useBooth } from "./use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`nobody logs in at a real desk: ${obstacle}\n`);

const officerMs = 6_000;
const lookMaxMs = 20_000;
/** The page takes a second touch at the same place for a doubled one before that. */
const betweenTouchesMs = 700;
const { desk: say } = words;

/** An officer of the demonstration lays a finger on the reader, once. */
async function layFinger(page: Page, officer: string): Promise<void> {
  await button(page, words.chrome.simulation).tap();
  const drawer = page.locator(".demo-drawer");
  await drawer.getByRole("button", { name: officer, exact: true }).tap();
  await drawer.getByRole("button", { name: officer, exact: true, pressed: true }).waitFor();
  await button(drawer, say.demoClose).tap();
}

async function openLocked(page: Page) {
  const desk = deskOf(page);
  if (!(await desk.isVisible())) await button(page, say.open).tap();
  await desk.locator(".lock-screen").waitFor();
  return desk;
}

/** Until the reader has seen a finger and it has been judged; no sooner after the last touch than a person would. */
async function logInByFinger(page: Page): Promise<void> {
  const desk = await openLocked(page);
  await page.waitForTimeout(betweenTouchesMs);
  const busy = desk.locator('.lock-screen button[aria-busy="true"]');
  await Promise.all([busy.waitFor({ timeout: lookMaxMs }), button(desk, say.logInByFinger).tap()]);
  await busy.waitFor({ state: "detached", timeout: lookMaxMs });
}

async function lock(page: Page): Promise<void> {
  await button(deskOf(page), say.lock).tap();
  await deskOf(page).locator(".lock-screen").waitFor();
}

describe.skipIf(obstacle !== null)("a finger at the officers' desk", { timeout: 120_000, retry: onceMore }, () => {
  const { openPage } = useBooth();

  it("opens it to the officer whose finger it is, whoever stands before the booth", async () => {
    const page = await openPage();
    for (const officer of ["kasi-demo", "operator-demo"]) {
      await layFinger(page, officer);
      await logInByFinger(page);
      await deskOf(page).locator(".desk-body").waitFor();
      expect(await deskOf(page).locator("h1").textContent()).toContain(officer);
      await lock(page);
      await closeDesk(page);
    }
  });

  it("does not open it when it is the resident's, says so, and is not heard after too many; the PIN still is", async () => {
    const page = await openPage();
    const failure = deskOf(page).locator(".log-in-failure");
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await logInByFinger(page);
      await expect.poll(() => failure.textContent()).toContain(say.refused);
    }
    // From now on no finger is heard for a minute, not even the right one.
    await closeDesk(page);
    await layFinger(page, "operator-demo");
    await logInByFinger(page);
    await expect.poll(() => failure.textContent()).toMatch(/Terlalu banyak percobaan\. Tunggu (1:00|0:5\d)\./);
    expect(await deskOf(page).locator(".desk-body").count()).toBe(0);
    await openDesk(page);
    expect(await deskOf(page).locator("h1").textContent()).toContain("operator-demo");
    await lock(page);
  });
});

describe.skipIf(obstacle !== null)("data that an officer types in", { timeout: 120_000, retry: onceMore }, () => {
  const { openPage } = useBooth({ config: { kiosk: { timing: { officerMs } } } });
  const visitor = findVisitor("unknown-to-register");
  const memory: Memory = { retakes: 0, rested: new Set(), idleSinceMs: null };

  async function walkToDesk(page: Page, who: Visitor = visitor): Promise<void> {
    const shown = page.locator(".page");
    for (let touch = 0; touch < 12; touch += 1) {
      const screen = (await shown.getAttribute("data-screen")) ?? "";
      if (screen === "wait") break;
      if (await touchAsResident(page, screen, { visitor: who, memory }))
        await page.locator(`.page:not([data-screen="${screen}"])`).waitFor();
    }
    await openDesk(page);
    await deskOf(page).locator(".entry-form").waitFor();
  }
  const nameField = (page: Page) => deskOf(page).locator(".entry-field", { hasText: words.fields.namaLengkap });
  async function type(page: Page, keys: string): Promise<void> {
    await nameField(page).tap();
    for (const key of keys)
      await deskOf(page).locator(".entry-editor").getByRole("button", { name: key, exact: true }).tap();
  }
  async function typePin(page: Page): Promise<void> {
    const desk = await openLocked(page);
    await button(desk, "operator-demo").tap();
    await typeDigits(desk, "123456");
    await desk.getByRole("button", { name: say.logIn, exact: true }).tap();
    await desk.locator(".entry-form").waitFor();
  }

  it("is there again when the desk has locked by itself, and after the page was lost; nobody sees it meanwhile", async () => {
    const page = await openPage();
    await walkToDesk(page);
    await type(page, "KANARI");
    await deskOf(page)
      .locator(".lock-screen")
      .waitFor({ timeout: 4 * officerMs });
    expect(await page.content()).not.toContain("KANARI");
    await typePin(page);
    expect(await nameField(page).textContent()).toContain("KANARI");
    await type(page, "X");
    await page.reload();
    await page.locator(".page").waitFor();
    await openDesk(page);
    expect(await nameField(page).textContent()).toContain("KANARIX");
    // It goes with the resident: somebody with the very same number finds nothing.
    await closeDesk(page);
    await page.getByRole("button", { name: words.chrome.leave, exact: true }).tap();
    await button(page.locator("dialog.dialog"), words.chrome.leave).tap();
    await page.locator('.page[data-screen="attract"]').waitFor();
    await walkToDesk(page);
    expect(await nameField(page).textContent()).toContain(say.entryOpen);
    expect(await page.content()).not.toContain("KANARI");
  });
});
