import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { launchBrowser, openPage, sizes } from "../browser.ts";
import { type FakeRuntime, startFakeRuntime } from "../fake-runtime.ts";

/** Valid while tests run. */
export type WidePage = { readonly page: Page; readonly runtime: FakeRuntime };

const waitMaxMs = 8_000;

/**
 * One wide page on one runtime for the tests of a file. In the end it must have kept its policy, and never have sent
 * what the contract does not know.
 */
export function useWidePage(): WidePage {
  let browser: Browser;
  let opened: WidePage;
  const problems: string[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
    const runtime = await startFakeRuntime();
    opened = { runtime, page: await openPage(browser, runtime, sizes[2], problems) };
    opened.page.setDefaultTimeout(waitMaxMs);
  });
  afterAll(async () => {
    await browser.close();
    await opened.runtime.close();
    expect(problems).toEqual([]);
    expect(opened.runtime.violations).toEqual([]);
  });
  return {
    get page() {
      return opened.page;
    },
    get runtime() {
      return opened.runtime;
    },
  };
}
