import { beforeEach, expect } from "vitest";
import { catalogues } from "../../../runtime/kiosk/page/words/catalogues.ts";
import type { KioskView } from "../../../runtime/kiosk/wire/kiosk-view.ts";
import type { Intent } from "../../../runtime/kiosk/wire/page-message.ts";
import { settle } from "../audit-page.ts";
import { findObstacle } from "../browser.ts";
import { useWidePage, type WidePage } from "./use-wide-page.ts";

export const deskObstacle = findObstacle();
if (deskObstacle !== null) process.stdout.write(`the officers' side is not looked at: ${deskObstacle}\n`);

/** The officers' side of a page, closed before every test, and an officer's hands. */
export type Desk = {
  /** Valid while tests run, as its page and runtime are. */
  readonly at: WidePage;
  /** What the page has asked for in this test. */
  readonly intents: () => readonly Intent[];
  /** Shows the view, and opens the desk where it is closed. */
  readonly openDesk: (view: KioskView) => Promise<void>;
  /** The first button of that name. */
  readonly touch: (name: string | RegExp) => Promise<void>;
  readonly typePin: (pin: string) => Promise<void>;
};

export function useDesk(): Desk {
  const at = useWidePage();
  beforeEach(async () => {
    at.runtime.answerWith({ kind: "done" });
    at.runtime.send({ kind: "wipe" });
    await expect.poll(() => at.page.locator("dialog.desk").count()).toBe(0);
    at.runtime.messages.length = 0;
  });
  const openDesk = async (view: KioskView) => {
    at.runtime.show(view);
    if ((await at.page.locator("dialog.desk").count()) === 0) await at.page.locator(".door:not(.demo)").last().click();
    // Catalogues other than the Indonesian one come over when they are first wanted.
    await at.page.waitForSelector(`dialog.desk[aria-label="${catalogues[view.language].desk.open}"]`);
    await settle(at.page);
  };
  return {
    at,
    openDesk,
    intents: () => at.runtime.messages.flatMap((message) => (message.kind === "intent" ? [message.intent] : [])),
    touch: (name) => at.page.getByRole("button", { name }).first().click(),
    typePin: async (pin) => {
      for (const digit of pin) await at.page.locator(".pin .key.digit", { hasText: digit }).click();
    },
  };
}
