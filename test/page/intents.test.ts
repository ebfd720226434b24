import { describe, expect, it } from "vitest";
import type { PageMessage } from "../../runtime/kiosk/wire/page-message.ts";
import { findObstacle } from "./browser.ts";
import { findView } from "./every-view.ts";
import type { FakeRuntime } from "./fake-runtime.ts";
import { useKioskPage } from "./open-kiosk-page.ts";
import { waitFor } from "./wait-for.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`what people do at the page is not tried: ${obstacle}\n`);

type IntentMessage = Extract<PageMessage, { readonly kind: "intent" }>;

const intentsOf = ({ messages }: FakeRuntime) =>
  messages.filter((message): message is IntentMessage => message.kind === "intent");

describe.skipIf(obstacle !== null)("what people do at the page", () => {
  const open = useKioskPage();

  it("is posted with the position of the view that they saw", async () => {
    const { page, runtime } = await open();
    runtime.show({ ...findView("service"), position: 41 });
    await page.getByRole("button", { name: "Surat pengantar" }).click();
    await waitFor("an intent", () => intentsOf(runtime).length === 1);
    expect(intentsOf(runtime)[0]).toMatchObject({
      position: 41,
      intent: { kind: "choose-service", service: "surat-pengantar" },
    });
  });

  it("is posted once while its answer is awaited, however often it is tapped", async () => {
    const { page, runtime } = await open();
    runtime.answerWith(null);
    runtime.show(findView("photo-approval"));
    const approve = page.getByRole("button", { name: "Setuju, pakai foto ini" });
    for (let tap = 0; tap < 5; tap += 1) await approve.click({ force: true });
    await waitFor("a busy button", () => intentsOf(runtime).length > 0);
    expect(await approve.getAttribute("aria-busy")).toBe("true");
    expect(intentsOf(runtime)).toHaveLength(1);
  });

  it("may be done again after the answer, under a token of its own", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("photo-approval"));
    const again = page.getByRole("button", { name: "Foto lagi" });
    await again.click();
    await page.locator('[aria-busy="false"]', { hasText: "Foto lagi" }).waitFor();
    await again.click();
    await waitFor("two intents", () => intentsOf(runtime).length === 2);
    const [first, second] = intentsOf(runtime);
    expect(first?.token).not.toBe(second?.token);
  });

  it("tells in words why something had no effect and what comes next", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("papers"));
    runtime.answerWith({
      kind: "refused",
      cause: "papers-incomplete:kk",
      nextAction: "bring-papers",
      override: "operator",
    });
    await page.getByRole("button", { name: "Berkas lengkap" }).click();
    await page.getByRole("alert").filter({ hasText: "Berkas belum lengkap. (Kartu Keluarga (KK))" }).waitFor();
    runtime.answerWith({ kind: "stale" });
    await page.getByRole("button", { name: "Berkas lengkap" }).click();
    await page.getByRole("alert").filter({ hasText: "Keadaan sudah berubah" }).waitFor();
  });

  it("is free to be done again at once when it was not heard, and says why", async () => {
    const { page, runtime } = await open();
    runtime.answerWith(null);
    runtime.show(findView("photo-approval"));
    const approve = page.getByRole("button", { name: "Setuju, pakai foto ini" });
    await approve.click();
    await page.locator('[aria-busy="true"]').waitFor();
    runtime.send({ kind: "refused", problem: "too-fast" });
    await page.getByRole("alert").filter({ hasText: "Terlalu cepat. Coba lagi sebentar." }).waitFor();
    expect(await approve.getAttribute("aria-busy")).toBe("false");
    await approve.click();
    await waitFor("another intent", () => intentsOf(runtime).length === 2);
  });

  it("types a NIK on the keypad, holds the backspace, and sends the number", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("identify"));
    for (const digit of "9901012103940009") await page.getByRole("button", { name: digit, exact: true }).click();
    const typed = page.locator(".nik");
    expect((await typed.textContent())?.trim()).toBe("9901012103940009");
    const backspace = page.getByRole("button", { name: "Hapus satu" });
    await backspace.hover();
    await page.mouse.down();
    await page.waitForFunction(() => (document.querySelector(".nik")?.textContent ?? "").length < 12);
    await page.mouse.up();
    await page.getByRole("button", { name: "Hapus", exact: true }).click();
    expect((await typed.textContent())?.trim()).toBe("");
    for (const digit of "9901012103940001") await page.getByRole("button", { name: digit, exact: true }).click();
    await page.getByRole("button", { name: "Lanjut" }).click();
    await waitFor("the number", () => intentsOf(runtime).length === 1);
    expect(intentsOf(runtime)[0]?.intent).toEqual({ kind: "identify", nik: "9901012103940001" });
  });

  it("changes the language by one tap on every screen, and says so in it", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("photo"));
    await page.getByRole("button", { name: "EN English" }).click();
    await waitFor("an intent", () => intentsOf(runtime).length === 1);
    expect(intentsOf(runtime)[0]?.intent).toEqual({ kind: "choose-language", language: "en" });
    runtime.show({ ...findView("photo"), language: "en" });
    await page.locator('html[lang="en"]').waitFor();
  });

  it("moves what is touched into the lower third in reach mode", async () => {
    const { page, runtime } = await open();
    const comfort = { isInReach: true, isHighContrast: false, hasMoreTime: false, volumePercent: 50 };
    for (const name of ["language", "service", "identify", "papers", "photo-approval", "data-approval"]) {
      runtime.show({ ...findView(name), comfort });
      await page.locator(`.page[data-screen="${findView(name).screen.kind}"]`).waitFor();
      const highest = await page.evaluate(() =>
        Math.min(
          ...[...document.querySelectorAll(".screen-controls button, .dock button")].map(
            (button) => button.getBoundingClientRect().top,
          ),
        ),
      );
      expect({ name, isLow: highest >= 1_920 * (2 / 3) - 1 }).toEqual({ name, isLow: true });
    }
  });

  it("asks before the time is over, counts down, and extends", async () => {
    const { page, runtime } = await open();
    runtime.show({ ...findView("time-out"), endsInMs: 3_000 });
    await page.getByRole("dialog", { name: "Masih di sini?" }).waitFor();
    await page.getByText("3 detik lagi").waitFor();
    await page.getByText("2 detik lagi").waitFor();
    await page.getByRole("button", { name: "Perpanjang waktu" }).click();
    await waitFor("more time", () => intentsOf(runtime).some(({ intent }) => intent.kind === "more-time"));
    runtime.show({ ...findView("time-out"), endsInMs: null });
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("tells the runtime of touches at most once a second, and every two that it draws", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("wait"));
    for (let touch = 0; touch < 10; touch += 1) await page.mouse.click(540, 700);
    const count = (kind: PageMessage["kind"]) => runtime.messages.filter((message) => message.kind === kind).length;
    await waitFor("a touch", () => count("touch") > 0);
    expect(count("touch")).toBeLessThanOrEqual(2);
    await waitFor("two pulses", () => count("pulse") >= 2, 6_000);
    const pulses = runtime.messages.filter((message) => message.kind === "pulse");
    expect(pulses[1]?.framesDrawn).toBeGreaterThan(pulses[0]?.framesDrawn ?? 0);
  });
});
