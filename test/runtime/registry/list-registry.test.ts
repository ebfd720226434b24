import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createListRegistry } from "../../../runtime/registry/list-registry.ts";
import type { Biodata } from "../../../runtime/registry/registry.ts";

const resident: Biodata = {
  nik: "9901011705900001",
  namaLengkap: "BUDI CONTOH",
  tanggalLahir: "1990-05-17",
  alamat: "JL. CONTOH NO. 1",
};
const recorded: Biodata = { ...resident, nik: "9901011705900002", namaLengkap: "SITI UJI" };
const registry = createListRegistry([
  { biodata: resident, isRecorded: false },
  { biodata: recorded, isRecorded: true },
]);
const lookUp = (biodata: Biodata) => registry.lookUp(biodata, new AbortController().signal);

describe("a register held as a list", () => {
  it("finds a resident by NIK", async () => {
    expect(await lookUp(resident)).toEqual({ outcome: "found", differences: [] });
  });

  it("names the fields that differ, and never their values", async () => {
    const result = await lookUp({ ...resident, namaLengkap: "BUDI CONTOHAN", alamat: "JL. LAIN" });
    expect(result).toEqual({ outcome: "found", differences: ["namaLengkap", "alamat"] });
    expect(JSON.stringify(result)).not.toContain("CONTOHAN");
  });

  it("takes a field that the resident did not bring for different", async () => {
    const { alamat: _alamat, ...without } = resident;
    expect((await lookUp(without)).differences).toEqual(["alamat"]);
  });

  it("does not hold fields against the resident that the register does not have", async () => {
    expect((await lookUp({ ...resident, pekerjaan: "GURU" })).differences).toEqual([]);
  });

  it("does not know a NIK that is not listed", async () => {
    expect(await lookUp({ ...resident, nik: "9901011705900009" })).toEqual({ outcome: "not-found", differences: [] });
    expect((await lookUp({})).outcome).toBe("not-found");
    expect((await createListRegistry([]).lookUp(resident, new AbortController().signal)).outcome).toBe("not-found");
  });

  it("says who has been recorded already, with the differences", async () => {
    expect(await lookUp(recorded)).toEqual({ outcome: "already-recorded", differences: [] });
    const changed = await lookUp({ ...recorded, tanggalLahir: "1990-05-18" });
    expect(changed).toEqual({ outcome: "already-recorded", differences: ["tanggalLahir"] });
  });

  it("finds the register's own data by NIK, also of who has been recorded", async () => {
    const { signal } = new AbortController();
    expect(await registry.find(resident["nik"]!, signal)).toEqual({ kind: "found", biodata: resident });
    expect(await registry.find(recorded["nik"]!, signal)).toEqual({ kind: "found", biodata: recorded });
    expect(await registry.find("9901011705900009", signal)).toEqual({ kind: "unknown" });
    expect(await registry.find("", signal)).toEqual({ kind: "unknown" });
  });

  it("sees no difference in letter case and spacing", async () => {
    const spaced = fc.constantFrom(" ", "  ", "\t", "\n ");
    await fc.assert(
      fc.asyncProperty(spaced, spaced, fc.boolean(), async (before, between, isLower) => {
        const name = `${before}BUDI${between}CONTOH${before}`;
        const namaLengkap = isLower ? name.toLowerCase() : name;
        expect((await lookUp({ ...resident, namaLengkap })).differences).toEqual([]);
      }),
    );
  });
});
