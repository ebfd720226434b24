import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkNik } from "../../../runtime/procedure/nik.ts";

const man = { tanggalLahir: "1990-05-17", jenisKelamin: "L" };
const woman = { ...man, jenisKelamin: "P" };

describe("the form of a NIK", () => {
  it("is sound for a man with his day of birth, and for a woman with forty more", () => {
    expect(checkNik("9901011705900001", man)).toEqual({ isValid: true, warnings: [] });
    expect(checkNik("9901015705900001", woman)).toEqual({ isValid: true, warnings: [] });
  });

  it("takes test numbers of region 99, which no office has", () => {
    expect(checkNik("9999991705900001", man).isValid).toBe(true);
  });

  it.each([
    { nik: "", problem: "not-16-digits" },
    { nik: "990101170590001", problem: "not-16-digits" },
    { nik: "99010117059000012", problem: "not-16-digits" },
    { nik: "990101170590000A", problem: "not-16-digits" },
    { nik: " 901011705900001", problem: "not-16-digits" },
    { nik: "٩٩٠١٠١١٧٠٥٩٠٠٠٠١", problem: "not-16-digits" },
    { nik: "0001011705900001", problem: "region" },
    { nik: "9900011705900001", problem: "region" },
    { nik: "9901001705900001", problem: "region" },
    { nik: "9901010005900001", problem: "day" },
    { nik: "9901013205900001", problem: "day" },
    { nik: "9901014005900001", problem: "day" },
    { nik: "9901017205900001", problem: "day" },
    { nik: "9901011700900001", problem: "month" },
    { nik: "9901011713900001", problem: "month" },
    { nik: "9901013102900001", problem: "date" },
    { nik: "9901017104900001", problem: "date" },
    { nik: "9901011705900000", problem: "serial" },
  ])("is refused for its $problem in $nik", ({ nik, problem }) => {
    expect(checkNik(nik, man)).toEqual({ isValid: false, problem });
  });

  it.each([
    { days: "31", month: "01" },
    { days: "41", month: "01" },
    { days: "71", month: "12" },
    { days: "30", month: "04" },
  ])("has room for day $days of month $month", ({ days, month }) => {
    expect(checkNik(`990101${days}${month}900001`, man).isValid).toBe(true);
  });

  it("has a 29 February where one of the two centuries has it", () => {
    const leapDay = (year: string) => checkNik(`9901012902${year}0001`, man).isValid;
    expect(leapDay("96")).toBe(true);
    expect(leapDay("04")).toBe(true);
    // 1900 was no leap year, 2000 was.
    expect(leapDay("00")).toBe(true);
    expect(leapDay("01")).toBe(false);
    expect(leapDay("90")).toBe(false);
  });
});

describe("a NIK beside the biodata", () => {
  it("is warned about, never refused, when date or sex differ", () => {
    expect(checkNik("9901011805900001", man)).toEqual({ isValid: true, warnings: ["birth-date-differs"] });
    expect(checkNik("9901011705910001", man)).toEqual({ isValid: true, warnings: ["birth-date-differs"] });
    expect(checkNik("9901011705900001", woman)).toEqual({ isValid: true, warnings: ["sex-differs"] });
    expect(checkNik("9901015806900001", man)).toEqual({
      isValid: true,
      warnings: ["birth-date-differs", "sex-differs"],
    });
  });

  it("fits whoever it was made for", () => {
    const birth = fc.date({ min: new Date("1926-01-01"), max: new Date("2025-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(birth, fc.constantFrom("L", "P"), fc.integer({ min: 1, max: 9999 }), (date, jenisKelamin, serial) => {
        const tanggalLahir = date.toISOString().slice(0, 10);
        const day = date.getUTCDate() + (jenisKelamin === "P" ? 40 : 0);
        const digits = [day, date.getUTCMonth() + 1, date.getUTCFullYear() % 100].map((part) =>
          String(part).padStart(2, "0"),
        );
        const nik = `620106${digits.join("")}${String(serial).padStart(4, "0")}`;
        expect(checkNik(nik, { tanggalLahir, jenisKelamin })).toEqual({ isValid: true, warnings: [] });
      }),
    );
  });

  it("is judged without throwing, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{16}$/)), fc.string(), (nik, tanggalLahir) => {
        expect(typeof checkNik(nik, { tanggalLahir, jenisKelamin: "L" }).isValid).toBe("boolean");
      }),
    );
  });
});
