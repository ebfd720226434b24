import type { Page } from "playwright-core";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { button, tapIfThere } from "./touch.ts";

const judgedMaxMs = 20_000;

/** Writes three waves and a stroke under them, with a finger's pace; nothing where no pad is shown, or no more. */
export async function signOnScreen(page: Page): Promise<void> {
  const pad = page.locator(".ink-pad").getByRole("img");
  const done = button(page.locator("main"), words.chrome.done);
  const [shown] = await pad.elementHandles();
  const box = await shown?.boundingBox();
  if (!box || !(await done.isVisible())) return;
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.15, 0.5));
  await page.mouse.down();
  for (let step = 1; step <= 60; step += 1) {
    const x = 0.15 + (0.65 * step) / 60;
    await page.mouse.move(...at(x, 0.5 - 0.22 * Math.sin(step / 3.2)));
  }
  await page.mouse.up();
  await page.mouse.move(...at(0.2, 0.8));
  await page.mouse.down();
  for (let step = 1; step <= 25; step += 1) await page.mouse.move(...at(0.2 + 0.022 * step, 0.8 - 0.004 * step));
  await page.mouse.up();
  if (await tapIfThere(done)) await pad.waitFor({ state: "hidden", timeout: judgedMaxMs });
}
