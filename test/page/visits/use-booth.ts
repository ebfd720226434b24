import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { ResidentId } from "../../../runtime/demo/scripted-resident.ts";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { lookUp } from "../../../runtime/kiosk/page/words/look-up.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";
import { launchBrowser, sizes } from "../browser.ts";
import { type BoothOptions, type RealBooth, startBooth } from "./start-booth.ts";
import { button } from "./touch.ts";

export type BoothRig = {
  readonly booth: () => RealBooth;
  readonly browser: () => Browser;
  /** A page of its own at the booth's address, shown. */
  readonly openPage: () => Promise<Page>;
};

/** A browser, a booth and a clock that all run for real: a test that fails is tried once more, and the report says so. */
export const onceMore = 1;
/** Nobody waits for a finger that never comes. */
const quickLook = { capture: { frameTimeoutMs: 3_000 } };
const tapMaxMs = 10_000;

/** One real booth and one browser for the tests of a file. An error in a page fails the test that it happens in. */
export function useBooth(
  options: Omit<BoothOptions, "stateDir"> = {},
  switches: readonly string[] = [],
  permissions: readonly string[] = [],
): BoothRig {
  let booth: RealBooth;
  let browser: Browser;
  const problems: string[] = [];
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    const stateDir = join(await makeTemporaryFolder("visits"), "state");
    [booth, browser] = await Promise.all([
      startBooth({ ...options, stateDir, config: { ...quickLook, ...options.config } }),
      launchBrowser(switches),
    ]);
  }, 90_000);
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await booth.stop();
  });
  return {
    booth: () => booth,
    browser: () => browser,
    openPage: async () => {
      const context = await browser.newContext({
        ...{
          viewport: sizes[0],
          hasTouch: true,
          reducedMotion: "reduce",
          ...(permissions.length > 0 && { permissions: [...permissions] }),
        },
      });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(tapMaxMs);
      page.on("pageerror", (error) => problems.push(String(error)));
      await page.goto(booth.url, { timeout: 20_000 });
      await page.locator(".page").waitFor({ timeout: 10_000 });
      return page;
    },
  };
}

/** A trainer sends somebody before the devices, through the drawer of the demonstration. */
export async function sendIn(page: Page, id: ResidentId): Promise<void> {
  await button(page, words.chrome.simulation).tap();
  const drawer = page.locator(".demo-drawer");
  const name = lookUp(words.demoResidents, id) ?? id;
  const choice = drawer.getByRole("button", { name, exact: true });
  await choice.tap();
  await drawer.getByRole("button", { name, exact: true, pressed: true }).waitFor();
  await button(drawer, words.desk.demoClose).tap();
  await drawer.waitFor({ state: "detached" });
}
