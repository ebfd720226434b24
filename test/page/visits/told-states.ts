import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import type { Condition, DeviceRole } from "../../../runtime/kiosk/wire/view/condition.ts";
import { findViolations } from "../audit-page.ts";
import { closeDesk, deskOf, openDesk } from "./touch.ts";

/** The booth looks at its machine every ten seconds; a line or a device is missed sooner. */
export const noticedMaxMs = 25_000;
/** A folder for pictures of each state, for whoever wants to look at them. */
const picturesDir = process.env["BILIK_STATE_PICTURES"];

/** What the resident is told, in words that have nothing axe objects to. */
export async function untilTold(page: Page, kind: Condition["kind"]): Promise<void> {
  const told = page.locator(`.conditions li.${kind}`);
  await told.waitFor({ timeout: noticedMaxMs });
  if (kind !== "device-away") expect(await told.textContent()).toContain(words.conditions[kind].resident);
  expect(await findViolations(page)).toEqual([]);
  await picture(page, kind);
}

export async function untilOver(page: Page, kind: Condition["kind"]): Promise<void> {
  await page.locator(`.conditions li.${kind}`).waitFor({ state: "detached", timeout: noticedMaxMs });
}

/** What it means and who decides is said at the desk, beside the visit. */
export async function expectAtDesk(
  page: Page,
  kind: Condition["kind"],
  role: DeviceRole = "signaturePad",
): Promise<void> {
  await openDesk(page);
  await deskOf(page).getByRole("tab", { name: words.desk.overview }).tap();
  const told = deskOf(page).locator(".desk-conditions");
  await expect
    .poll(() => told.textContent())
    .toContain((kind === "device-away" ? words.devicesAway[role] : words.conditions[kind]).operator);
  await picture(page, `${kind}-desk`);
  await closeDesk(page);
}

export async function picture(page: Page, name: string): Promise<void> {
  if (picturesDir === undefined) return;
  await mkdir(picturesDir, { recursive: true });
  await page.screenshot({ path: join(picturesDir, `${name}.png`) });
}
