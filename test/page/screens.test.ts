import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { languages } from "../../runtime/kiosk/wire/languages.ts";
import { sampleOf } from "../how-many.ts";
import { doubleText, findOverflow, findSmallTargets, findViolations, settle } from "./audit-page.ts";
import { findObstacle, launchBrowser, openPage, sizes } from "./browser.ts";
import { everyView, varyView } from "./every-view.ts";
import { type FakeRuntime, startFakeRuntime } from "./fake-runtime.ts";
import { showView } from "./show-view.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`screens are not looked at: ${obstacle}\n`);

/** One load a size; everything else is pushed over the socket. The whole matrix is `make page`. */
describe.skipIf(obstacle !== null)("every screen in a real browser", () => {
  let browser: Browser;
  let runtime: FakeRuntime;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    runtime = await startFakeRuntime();
    page = await openPage(browser, runtime, sizes[0], problems);
  });
  afterAll(async () => {
    await browser.close();
    await runtime.close();
  });

  it.each(sampleOf(3, sizes))("has targets of 80 px and nothing cut off, in every language: $name", async (size) => {
    await page.setViewportSize(size);
    const found: string[] = [];
    for (const language of languages) {
      for (const named of everyView) {
        await showView(page, runtime, varyView(named, { language }));
        await settle(page);
        const faults = [...(await findSmallTargets(page)), ...(await findOverflow(page))];
        found.push(...faults.map((fault) => `${named.name} ${language}: ${fault}`));
      }
    }
    expect(found).toEqual([]);
  });

  it.each(sampleOf(3, sizes))("loses nothing at the right edge when text is twice as large: $name", async (size) => {
    await page.setViewportSize(size);
    await doubleText(page, true);
    const found: string[] = [];
    for (const named of everyView) {
      await showView(page, runtime, named);
      await settle(page);
      found.push(...(await findOverflow(page)).map((fault) => `${named.name}: ${fault}`));
    }
    await doubleText(page, false);
    expect(found).toEqual([]);
  });

  it("has nothing that axe objects to on the booth's panel", async () => {
    await page.setViewportSize(sizes[0]);
    const found: string[] = [];
    for (const named of everyView) {
      await showView(page, runtime, named);
      await settle(page);
      found.push(...(await findViolations(page)).map((violation) => `${named.name}: ${violation}`));
    }
    expect(found).toEqual([]);
  });

  it("keeps the page's policy and the runtime's contract all the while", () => {
    expect(problems).toEqual([]);
    expect(runtime.violations).toEqual([]);
  });
});
