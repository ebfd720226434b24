/// <reference lib="dom" />
import type { Locator, Page } from "playwright-core";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";

/** The screen as whoever stands before it sees it. */
export type Glance = {
  readonly screen: string;
  readonly desk: "closed" | "locked" | "open";
  /** The page says that it is being put right. */
  readonly isRestoring: boolean;
};

/** What has not come back by now has gone with its screen. */
const goneAfterMs = 700;
/** A second touch at one place, sooner than this, may be one that was doubled: the page drops it. */
const calmMs = 700;
/** Somebody who wants a thing gone touches it for so long. */
const patienceMs = 20_000;
/** Well below what the page takes for one touch that was repeated. */
const againWithinMs = 400;
export const officerPin = "123456";

/** Runs in the page. As text, because benches outside of the browser's types take their looks through here too. */
const glanceScript = `(() => {
  const screen = document.querySelector(".page")?.dataset.screen;
  if (screen === undefined) return null;
  const desk = document.querySelector("dialog.desk");
  const state = desk === null ? "closed" : desk.querySelector(".lock-screen") === null ? "open" : "locked";
  return { screen, desk: state, isRestoring: document.querySelector(".restoring") !== null };
})()`;

/** Null while there is no screen yet. */
export function glance(page: Page): Promise<Glance | null> {
  return page.evaluate<Glance | null>(glanceScript);
}

/** The button of that very name, or, for one whose name says more, that begins with it. */
export function button(within: Page | Locator, name: string): Locator {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return within.getByRole("button", { name: new RegExp(`^${escaped}( |$)`) });
}

/** Pages before which somebody touches everything again at the same place, so soon after; see `touchNervously`. */
const nervous = new WeakMap<Page, readonly number[]>();

/** From now on every touch of this page is repeated so many milliseconds after the one before, wherever it led. */
export function touchNervously(page: Page, againAfterMs: readonly number[]): void {
  nervous.set(page, againAfterMs);
}

async function tap(target: Locator): Promise<void> {
  const page = target.page();
  const again = nervous.get(page);
  if (again === undefined) return target.tap({ timeout: goneAfterMs });
  // To the middle, or the foot of the page would lie over it, and the tap itself would scroll on.
  await target.evaluate((one) => one.scrollIntoView({ block: "center" }), undefined, { timeout: goneAfterMs });
  const box = await target.boundingBox({ timeout: goneAfterMs });
  await target.tap({ timeout: goneAfterMs });
  if (box === null) return;
  let lastMs = performance.now();
  for (const afterMs of again) {
    await page.waitForTimeout(afterMs);
    // On a machine that is too slow for it, this would be another touch and no repeated one.
    if (performance.now() - lastMs > againWithinMs) return;
    lastMs = performance.now();
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  }
}

/** Touches something that is there and may be touched; false, and nothing has happened, when it went meanwhile. */
export async function tapIfThere(target: Locator): Promise<boolean> {
  const first = target.first();
  if (!(await first.isVisible())) return false;
  try {
    if ((await first.getAttribute("aria-disabled", { timeout: goneAfterMs })) === "true") return false;
    await tap(first);
    return true;
  } catch (error) {
    return isLate(error);
  }
}

/** As somebody does who has looked at the screen before: never dropped as a touch that was doubled, and never too early. */
export async function tapCalmly(target: Locator): Promise<void> {
  await target.waitFor();
  await target.page().waitForTimeout(calmMs);
  await target.tap();
}

/**
 * Touches until what it is for has come, as people do: a machine that is busy may take one touch for a long press, which
 * is none. Only for what a second touch does not undo.
 */
export async function tapUntil(target: Locator, hasCome: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!(await hasCome())) {
    if (performance.now() > endMs) throw new Error(`touched for ${patienceMs} ms, in vain: ${target}`);
    await tapIfThere(target);
    await target.page().waitForTimeout(calmMs);
  }
}

/** On whichever keypad is within. */
export async function typeDigits(within: Page | Locator, digits: string): Promise<void> {
  for (const digit of digits) await within.getByRole("button", { name: digit, exact: true }).tap();
}

export const deskOf = (page: Page): Locator => page.locator("dialog.desk");

/** Opens the officers' side and proves who one is, where that has not been done. */
export async function openDesk(page: Page, officer = "operator-demo"): Promise<void> {
  const desk = deskOf(page);
  if (!(await desk.isVisible())) await button(page, words.desk.open).tap();
  await desk.locator(".lock-screen, .desk-body, .entry-form").first().waitFor();
  if (!(await desk.locator(".lock-screen").isVisible())) return;
  await button(desk, officer).tap();
  await typeDigits(desk, officerPin);
  await desk.getByRole("button", { name: words.desk.logIn, exact: true }).tap();
  await desk.locator(".desk-body, .entry-form").first().waitFor();
}

/**
 * A touch so soon after the one that opened it, at the same place, is dropped as doubled, and none arrives in time on a
 * machine that is busy: then one touches again.
 */
export async function closeDesk(page: Page): Promise<void> {
  const desk = deskOf(page);
  const endMs = performance.now() + patienceMs;
  // Not asked whether it is seen: it is there a moment before it shows.
  while (performance.now() < endMs && (await desk.count()) > 0) {
    await tapIfThere(button(desk, words.desk.close));
    const hasGone = desk.waitFor({ state: "detached", timeout: goneAfterMs });
    if (await hasGone.then(() => true, isLate)) return;
  }
  await desk.waitFor({ state: "detached" });
}

function isLate(error: unknown): false {
  if (error instanceof Error && error.name === "TimeoutError") return false;
  throw error;
}
