import { describe, expect, it } from "vitest";
import { catalogues } from "../../../runtime/kiosk/page/words/catalogues.ts";
import { deciding, deviceAway, locked, lockedView, openView, under, waiting } from "../desk-views.ts";
import { deskObstacle, useDesk } from "./use-desk.ts";

const { id } = catalogues;

describe.skipIf(deskObstacle !== null)("the lock of the officers' side", () => {
  const { at, intents, openDesk, touch, typePin } = useDesk();

  it("logs an officer in by PIN, and keeps no digit of it on the page", async () => {
    await openDesk(locked);
    await touch(/sari\.operator/);
    await typePin("135790");
    expect(await at.page.locator(".pin-dots").textContent()).toBe("●●●●●●");
    expect(await at.page.content()).not.toContain("135790");
    await touch("Masuk");
    await expect.poll(intents).toEqual([{ kind: "log-in", id: "sari.operator", pin: "135790" }]);
    expect(await at.page.locator(".pin-dots").textContent()).toBe("");
  });

  it("takes no PIN for an officer who has none, nor before one is chosen", async () => {
    await openDesk(locked);
    await typePin("13");
    await at.page.locator(".officer", { hasText: "bu.camat" }).click({ force: true });
    await typePin("57");
    expect(await at.page.locator(".pin-dots").textContent()).toBe("");
  });

  it("tells of a call before anybody has logged in, and lets who has come say so at the desk alone", async () => {
    const help = { by: "button", waitedMs: 190_000 } as const;
    await openDesk({ ...locked, help: { ...help, canAnswer: false } });
    const call = at.page.locator(".desk-help");
    expect(await call.getByRole("alert").textContent()).toContain(id.desk.helpBy.button);
    expect(await call.textContent()).toContain("sudah 3 menit");
    expect(await call.getByRole("button").count()).toBe(0);
    await openDesk(under(waiting, { help: { ...help, canAnswer: true } }));
    await call.getByRole("button", { name: id.desk.helpAnswer }).click();
    await expect.poll(intents).toEqual([{ kind: "answer-help" }]);
    await openDesk(under(waiting));
    expect(await call.count()).toBe(0);
  });

  it("says what is the matter with the booth, locked or open, whether or not anybody is at the screen", async () => {
    const conditions = [{ kind: "office-offline", pending: 3 } as const, deviceAway];
    for (const view of [locked, under(waiting), under({ ...openView, suggestedSide: "data" })]) {
      await openDesk({ ...view, conditions });
      const told = await at.page.locator(".desk-conditions").textContent();
      expect(told).toContain(id.conditions["office-offline"].operator);
      expect(told).toContain(id.failures["driver.disconnected"].operator);
    }
  });

  it("says in safe mode what that means, and asks nobody for a PIN that would open nothing", async () => {
    const screen = { kind: "out-of-service", condition: "safe-mode" } as const;
    await openDesk({ ...under({ ...lockedView, officers: [] }), screen, conditions: [{ kind: "safe-mode" }] });
    const said = await at.page.locator("dialog.desk").textContent();
    expect(said).toContain(id.conditions["safe-mode"].operator);
    expect(said).toContain(id.desk.nobodyLogsIn);
    expect(said).not.toContain(id.desk.noOfficers);
    expect(await at.page.locator(".keypad, .lock-screen").count()).toBe(0);
  });

  it("logs in by whichever finger is on the reader", async () => {
    await openDesk(locked);
    await touch(/sidik jari/);
    await expect.poll(intents).toEqual([{ kind: "log-in-by-finger" }]);
  });

  it("says that the proof failed, and how long nobody is heard", async () => {
    await openDesk(under({ ...lockedView, failure: "refused" }));
    expect(await at.page.locator(".log-in-failure").textContent()).toContain("tidak cocok");
    await openDesk(under({ ...lockedView, failure: "locked", waitMs: 287_000 }));
    expect(await at.page.locator(".log-in-failure").textContent()).toContain("4:47");
  });

  it("locks by its button, and drops an open dialog when the runtime locks", async () => {
    await openDesk(deciding);
    await touch("Kunci");
    await expect.poll(intents).toEqual([{ kind: "log-out" }]);
    await touch(/Terima di bawah batas/);
    await touch("Usia lanjut");
    await openDesk(locked);
    expect(await at.page.locator(".offer-dialog").count()).toBe(0);
    await openDesk(deciding);
    expect(await at.page.locator(".offer-dialog").count()).toBe(0);
  });

  it("is gone with what was typed when the page is wiped", async () => {
    await openDesk(locked);
    await touch(/sari\.operator/);
    await typePin("999");
    at.runtime.send({ kind: "wipe" });
    await expect.poll(() => at.page.locator("dialog.desk").count()).toBe(0);
    await openDesk(locked);
    expect(await at.page.locator(".pin-dots").textContent()).toBe("");
  });
});
