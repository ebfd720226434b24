import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEntry, showForm } from "../../../../runtime/kiosk/session/data-entry.ts";

const nowAt = "2026-03-01T02:00:00.000Z";
const nik = "9901014101900002";
const whole = {
  namaLengkap: "budi contoh",
  tempatLahir: "Karang Mulya",
  tanggalLahir: "1990-01-01",
  jenisKelamin: "L",
  alamat: "Jl. Contoh 1",
  kelurahanDesa: "Karang Mulya",
  agama: "ISLAM",
  statusPerkawinan: "BELUM KAWIN",
};
const faultsOf = (values: Readonly<Record<string, string>>) =>
  showForm({ nik, values, isTried: true }, nik, nowAt).flatMap(({ field, fault }) =>
    fault === null ? [] : [[field, fault]],
  );

describe("a resident's data, typed in", () => {
  it("need what every resident has, and no more", () => {
    const required = showForm(null, null, nowAt).filter(({ isRequired }) => isRequired);
    expect(required.map(({ field }) => field).toSorted()).toEqual(Object.keys(whole).toSorted());
    expect(parseEntry(whole, nowAt)).toMatchObject({ namaLengkap: "BUDI CONTOH", golonganDarah: "TIDAK TAHU" });
    expect(faultsOf(whole)).toEqual([]);
    for (const field of Object.keys(whole)) {
      for (const value of ["", "   "]) expect(faultsOf({ ...whole, [field]: value })).toEqual([[field, "missing"]]);
    }
  });

  it.each([
    ["nomorKk", "620101", "sixteen-digits"],
    ["rt", "1234", "too-long"],
    ["rw", "II", "digits-only"],
    ["tanggalLahir", "1990-02-30", "no-such-date"],
    ["tanggalLahir", "1899-12-31", "no-such-date"],
    ["tanggalLahir", "2026-03-03", "no-such-date"],
    ["tanggalLahir", "0101", "no-such-date"],
    ["agama", "LAIN", "not-listed"],
    ["namaLengkap", "A".repeat(61), "too-long"],
  ])("are marked where they cannot be: %s '%s' is %s", (field, value, fault) => {
    expect(faultsOf({ ...whole, [field]: value })).toEqual([[field, fault]]);
    expect(parseEntry({ ...whole, [field]: value }, nowAt)).toBeNull();
  });

  it("may be those of a child born today, where today has begun earlier than in Greenwich", () => {
    expect(parseEntry({ ...whole, tanggalLahir: "2026-03-02" }, nowAt)).not.toBeNull();
  });

  it("are not marked before somebody has tried to save them, nor for another resident", () => {
    const faults = (isTried: boolean, of: string) =>
      showForm({ nik, values: { rt: "1234" }, isTried }, of, nowAt).filter(({ fault }) => fault !== null);
    expect(faults(false, nik)).toEqual([]);
    expect(faults(true, "9901014101900003")).toEqual([]);
    expect(faults(true, nik)).not.toEqual([]);
  });

  it("are taken exactly when nothing is marked, whatever is typed", () => {
    const value = fc.oneof(
      fc.string({ maxLength: 70 }),
      fc.constantFrom("", " ", "12", "L", "1990-01-01", "9".repeat(16)),
    );
    const fields = showForm(null, null, nowAt).map(({ field }) => field);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), value), (typed) => {
        const values = { ...whole, ...typed };
        expect(parseEntry(values, nowAt) !== null).toBe(faultsOf(values).length === 0);
      }),
    );
  });
});
