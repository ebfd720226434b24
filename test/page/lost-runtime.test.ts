import { describe, expect, it } from "vitest";
import { findObstacle } from "./browser.ts";
import { findView } from "./every-view.ts";
import { startFakeRuntime } from "./fake-runtime.ts";
import { useKioskPage } from "./open-kiosk-page.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`a lost runtime is not tried: ${obstacle}\n`);

const backMaxMs = 2_000;

describe.skipIf(obstacle !== null)("a runtime that goes away", () => {
  const open = useKioskPage();

  it("is said to be coming back, and the page is on the same step within two seconds of it", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("fingers-one"));
    await page.getByRole("heading", { name: "Jari tengah kanan" }).waitFor();
    await runtime.close();
    await page.getByText("Sedang dipulihkan").waitFor();
    expect(await page.locator(".page").getAttribute("inert")).not.toBeNull();
    await page.waitForTimeout(3_000);

    const again = await startFakeRuntime({ port: runtime.port, start: "second" });
    again.show(findView("fingers-one"));
    const startMs = performance.now();
    await page.locator(".restoring").waitFor({ state: "detached" });
    expect(performance.now() - startMs).toBeLessThanOrEqual(backMaxMs);
    expect(await page.getByRole("heading", { name: "Jari tengah kanan" }).isVisible()).toBe(true);
    await again.close();
  });

  it("leaves no button busy for an answer that will never come", async () => {
    const { page, runtime } = await open();
    runtime.answerWith(null);
    runtime.show(findView("photo-approval"));
    const approve = page.getByRole("button", { name: "Setuju, pakai foto ini" });
    await approve.click();
    await page.locator('button[aria-busy="true"]').waitFor();
    await runtime.close();
    await page.locator('button[aria-busy="true"]').waitFor({ state: "detached" });
    const again = await startFakeRuntime({ port: runtime.port });
    again.show(findView("photo-approval"));
    await page.locator(".restoring").waitFor({ state: "detached" });
    await approve.click();
    await again.close();
  });
});
