import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { catalogues } from "../../runtime/kiosk/page/words/catalogues.ts";
import type { KioskView } from "../../runtime/kiosk/wire/kiosk-view.ts";
import { languages } from "../../runtime/kiosk/wire/languages.ts";
import type { Intent } from "../../runtime/kiosk/wire/page-message.ts";
import type { RegisterSearchView } from "../../runtime/kiosk/wire/view/operator-view.ts";
import { doubleText, findOverflow, findSmallTargets, findViolations, settle } from "./audit-page.ts";
import { findObstacle, launchBrowser, openPage, type Size, sizes } from "./browser.ts";
import {
  attests,
  decisionOffers,
  demo,
  demoViews,
  deskViews,
  entryFields,
  kasiSigns,
  letterReturn,
  listed,
  officers,
  openView,
  paperOffers,
  waiting,
} from "./desk-views.ts";
import { type FakeRuntime, startFakeRuntime } from "./fake-runtime.ts";
import { baseView } from "./views.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`the officers' side is not looked at: ${obstacle}\n`);

/** One for each kind of need, as deeds of the whole visit. */
const dialogOffers = (["below-limit-accepted", "capture-excepted", "letter-returned"] as const).map((deed) => {
  const found = [...decisionOffers, letterReturn].find((offer) => offer.deed === deed) ?? letterReturn;
  return { ...found, deed, target: null };
});

const { id } = catalogues;
const waitMaxMs = 8_000;

const under = (operator: KioskView["operator"], rest: Partial<KioskView> = {}): KioskView => ({
  ...baseView,
  operator,
  ...rest,
});
const lockedView = { state: "locked", officers, canLogInByFinger: true, failure: null, waitMs: 0 } as const;
const locked = under(lockedView);
const deciding = under({ ...openView, offers: decisionOffers });

