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

/** Touches something that is there and may be touched; false, and nothing has happened, when it went meanwhile. */
export async function tapIfThere(target: Locator): Promise<boolean> {
  const first = target.first();
  if (!(await first.isVisible())) return false;
  try {
    if ((await first.getAttribute("aria-disabled", { timeout: goneAfterMs })) === "true") return false;
    await first.tap({ timeout: goneAfterMs });
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return false;
    throw error;
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
  await button(desk, words.desk.logIn).tap();
  await desk.locator(".desk-body, .entry-form").first().waitFor();
}

export async function closeDesk(page: Page): Promise<void> {
  const desk = deskOf(page);
  if (await desk.isVisible()) await button(desk, words.desk.close).tap();
  await desk.waitFor({ state: "detached" });
}
