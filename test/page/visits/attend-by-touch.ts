import type { Page } from "playwright-core";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { type People, touchAsOfficer } from "./officers-touch.ts";
import { type Memory, touchAsResident, type Visitor } from "./residents-touch.ts";
import { button, closeDesk, type Glance, glance, tapIfThere } from "./touch.ts";

/** What came of it: what the last screen said. */
export type Outcome = { readonly end: "thanks" | "ended"; readonly receiptNumber: string | null };

export type Attendance = {
  /** Told of every look at the screen; may do something to it, and says at which page to go on. */
  readonly onGlance?: (seen: Glance, page: Page) => Promise<Page>;
  readonly timeoutMs?: number;
};

/** Screens on which a device is at work and the resident has nothing to touch. */
const captureScreens = ["photo", "fingers", "signature", "irises", "verification"];
/** Screens on which the resident and the officer do their part by turns. */
const tableScreens = ["papers", "data-confirmation"];
const pollMs = 40;

/** Everybody at the screen, touching nothing but what the page shows, until the farewell. */
export async function attendByTouch(first: Page, visitor: Visitor, attendance: Attendance = {}): Promise<Outcome> {
  const { onGlance, timeoutMs = 150_000 } = attendance;
  const memory: Memory = { retakes: visitor.retakes ?? 0, rested: new Set(), idleSinceMs: null };
  const startMs = performance.now();
  let page = first;
  let last = "";
  let hasBegun = false;
  while (performance.now() - startMs < timeoutMs) {
    const seen = await glance(page);
    if (seen === null || seen.isRestoring) {
      await page.waitForTimeout(pollMs);
      continue;
    }
    last = JSON.stringify(seen);
    const before = page;
    page = (await onGlance?.(seen, page)) ?? page;
    if (page !== before) continue;
    hasBegun ||= seen.screen !== "thanks" && seen.screen !== "ended";
    if (hasBegun && (seen.screen === "thanks" || seen.screen === "ended")) return readOutcome(page, seen.screen);
    await goOn(page, seen, { visitor, memory });
  }
  throw new Error(`not over within ${timeoutMs} ms, last seen ${last}\n${await page.locator("body").ariaSnapshot()}`);
}

/** One touch, or a moment of waiting for something to touch. */
async function goOn(page: Page, seen: Glance, people: People): Promise<void> {
  if (await unlessGone(touch(page, seen, people))) people.memory.idleSinceMs = null;
  else await page.waitForTimeout(pollMs);
}

/** What was to be touched has gone with its screen: then one looks again. */
async function unlessGone(touching: Promise<boolean>): Promise<boolean> {
  try {
    return await touching;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return false;
    throw error;
  }
}

async function touch(page: Page, { screen, desk }: Glance, people: People): Promise<boolean> {
  if (screen === "wait" || (await isStuck(page, screen))) return touchAsOfficer(page, people);
  if (desk !== "closed") await closeDesk(page);
  if (screen === "suspended") return tapIfThere(button(page.locator("main"), words.chrome.done));
  if (await touchAsResident(page, screen, people)) return true;
  return tableScreens.includes(screen) && touchAsOfficer(page, people);
}

/** Nothing goes on by itself: a capture waits to be decided on. */
async function isStuck(page: Page, screen: string): Promise<boolean> {
  if (!captureScreens.includes(screen)) return false;
  return page.locator("main .finger.undecided, main .finger.blocked, main .target-note").first().isVisible();
}

async function readOutcome(page: Page, end: "thanks" | "ended"): Promise<Outcome> {
  await closeDeskIfOpen(page);
  if (end === "ended") return { end, receiptNumber: null };
  return { end, receiptNumber: await page.locator(".receipt-number").textContent() };
}

async function closeDeskIfOpen(page: Page): Promise<void> {
  if ((await glance(page))?.desk !== "closed") await closeDesk(page);
}