describe.skipIf(obstacle !== null)("the officers' side in a real browser", () => {
  let browser: Browser;
  let runtime: FakeRuntime;
  let page: Page;
  const problems: string[] = [];

  const intents = (): readonly Intent[] =>
    runtime.messages.flatMap((message) => (message.kind === "intent" ? [message.intent] : []));
  const openDesk = async (view: KioskView) => {
    runtime.show(view);
    if ((await page.locator("dialog.desk").count()) === 0) await page.locator(".door:not(.demo)").last().click();
    // Catalogues other than the Indonesian one come over when they are first wanted.
    await page.waitForSelector(`dialog.desk[aria-label="${catalogues[view.language].desk.open}"]`);
    await settle(page);
  };
  const touch = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
  const typePin = async (pin: string) => {
    for (const digit of pin) await page.locator(".pin .key.digit", { hasText: digit }).click();
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    runtime = await startFakeRuntime();
    page = await openPage(browser, runtime, sizes[2], problems);
    page.setDefaultTimeout(waitMaxMs);
  });
  afterAll(async () => {
    await browser.close();
    await runtime.close();
  });
  beforeEach(async () => {
    runtime.answerWith({ kind: "done" });
    runtime.send({ kind: "wipe" });
    await expect.poll(() => page.locator("dialog.desk").count()).toBe(0);
    runtime.messages.length = 0;
  });

  it.each(sizes.slice(0, 3))("has targets of 80 px and nothing cut off, in every language: $name", async (size) => {
    await page.setViewportSize(size);
    const found: string[] = [];
    for (const language of languages) {
      for (const { name, view } of deskViews) {
        await openDesk({ ...view, language });
        const faults = [...(await findSmallTargets(page)), ...(await findOverflow(page))];
        found.push(...faults.map((fault) => `${name} ${language}: ${fault}`));
      }
    }
    expect(found).toEqual([]);
    await page.setViewportSize(sizes[2]);
  });

  it.each(["normal", "high"])("has nothing that axe objects to, in %s contrast", async (contrast) => {
    const comfort = { ...baseView.comfort, isHighContrast: contrast === "high" };
    const found: string[] = [];
    for (const { name, view } of deskViews) {
      await openDesk({ ...view, comfort });
      found.push(...(await findViolations(page)).map((violation) => `${name}: ${violation}`));
    }
    expect(found).toEqual([]);
  });

  it("loses nothing at the right edge when text is twice as large", async () => {
    await page.setViewportSize(sizes[0]);
    await openDesk(locked);
    await doubleText(page, true);
    const found: string[] = [];
    for (const { name, view } of deskViews) {
      await openDesk(view);
      found.push(...(await findOverflow(page)).map((fault) => `${name}: ${fault}`));
    }
    await doubleText(page, false);
    await page.setViewportSize(sizes[2]);
    expect(found).toEqual([]);
  });

  const auditDialog = async (size: Size): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const need of await page.locator(".need-rail button").all()) {
      await need.click();
      const { width, height } = (await page.locator(".offer-dialog").boundingBox()) ?? size;
      if (width > size.width || height > size.height) found.push(`${width}x${height}`);
      found.push(...(await findSmallTargets(page)), ...(await findOverflow(page)), ...(await findViolations(page)));
    }
    return found;
  };

  it.each(languages)(
    "has dialogs that fit, with targets of 80 px and nothing that axe objects to: %s",
    async (language) => {
      const found: string[] = [];
      for (const size of sizes.slice(0, 3)) {
        await page.setViewportSize(size);
        for (const { id, deed } of dialogOffers) {
          await openDesk(under({ ...waiting, offers: dialogOffers }, { language }));
          await touch(new RegExp(`^${catalogues[language].deeds[deed].action}`));
          found.push(...(await auditDialog(size)).map((fault) => `${id} ${size.name}: ${fault}`));
          await page.locator(".offer-end button").first().click();
        }
      }
      await page.setViewportSize(sizes[2]);
      expect(found).toEqual([]);
    },
  );

  it("logs an officer in by PIN, and keeps no digit of it on the page", async () => {
    await openDesk(locked);
    await touch(/sari\.operator/);
    await typePin("135790");
    expect(await page.locator(".pin-dots").textContent()).toBe("●●●●●●");
    expect(await page.content()).not.toContain("135790");
    await touch("Masuk");
    await expect.poll(intents).toEqual([{ kind: "log-in", id: "sari.operator", pin: "135790" }]);
    expect(await page.locator(".pin-dots").textContent()).toBe("");
  });

  it("takes no PIN for an officer who has none, nor before one is chosen", async () => {
    await openDesk(locked);
    await typePin("13");
    await page.locator(".officer", { hasText: "bu.camat" }).click({ force: true });
    await typePin("57");
    expect(await page.locator(".pin-dots").textContent()).toBe("");
  });

  it("tells of a call before anybody has logged in, and lets who has come say so at the desk alone", async () => {
    const help = { by: "button", waitedMs: 190_000 } as const;
    await openDesk({ ...locked, help: { ...help, canAnswer: false } });
    const call = page.locator(".desk-help");
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
    const conditions = [
      { kind: "office-offline", pending: 3 },
      {
        kind: "device-away",
        role: "irisCamera",
        failure: "driver.disconnected",
        advice: null,
        remedy: null,
        reported: null,
      },
    ] as const;
    for (const view of [locked, under(waiting), under({ ...openView, suggestedSide: "data" })]) {
      await openDesk({ ...view, conditions });
      const told = await page.locator(".desk-conditions").textContent();
      expect(told).toContain(id.conditions["office-offline"].operator);
      expect(told).toContain(id.failures["driver.disconnected"].operator);
    }
  });

  it("says in safe mode what that means, and asks nobody for a PIN that would open nothing", async () => {
    const screen = { kind: "out-of-service", condition: "safe-mode" } as const;
    await openDesk({ ...under({ ...lockedView, officers: [] }), screen, conditions: [{ kind: "safe-mode" }] });
    const said = await page.locator("dialog.desk").textContent();
    expect(said).toContain(id.conditions["safe-mode"].operator);
    expect(said).toContain(id.desk.nobodyLogsIn);
    expect(said).not.toContain(id.desk.noOfficers);
    expect(await page.locator(".keypad, .lock-screen").count()).toBe(0);
  });

  it("logs in by whichever finger is on the reader", async () => {
    await openDesk(locked);
    await touch(/sidik jari/);
    await expect.poll(intents).toEqual([{ kind: "log-in-by-finger" }]);
  });

  it("says that the proof failed, and how long nobody is heard", async () => {
    await openDesk(under({ state: "locked", officers, canLogInByFinger: true, failure: "refused", waitMs: 0 }));
    expect(await page.locator(".log-in-failure").textContent()).toContain("tidak cocok");
    await openDesk(under({ state: "locked", officers, canLogInByFinger: true, failure: "locked", waitMs: 287_000 }));
    expect(await page.locator(".log-in-failure").textContent()).toContain("4:47");
  });

  it("does once what is touched twice", async () => {
    runtime.answerWith(null);
    await openDesk(under({ ...openView, offers: paperOffers, suggestedSide: "papers" }));
    await page.getByRole("button", { name: "Berkas lengkap" }).dblclick();
    await settle(page);
    expect(intents()).toEqual([{ kind: "take-offer", offer: "papers-confirmed" }]);
    runtime.answerWith({ kind: "done" });
  });

  it("asks for reason and second person, who is not the first, before it sends a decision", async () => {
    await openDesk(deciding);
    await touch(/Terima di bawah batas/);
    const confirm = page.getByRole("button", { name: /Ya, lakukan/ });
    expect(await confirm.getAttribute("aria-disabled")).toBe("true");
    await touch("Usia lanjut");
    // One touch settled the reason: the second person is next by itself.
    const listed = await page.locator(".offer-dialog .officer strong").allTextContents();
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
    await expect.poll(() => page.locator(".offer-dialog").count()).toBe(0);
  });

  it("takes a reason in own words from the keys on the screen", async () => {
    await openDesk(deciding);
    await touch(/^Tunda/);
    await touch("Kata sendiri");
    for (const key of ["a", "i", "r", " "]) {
      const name = key === " " ? "Spasi" : key;
      await page.locator(".offer-dialog").getByRole("button", { name, exact: true }).click();
    }
    await touch(/Ya, lakukan/);
    await expect.poll(intents).toEqual([{ kind: "take-offer", offer: "suspended", reason: "air" }]);
  });

  it("keeps a refusal with the deed: why, what next, who may decide; and asks for the PIN anew", async () => {
    await openDesk(under({ ...openView, offers: [kasiSigns] }));
    await touch(/Tanda tangan Kasi/);
    expect(await page.locator(".offer-dialog .officer strong").allTextContents()).toEqual(["pak.kasi"]);
    await typePin("111111");
    runtime.answerWith({ kind: "refused", cause: "log-in-refused", nextAction: "log-in", override: "kasi" });
    await touch(/Ya, lakukan/);
    const refusal = page.locator(".offer-dialog .desk-objection");
    await expect.poll(() => refusal.textContent()).toContain("PIN atau sidik jari tidak cocok.");
    expect(await refusal.textContent()).toContain("Buktikan identitas sekali lagi.");
    expect(await refusal.textContent()).toContain("Kasi Pelayanan Umum");
    expect(await page.locator(".pin-dots").textContent()).toBe("");
    expect(intents()).toHaveLength(1);
  });

  it("takes a finger in place of the PIN, also of who has no PIN, and waits for it", async () => {
    runtime.answerWith(null);
    await openDesk(under({ ...openView, offers: [attests] }));
    await touch(/Nyatakan data benar/);
    await touch(/sari\.operator/);
    await touch(/Dengan sidik jari/);
    expect(await findSmallTargets(page)).toEqual([]);
    expect(await findViolations(page)).toEqual([]);
    await touch(/Ya, lakukan/);
    await expect
      .poll(intents)
      .toEqual([{ kind: "take-offer", offer: "operator-attested", officer: { id: "sari.operator", isFinger: true } }]);
    // A finger takes longer than a PIN: nothing is taken to be done before the answer.
    await page.waitForTimeout(6_000);
    expect(await page.locator(".offer-dialog").count()).toBe(1);
    runtime.answerWith({ kind: "done" });
  });

  it("tells on the desk why a deed without a dialog was refused, and names the papers", async () => {
    runtime.answerWith({
      kind: "refused",
      cause: "papers-incomplete:kk,ktp",
      nextAction: "bring-papers",
      override: "operator",
    });
    await openDesk(under({ ...openView, offers: paperOffers, suggestedSide: "papers" }));
    await touch("Berkas lengkap");
    await expect
      .poll(() => page.locator(".desk-objection").textContent())
      .toContain("Kartu Keluarga (KK), KTP pemohon");
  });

  it("returns a letter with the papers that it is about", async () => {
    await openDesk(under({ ...openView, offers: [letterReturn] }));
    await touch(/Kembalikan surat/);
    await page.locator(".offer-dialog").getByRole("button", { name: "KTP pemohon" }).click();
    await page.locator(".need-rail").getByRole("button", { name: "Alasan" }).click();
    await touch("Berkas kurang");
    await touch(/Ya, lakukan/);
    await expect
      .poll(intents)
      .toEqual([{ kind: "take-offer", offer: "letter-returned", papers: ["ktp"], reason: "Berkas kurang" }]);
  });

  it("excepts a capture with a reason of the list", async () => {
    await openDesk(deciding);
    await page
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

  it("sets and takes back the two ticks of a paper", async () => {
    await openDesk(
      under({ ...openView, desk: openView.desk && { ...openView.desk, targets: [] }, offers: paperOffers }),
    );
    await page.getByRole("tab", { name: /Berkas/ }).click();
    const row = page.locator(".desk-paper", { hasText: "KTP pemohon" });
    expect(await row.getByRole("button", { name: "Asli dilihat" }).getAttribute("aria-pressed")).toBe("true");
    await row.getByRole("button", { name: "Fotokopi disimpan" }).click();
    await expect.poll(intents).toEqual([{ kind: "take-offer", offer: "paper-checked:ktp:copy" }]);
  });

  it("shows every capture with score against limit, and warns of the same finger twice", async () => {
    await openDesk(deciding);
    const card = page.locator(".desk-capture.undecided");
    expect(await card.textContent()).toContain("Skor 28, batas 40");
    // A face is judged by its measures: there is no limit that its score is held to.
    const face = page.locator(".desk-capture", { hasText: "Wajah" });
    expect(await face.textContent()).toContain("Skor 84");
    expect(await face.textContent()).not.toContain("batas");
    expect(await face.locator(".meter-limit").count()).toBe(0);
    expect(await card.textContent()).toContain("Sama dengan Jari tengah kanan");
    expect(await page.locator(".desk-warnings").textContent()).toContain("Jari manis kanan");
    expect(await page.locator(".desk-capture").count()).toBe(14);
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
      const card = (name: string) => page.locator(".desk-capture", { hasText: name }).textContent();
      expect(await card(names["iris-right"])).toContain(words.portraitEye(84));
      expect(await card(names["iris-left"])).toContain(words.portraitEyeRefusals["too-few-pixels"]);
      expect(await page.locator(".desk-portrait-eye").count()).toBe(2);
      expect([...(await findOverflow(page)), ...(await findViolations(page))]).toEqual([]);
    }
  });

  it("tells the operator of time beyond the standard", async () => {
    await openDesk(under(openView));
    await page.getByRole("tab", { name: "Ikhtisar" }).click();
    expect(await page.locator(".desk-steps .over").allTextContents()).toEqual(["Lewat 1:50"]);
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
      await page.locator(".desk-conditions").textContent(),
      await page.locator(".conditions").textContent(),
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
    await page.locator(".desk-queue").getByRole("button", { name: "Lanjutkan" }).click();
    await expect.poll(intents).toEqual([{ kind: "resume-visit", visitId: openView.queue[0]?.visitId }]);
  });

  it("finds a resident in the register's list by touch alone, and shows nobody to whoever stands behind", async () => {
    const searching = (search: RegisterSearchView) =>
      under(
        { ...waiting, search, sides: [{ side: "search", open: 0 }, ...waiting.sides], suggestedSide: "search" },
        { screen: { kind: "identify", problem: null, isLookingUp: false, groups: [] } },
      );
    await openDesk(searching({ state: "idle" }));
    const keys = page.locator(".desk-search-keys");
    const find = keys.getByRole("button", { name: "Cari", exact: true });
    expect(await find.getAttribute("aria-disabled")).toBe("true");
    for (const key of ["N", "U", "R"]) await keys.getByRole("button", { name: key, exact: true }).click();
    await find.click();
    await expect.poll(intents).toEqual([{ kind: "search-register", wanted: "NUR" }]);
    runtime.show(searching({ state: "searched", found: listed, isMore: true }));
    await page
      .locator(".desk-found")
      .getByRole("button", { name: /SITI NURJANAH/ })
      .click();
    await expect.poll(intents).toContainEqual({ kind: "pick-resident", entry: "entry-2" });
    // With the desk locked the list has gone from the page, whatever the page had been told before.
    runtime.show({ ...locked, screen: { kind: "identify", problem: null, isLookingUp: false, groups: [] } });
    await page.locator(".lock-screen").waitFor();
    expect(await page.content()).not.toContain("NURJANAH");
  });

  it("takes a resident's data in by touch alone, dates as the register writes them", async () => {
    await openDesk(under({ ...waiting, entry: entryFields.slice(0, 5) }));
    const editor = page.locator(".entry-editor");
    for (const digit of "62") await editor.getByRole("button", { name: digit, exact: true }).click();
    await page.locator(".entry-field", { hasText: "Nama lengkap" }).click();
    for (const key of ["B", "U", "D", "I"]) await editor.getByRole("button", { name: key, exact: true }).click();
    await page.locator(".entry-field", { hasText: "Tanggal lahir" }).click();
    for (const digit of "12041987") await editor.getByRole("button", { name: digit, exact: true }).click();
    expect(await editor.locator(".typed").textContent()).toBe("12-04-1987");
    await page.locator(".entry-field", { hasText: "Jenis kelamin" }).click();
    await editor.getByRole("button", { name: "Perempuan" }).click();
    await touch("Simpan data");
    await expect.poll(intents).toEqual([
      {
        kind: "enter-data",
        data: { nomorKk: "62", namaLengkap: "BUDI", tanggalLahir: "1987-04-12", jenisKelamin: "P" },
      },
    ]);
  });

  it("says which fields must be filled in, and which of them cannot be taken as they are", async () => {
    const faults = { nomorKk: "sixteen-digits", tanggalLahir: "no-such-date" } as const;
    const values = { nomorKk: "62", namaLengkap: "ANI", tanggalLahir: "1990-02-30", jenisKelamin: "P" };
    const fill = (isTried: boolean) =>
      entryFields.slice(0, 5).map((one) => ({
        ...one,
        value: isTried ? (values[one.field as keyof typeof values] ?? "") : "",
        fault: isTried ? (faults[one.field as keyof typeof faults] ?? null) : null,
      }));
    await openDesk(under({ ...waiting, entry: fill(false) }));
    const field = (name: string) => page.locator(".entry-field", { hasText: name });
    expect(await field("Nama lengkap").textContent()).toContain("wajib");
    expect(await field("Tempat lahir").textContent()).not.toContain("wajib");
    const save = page.getByRole("button", { name: "Simpan data" });
    expect(await save.getAttribute("aria-disabled")).toBe("true");
    expect(await save.textContent()).toContain("3 isian wajib belum diisi");
    await field("Jenis kelamin").click();
    await openDesk(under({ ...waiting, entry: fill(true) }));
    expect(await save.getAttribute("aria-disabled")).toBe("false");
    await field("Nomor KK").getByText("Harus 16 angka.").waitFor();
    await field("Tanggal lahir").getByText("Tanggal ini tidak ada").waitFor();
    // The first of them is open to be corrected.
    await page.locator(".entry-editor h3", { hasText: "Nomor KK" }).waitFor();
  });

  it("finds what was typed again after the desk has been locked, and shows none of it meanwhile", async () => {
    const form = (name: string) =>
      under({
        ...waiting,
        entry: entryFields.slice(0, 3).map((one) => (one.field === "namaLengkap" ? { ...one, value: name } : one)),
      });
    await openDesk(form(""));
    await page.locator(".entry-field", { hasText: "Nama lengkap" }).click();
    for (const key of ["A", "N", "I"])
      await page.locator(".entry-editor").getByRole("button", { name: key, exact: true }).click();
    const typed = () => runtime.messages.filter(({ kind }) => kind === "typed");
    await expect
      .poll(typed)
      .toEqual(["A", "AN", "ANI"].map((value) => ({ kind: "typed", field: "namaLengkap", value })));
    await openDesk(locked);
    await page.locator(".lock-screen").waitFor();
    expect(await page.content()).not.toContain("ANI<");
    await openDesk(form("ANI"));
    expect(await page.locator(".entry-field", { hasText: "Nama lengkap" }).textContent()).toContain("ANI");
    await page.locator(".entry-field", { hasText: "Nama lengkap" }).click();
    await page.locator(".entry-editor").getByRole("button", { name: "S", exact: true }).click();
    await touch("Simpan data");
    await expect.poll(intents).toEqual([{ kind: "enter-data", data: { namaLengkap: "ANIS" } }]);
  });

  it("locks by its button, and drops an open dialog when the runtime locks", async () => {
    await openDesk(deciding);
    await touch("Kunci");
    await expect.poll(intents).toEqual([{ kind: "log-out" }]);
    await touch(/Terima di bawah batas/);
    await touch("Usia lanjut");
    await openDesk(locked);
    expect(await page.locator(".offer-dialog").count()).toBe(0);
    await openDesk(deciding);
    expect(await page.locator(".offer-dialog").count()).toBe(0);
  });

  it("is gone with what was typed when the page is wiped", async () => {
    await openDesk(locked);
    await touch(/sari\.operator/);
    await typePin("999");
    runtime.send({ kind: "wipe" });
    await expect.poll(() => page.locator("dialog.desk").count()).toBe(0);
    await openDesk(locked);
    expect(await page.locator(".pin-dots").textContent()).toBe("");
  });

  it("keeps the page's policy and the runtime's contract all the while", () => {
    expect(problems).toEqual([]);
    expect(runtime.violations).toEqual([]);
  });
});

