import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { type FakeRuntime, isPageBuilt } from "./fake-runtime.ts";

const chromiumPath = "/usr/bin/chromium";

/** Why a test that needs a browser and the built page cannot run here, or null. */
export function findObstacle(): string | null {
  if (!existsSync(chromiumPath)) return `no browser at ${chromiumPath}; test/install-peers.sh brings it on Debian`;
  if (!isPageBuilt) return "the page is not built; `npm run page:build` builds it";
  return null;
}

/** Debian's Chromium without a window. `arguments` are further switches, such as for its fake camera. */
export async function launchBrowser(switches: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    // Root in a container has no sandbox to offer; shared memory there is small.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required", ...switches],
  });
}

export type Size = { readonly name: string; readonly width: number; readonly height: number };

/** The panel of the booth; two landscape ones; a window for whoever develops. */
export const sizes = [
  { name: "portrait", width: 1_080, height: 1_920 },
  { name: "landscape", width: 1_920, height: 1_080 },
  { name: "small", width: 1_280, height: 800 },
  { name: "phone", width: 390, height: 844 },
] as const satisfies readonly Size[];

/** The page, connected, with everything loaded; fails the test when the page has an error or breaks its own policy. */
export async function openPage(browser: Browser, runtime: FakeRuntime, size: Size, problems: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: size, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    // A runtime that is away, or a clip that is not built, is no error of the page.
    const isExpected = /WebSocket connection|Failed to load resource/.test(message.text());
    if (message.type() === "error" && !isExpected) problems.push(message.text());
  });
  await page.goto(runtime.url);
  // No handle: what the driver holds of a page is not collected.
  await page.locator(".page").waitFor();
  return page;
}
