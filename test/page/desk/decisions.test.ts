import { describe, expect, it } from "vitest";
import { findSmallTargets, findViolations, settle } from "../audit-page.ts";
import { attests, deciding, kasiSigns, letterReturn, openView, paperOffers, under } from "../desk-views.ts";
import { deskObstacle, useDesk } from "./use-desk.ts";

describe.skipIf(deskObstacle !== null)("decisions at the desk", () => {
  const { at, intents, openDesk, touch, typePin } = useDesk();

  it("does once what is touched twice", async () => {
    at.runtime.answerWith(null);
    await openDesk(under({ ...openView, offers: paperOffers, suggestedSide: "papers" }));
    await at.page.getByRole("button", { name: "Berkas lengkap" }).dblclick();
    await settle(at.page);
    expect(intents()).toEqual([{ kind: "take-offer", offer: "papers-confirmed" }]);
    at.runtime.answerWith({ kind: "done" });
  });

  it("asks for reason and second person, who is not the first, before it sends a decision", async () => {
    await openDesk(deciding);
    await touch(/Terima di bawah batas/);
    const confirm = at.page.getByRole("button", { name: /Ya, lakukan/ });
    expect(await confirm.getAttribute("aria-disabled")).toBe("true");
    await touch("Usia lanjut");
    // One touch settled the reason: the second person is next by itself.
    const listed = await at.page.locator(".offer-dialog .officer strong").allTextContents();
    expect(listed).toEqual(["budi.operator", "pak.kasi", "bu.camat"]);
    await touch(/pak\.kasi/);
    await typePin("246802");
    await confirm.click();
    await expect.poll(intents).toEqual([
      {
        kind: "take-offer",
        offer: "below-limit-accepted:finger-04",
        reason: "Usia lanjut",
        second: { id: "pak.kasi", pin: "246802" },
      },
    ]);
    await expect.poll(() => at.page.locator(".offer-dialog").count()).toBe(0);
  });

  it("takes a reason in own words from the keys on the screen", async () => {
    await openDesk(deciding);
    await touch(/^Tunda/);
    await touch("Kata sendiri");
    for (const key of ["a", "i", "r", " "]) {
      const name = key === " " ? "Spasi" : key;
      await at.page.locator(".offer-dialog").getByRole("button", { name, exact: true }).click();
    }
    await touch(/Ya, lakukan/);
    await expect.poll(intents).toEqual([{ kind: "take-offer", offer: "suspended", reason: "air" }]);
  });

  it("keeps a refusal with the deed: why, what next, who may decide; and asks for the PIN anew", async () => {
    await openDesk(under({ ...openView, offers: [kasiSigns] }));
    await touch(/Tanda tangan Kasi/);
    expect(await at.page.locator(".offer-dialog .officer strong").allTextContents()).toEqual(["pak.kasi"]);
    await typePin("111111");
    at.runtime.answerWith({ kind: "refused", cause: "log-in-refused", nextAction: "log-in", override: "kasi" });
    await touch(/Ya, lakukan/);
    const refusal = at.page.locator(".offer-dialog .desk-objection");
    await expect.poll(() => refusal.textContent()).toContain("PIN atau sidik jari tidak cocok.");
    expect(await refusal.textContent()).toContain("Buktikan identitas sekali lagi.");
    expect(await refusal.textContent()).toContain("Kasi Pelayanan Umum");
    expect(await at.page.locator(".pin-dots").textContent()).toBe("");
    expect(intents()).toHaveLength(1);
  });

  it("takes a finger in place of the PIN, also of who has no PIN, and waits for it", async () => {
    at.runtime.answerWith(null);
    await openDesk(under({ ...openView, offers: [attests] }));
    await touch(/Nyatakan data benar/);
    await touch(/sari\.operator/);
    await touch(/Dengan sidik jari/);
    expect(await findSmallTargets(at.page)).toEqual([]);
    expect(await findViolations(at.page)).toEqual([]);
    await touch(/Ya, lakukan/);
    await expect
      .poll(intents)
      .toEqual([{ kind: "take-offer", offer: "operator-attested", officer: { id: "sari.operator", isFinger: true } }]);
    // A finger takes longer than a PIN: nothing is taken to be done before the answer.
    await at.page.waitForTimeout(6_000);
    expect(await at.page.locator(".offer-dialog").count()).toBe(1);
    at.runtime.answerWith({ kind: "done" });
  });

  it("tells on the desk why a deed without a dialog was refused, and names the papers", async () => {
    at.runtime.answerWith({
      kind: "refused",
      cause: "papers-incomplete:kk,ktp",
      nextAction: "bring-papers",
      override: "operator",
    });
    await openDesk(under({ ...openView, offers: paperOffers, suggestedSide: "papers" }));
    await touch("Berkas lengkap");
    await expect
      .poll(() => at.page.locator(".desk-objection").textContent())
      .toContain("Kartu Keluarga (KK), KTP pemohon");
  });

  it("returns a letter with the papers that it is about", async () => {
    await openDesk(under({ ...openView, offers: [letterReturn] }));
    await touch(/Kembalikan surat/);
    await at.page.locator(".offer-dialog").getByRole("button", { name: "KTP pemohon" }).click();
    await at.page.locator(".need-rail").getByRole("button", { name: "Alasan" }).click();
    await touch("Berkas kurang");
    await touch(/Ya, lakukan/);
    await expect
      .poll(intents)
      .toEqual([{ kind: "take-offer", offer: "letter-returned", papers: ["ktp"], reason: "Berkas kurang" }]);
  });

  it("excepts a capture with a reason of the list", async () => {
    await openDesk(deciding);
    await at.page
      .locator(".desk-capture.blocked")
      .getByRole("button", { name: /Kecualikan/ })
      .click();
    await touch("Dibalut");
    await touch(/budi\.operator/);
    await typePin("13");
    await touch(/Ya, lakukan/);
    await expect.poll(intents).toEqual([
      {
        kind: "take-offer",
        offer: "capture-excepted:finger-07",
        exceptionReason: "bandaged",
        second: { id: "budi.operator", pin: "13" },
      },
    ]);
  });
});
