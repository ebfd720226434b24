import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SearchResult } from "../../../runtime/registry/registry.ts";
import { createRegisterSearch } from "../../../runtime/registry/search-register.ts";

const person = (serial: number, namaLengkap: string) => ({
  biodata: { nik: `99010141019${String(serial).padStart(5, "0")}`, namaLengkap },
  isRecorded: false,
});
const search = createRegisterSearch([
  person(1, "SITI NUR'AINI"),
  person(2, "NURHAYATI BINTI SALIM"),
  person(3, "MUHAMMAD ÀLI"),
  person(4, "SUTINI"),
]);
const names = (result: SearchResult) =>
  result.kind === "searched" ? result.found.map(({ namaLengkap }) => namaLengkap) : result.kind;

describe("a search of the register's list", () => {
  it("finds the beginnings of any words of a name, in any order and spelling of signs", () => {
    expect(names(search("nur aini"))).toEqual([]);
    expect(names(search("nuraini siti"))).toEqual(["SITI NUR'AINI"]);
    expect(names(search("Nur"))).toEqual(["SITI NUR'AINI", "NURHAYATI BINTI SALIM"]);
    expect(names(search("ali muh"))).toEqual(["MUHAMMAD ÀLI"]);
    expect(names(search("tini"))).toEqual([]);
  });

  it("finds any part of a number, with whatever people put between the digits", () => {
    expect(names(search("990101 41019 00003"))).toEqual(["MUHAMMAD ÀLI"]);
    expect(names(search("900004"))).toEqual(["SUTINI"]);
  });

  it("says what is too little to look for, and shows no more than a handful", () => {
    const short = { kind: "too-short", lettersMin: 3, digitsMin: 6 };
    for (const wanted of ["", "  ", "a b", "'.'", "99010"]) expect(search(wanted)).toEqual(short);
    const crowd = createRegisterSearch(Array.from({ length: 9 }, (_, at) => person(at, `BUDI ${"I".repeat(at)}`)));
    const result = crowd("budi");
    expect(result).toMatchObject({ kind: "searched", isMore: true });
    expect(names(result)).toHaveLength(8);
    expect(crowd("budi iiiiiii")).toMatchObject({ isMore: false });
  });

  it("takes whatever is typed, and finds only people of whom it is true", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (wanted) => {
        const result = search(wanted);
        if (result.kind === "too-short") return;
        for (const { nik } of result.found) expect(nik).toMatch(/^\d{16}$/);
      }),
    );
  });
});
