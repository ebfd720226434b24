import { describe, expect, it } from "vitest";
import { catalogues } from "../../../runtime/kiosk/page/words/catalogues.ts";
import type { KioskView } from "../../../runtime/kiosk/wire/kiosk-view.ts";
import { findOverflow, findViolations } from "../audit-page.ts";
import { deciding, decisionOffers, openView, paperOffers, under, waiting } from "../desk-views.ts";
import { deskObstacle, useDesk } from "./use-desk.ts";

describe.skipIf(deskObstacle !== null)("what the desk tells an officer", () => {
  const { at, intents, openDesk } = useDesk();

  it("sets and takes back the two ticks of a paper", async () => {
    await openDesk(
      under({ ...openView, desk: openView.desk && { ...openView.desk, targets: [] }, offers: paperOffers }),
    );
    await at.page.getByRole("tab", { name: /Berkas/ }).click();
    const row = at.page.locator(".desk-paper", { hasText: "KTP pemohon" });
    expect(await row.getByRole("button", { name: "Asli dilihat" }).getAttribute("aria-pressed")).toBe("true");
    await row.getByRole("button", { name: "Fotokopi disimpan" }).click();
    await expect.poll(intents).toEqual([{ kind: "take-offer", offer: "paper-checked:ktp:copy" }]);
  });

  it("shows every capture with score against limit, and warns of the same finger twice", async () => {
    await openDesk(deciding);
    const card = at.page.locator(".desk-capture.undecided");
    expect(await card.textContent()).toContain("Skor 28, batas 40");
    // A face is judged by its measures: there is no limit that its score is held to.
    const face = at.page.locator(".desk-capture", { hasText: "Wajah" });
    expect(await face.textContent()).toContain("Skor 84");
    expect(await face.textContent()).not.toContain("batas");
    expect(await face.locator(".meter-limit").count()).toBe(0);
    expect(await card.textContent()).toContain("Sama dengan Jari tengah kanan");
    expect(await at.page.locator(".desk-warnings").textContent()).toContain("Jari manis kanan");
    expect(await at.page.locator(".desk-capture").count()).toBe(14);
  });

  it("says of an excepted iris that the portrait's eye stands in, in visible light, or why none does", async () => {
    const { desk } = openView;
    if (desk === null) throw new RangeError("no desk to change");
    const targets = desk.targets.map((target) =>
      target.target.startsWith("iris")
        ? ({ ...target, state: "excepted", exception: "device-unavailable" } as const)
        : target,
    );
    const portraitEyes = [
      { target: "iris-right", irisDiameterPx: 84, refusal: null },
      { target: "iris-left", irisDiameterPx: 79, refusal: "too-few-pixels" },
    ] as const;
    const view = under({ ...openView, desk: { ...desk, targets, portraitEyes }, offers: decisionOffers });
    for (const language of ["id", "en"] as const) {
      await openDesk({ ...view, language });
      const { targets: names, desk: words } = catalogues[language];
      const card = (name: string) => at.page.locator(".desk-capture", { hasText: name }).textContent();
      expect(await card(names["iris-right"])).toContain(words.portraitEye(84));
      expect(await card(names["iris-left"])).toContain(words.portraitEyeRefusals["too-few-pixels"]);
      expect(await at.page.locator(".desk-portrait-eye").count()).toBe(2);
      expect([...(await findOverflow(at.page)), ...(await findViolations(at.page))]).toEqual([]);
    }
  });

  it("tells the operator of time beyond the standard", async () => {
    await openDesk(under(openView));
    await at.page.getByRole("tab", { name: "Ikhtisar" }).click();
    expect(await at.page.locator(".desk-steps .over").allTextContents()).toEqual(["Lewat 1:50"]);
  });

  it("tells an officer what to do about a device, and the resident what its driver says, each in their words", async () => {
    const advice = { id: "Tunggu sebentar, lalu ulangi.", en: "Wait a moment, then try again." };
    const away = { kind: "device-away", role: "fingerprint", failure: "driver.busy" } as const;
    const show = (language: KioskView["language"]) =>
      openDesk(
        under(
          { ...openView, suggestedSide: "overview" },
          { language, conditions: [{ ...away, advice, remedy: "restart", reported: "secugen:52" }] },
        ),
      );
    const told = async () => [
      await at.page.locator(".desk-conditions").textContent(),
      await at.page.locator(".conditions").textContent(),
    ];
    await show("id");
    const [atDesk, before] = await told();
    expect(atDesk).toContain("Matikan alat, tunggu sebentar, nyalakan lagi.");
    expect(atDesk).toContain("(secugen:52)");
    expect(atDesk).not.toContain("Panggil petugas");
    expect(before).toContain(advice.id);
    await show("en");
    expect(await told()).toEqual([
      expect.stringContaining("Switch the device off"),
      expect.stringContaining(advice.en),
    ]);
    // A driver speaks no Javanese: the page does; and officers work in Indonesian.
    await show("jv");
    expect(await told()).toEqual([
      expect.stringContaining("Matikan alat"),
      expect.stringContaining(catalogues.jv.devicesAway.fingerprint.resident),
    ]);
  });

  it("calls a waiting visit of the queue to the screen", async () => {
    await openDesk(under(waiting));
    await at.page.locator(".desk-queue").getByRole("button", { name: "Lanjutkan" }).click();
    await expect.poll(intents).toEqual([{ kind: "resume-visit", visitId: openView.queue[0]?.visitId }]);
  });
});
