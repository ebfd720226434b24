import { describe, expect, it } from "vitest";
import type { KioskView } from "../../../runtime/kiosk/wire/kiosk-view.ts";
import { findSmallTargets, findViolations, settle } from "../audit-page.ts";
import { sizes } from "../browser.ts";
import { demo, demoViews } from "../desk-views.ts";
import { baseView } from "../views.ts";
import { deskObstacle } from "./use-desk.ts";
import { useWidePage } from "./use-wide-page.ts";

describe.skipIf(deskObstacle !== null)("the trainer's drawer", () => {
  const at = useWidePage();
  const openDrawer = async (view: KioskView) => {
    at.runtime.show(view);
    if ((await at.page.locator(".demo-drawer").count()) === 0) await at.page.locator(".door.demo").click();
    await at.page.waitForSelector(".demo-drawer");
    await settle(at.page);
  };

  it("is marked as a simulation, and has nothing too small or objectionable", async () => {
    for (const size of sizes.slice(0, 3)) {
      await at.page.setViewportSize(size);
      for (const { name, view } of demoViews) {
        await openDrawer(view);
        expect(await at.page.locator(".demo-mark").textContent()).toBe("SIMULASI");
        expect([name, await findSmallTargets(at.page), await findViolations(at.page)]).toEqual([name, [], []]);
      }
    }
    await at.page.setViewportSize(sizes[2]);
  });

  it("shows what to type, lets a resident be chosen and plays by itself", async () => {
    await openDrawer({ ...baseView, demo });
    expect(await at.page.locator(".demo-facts").textContent()).toContain("990101 520487 0007");
    expect(await at.page.locator(".demo-facts").textContent()).toContain("135790");
    await at.page.locator(".demo-drawer").getByRole("button", { name: "Berkacamata" }).click();
    await at.page.locator(".demo-drawer").getByRole("button", { name: "Mainkan sendiri" }).click();
    await expect
      .poll(() => at.runtime.messages.flatMap((message) => (message.kind === "intent" ? [message.intent] : [])))
      .toEqual([
        { kind: "choose-resident", resident: "glasses" },
        { kind: "play", isPlaying: true },
      ]);
  });

  it("is not there on a booth that is no demonstration", async () => {
    at.runtime.show(baseView);
    await expect.poll(() => at.page.locator(".demo-drawer, .door.demo").count()).toBe(0);
  });
});
