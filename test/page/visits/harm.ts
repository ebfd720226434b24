import type { Page } from "playwright-core";
import type { RealBooth } from "./start-booth.ts";
import { glance } from "./touch.ts";

export const harms = ["reload", "kill", "crash"] as const;
export type Harm = (typeof harms)[number];

export type Recovery = { readonly page: Page; readonly screen: string; readonly backMs: number };

/**
 * Reloads the page, kills the runtime and starts it again, or kills the renderer and opens the page anew; then waits
 * until a screen is back.
 */
export async function doHarm(harm: Harm, page: Page, booth: RealBooth): Promise<Recovery> {
  const startMs = performance.now();
  const after = await bringAbout(harm, page, booth);
  for (;;) {
    const seen = await glance(after).catch(() => null);
    if (seen !== null && !seen.isRestoring) {
      return { page: after, screen: seen.screen, backMs: performance.now() - startMs };
    }
    if (performance.now() - startMs > 30_000) throw new Error(`not back after ${harm}:\n${booth.log()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function bringAbout(harm: Harm, page: Page, booth: RealBooth): Promise<Page> {
  if (harm === "reload") {
    await page.reload();
    return page;
  }
  if (harm === "kill") {
    await booth.kill();
    // What was killed is seen to be away before it is back.
    await page.locator(".restoring").waitFor();
    await booth.startAgain();
    return page;
  }
  const next = await page.context().newPage();
  const session = await page.context().newCDPSession(page);
  const crashed = new Promise((resolve) => page.once("crash", resolve));
  // A renderer that has crashed answers nothing.
  session.send("Page.crash").catch(() => undefined);
  await crashed;
  await page.close();
  await next.goto(booth.url);
  return next;
}
