import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launchBrowser, openPage, sizes } from "./browser.ts";
import { type FakeRuntime, startFakeRuntime } from "./fake-runtime.ts";

export type KioskPage = { readonly page: Page; readonly runtime: FakeRuntime };

/**
 * One browser for the tests of a file, and for each test a page of its own on a runtime of its own. What the page must
 * never do, an error or a message that the contract does not know, fails the test that it happens in.
 */
export function useKioskPage(switches: readonly string[] = []): () => Promise<KioskPage> {
  let browser: Browser;
  const problems: string[] = [];
  const opened: KioskPage[] = [];
  beforeAll(async () => {
    browser = await launchBrowser(switches);
  });
  afterEach(async () => {
    const violations = opened.flatMap(({ runtime }) => runtime.violations);
    for (const { page, runtime } of opened.splice(0)) {
      await page.context().close();
      await runtime.close();
    }
    expect(problems.splice(0)).toEqual([]);
    expect(violations).toEqual([]);
  });
  afterAll(async () => browser.close());
  return async () => {
    const runtime = await startFakeRuntime();
    const page = await openPage(browser, runtime, sizes[0], problems);
    opened.push({ page, runtime });
    return { page, runtime };
  };
}
