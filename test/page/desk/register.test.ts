import { describe, expect, it } from "vitest";
import type { RegisterSearchView } from "../../../runtime/kiosk/wire/view/operator-view.ts";
import { entryFields, listed, locked, under, waiting } from "../desk-views.ts";
import { deskObstacle, useDesk } from "./use-desk.ts";

describe.skipIf(deskObstacle !== null)("a resident's data at the desk", () => {
  const { at, intents, openDesk, touch } = useDesk();

  it("finds a resident in the register's list by touch alone, and shows nobody to whoever stands behind", async () => {
    const searching = (search: RegisterSearchView) =>
      under(
        { ...waiting, search, sides: [{ side: "search", open: 0 }, ...waiting.sides], suggestedSide: "search" },
        { screen: { kind: "identify", problem: null, isLookingUp: false, groups: [] } },
      );
    await openDesk(searching({ state: "idle" }));
    const keys = at.page.locator(".desk-search-keys");
    const find = keys.getByRole("button", { name: "Cari", exact: true });
    expect(await find.getAttribute("aria-disabled")).toBe("true");
    for (const key of ["N", "U", "R"]) await keys.getByRole("button", { name: key, exact: true }).click();
    await find.click();
    await expect.poll(intents).toEqual([{ kind: "search-register", wanted: "NUR" }]);
    at.runtime.show(searching({ state: "searched", found: listed, isMore: true }));
    await at.page
      .locator(".desk-found")
      .getByRole("button", { name: /SITI NURJANAH/ })
      .click();
    await expect.poll(intents).toContainEqual({ kind: "pick-resident", entry: "entry-2" });
    // With the desk locked the list has gone from the page, whatever the page had been told before.
    at.runtime.show({ ...locked, screen: { kind: "identify", problem: null, isLookingUp: false, groups: [] } });
    await at.page.locator(".lock-screen").waitFor();
    expect(await at.page.content()).not.toContain("NURJANAH");
  });

  it("takes a resident's data in by touch alone, dates as the register writes them", async () => {
    await openDesk(under({ ...waiting, entry: entryFields.slice(0, 5) }));
    const editor = at.page.locator(".entry-editor");
    for (const digit of "62") await editor.getByRole("button", { name: digit, exact: true }).click();
    await at.page.locator(".entry-field", { hasText: "Nama lengkap" }).click();
    for (const key of ["B", "U", "D", "I"]) await editor.getByRole("button", { name: key, exact: true }).click();
    await at.page.locator(".entry-field", { hasText: "Tanggal lahir" }).click();
    for (const digit of "12041987") await editor.getByRole("button", { name: digit, exact: true }).click();
    expect(await editor.locator(".typed").textContent()).toBe("12-04-1987");
    await at.page.locator(".entry-field", { hasText: "Jenis kelamin" }).click();
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
    const field = (name: string) => at.page.locator(".entry-field", { hasText: name });
    expect(await field("Nama lengkap").textContent()).toContain("wajib");
    expect(await field("Tempat lahir").textContent()).not.toContain("wajib");
    const save = at.page.getByRole("button", { name: "Simpan data" });
    expect(await save.getAttribute("aria-disabled")).toBe("true");
    expect(await save.textContent()).toContain("3 isian wajib belum diisi");
    await field("Jenis kelamin").click();
    await openDesk(under({ ...waiting, entry: fill(true) }));
    expect(await save.getAttribute("aria-disabled")).toBe("false");
    await field("Nomor KK").getByText("Harus 16 angka.").waitFor();
    await field("Tanggal lahir").getByText("Tanggal ini tidak ada").waitFor();
    // The first of them is open to be corrected.
    await at.page.locator(".entry-editor h3", { hasText: "Nomor KK" }).waitFor();
  });

  it("finds what was typed again after the desk has been locked, and shows none of it meanwhile", async () => {
    const form = (name: string) =>
      under({
        ...waiting,
        entry: entryFields.slice(0, 3).map((one) => (one.field === "namaLengkap" ? { ...one, value: name } : one)),
      });
    await openDesk(form(""));
    await at.page.locator(".entry-field", { hasText: "Nama lengkap" }).click();
    for (const key of ["A", "N", "I"])
      await at.page.locator(".entry-editor").getByRole("button", { name: key, exact: true }).click();
    const typed = () => at.runtime.messages.filter(({ kind }) => kind === "typed");
    await expect
      .poll(typed)
      .toEqual(["A", "AN", "ANI"].map((value) => ({ kind: "typed", field: "namaLengkap", value })));
    await openDesk(locked);
    await at.page.locator(".lock-screen").waitFor();
    expect(await at.page.content()).not.toContain("ANI<");
    await openDesk(form("ANI"));
    expect(await at.page.locator(".entry-field", { hasText: "Nama lengkap" }).textContent()).toContain("ANI");
    await at.page.locator(".entry-field", { hasText: "Nama lengkap" }).click();
    await at.page.locator(".entry-editor").getByRole("button", { name: "S", exact: true }).click();
    await touch("Simpan data");
    await expect.poll(intents).toEqual([{ kind: "enter-data", data: { namaLengkap: "ANIS" } }]);
  });
});