describe.skipIf(obstacle !== null)("the trainer's drawer", () => {
  let browser: Browser;
  let runtime: FakeRuntime;
  let page: Page;
  const problems: string[] = [];

  const openDrawer = async (view: KioskView) => {
    runtime.show(view);
    if ((await page.locator(".demo-drawer").count()) === 0) await page.locator(".door.demo").click();
    await page.waitForSelector(".demo-drawer");
    await settle(page);
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    runtime = await startFakeRuntime();
    page = await openPage(browser, runtime, sizes[2], problems);
    page.setDefaultTimeout(waitMaxMs);
  });
  afterAll(async () => {
    await browser.close();
    await runtime.close();
  });

  it("is marked as a simulation, and has nothing too small or objectionable", async () => {
    for (const size of sizes.slice(0, 3)) {
      await page.setViewportSize(size);
      for (const { name, view } of demoViews) {
        await openDrawer(view);
        expect(await page.locator(".demo-mark").textContent()).toBe("SIMULASI");
        expect([name, await findSmallTargets(page), await findViolations(page)]).toEqual([name, [], []]);
      }
    }
    await page.setViewportSize(sizes[2]);
  });

  it("shows what to type, lets a resident be chosen and plays by itself", async () => {
    await openDrawer({ ...baseView, demo });
    expect(await page.locator(".demo-facts").textContent()).toContain("990101 520487 0007");
    expect(await page.locator(".demo-facts").textContent()).toContain("135790");
    await page.locator(".demo-drawer").getByRole("button", { name: "Berkacamata" }).click();
    await page.locator(".demo-drawer").getByRole("button", { name: "Mainkan sendiri" }).click();
    await expect
      .poll(() => runtime.messages.flatMap((message) => (message.kind === "intent" ? [message.intent] : [])))
      .toEqual([
        { kind: "choose-resident", resident: "glasses" },
        { kind: "play", isPlaying: true },
      ]);
  });

  it("is not there on a booth that is no demonstration", async () => {
    runtime.show(baseView);
    await expect.poll(() => page.locator(".demo-drawer, .door.demo").count()).toBe(0);
    expect(problems).toEqual([]);
  });
});
