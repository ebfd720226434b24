import { describe, expect, it } from "vitest";
import { chooseBackdrop, deriveTraits } from "../../../runtime/procedure/eligibility.ts";

const single = { tanggalLahir: "2009-06-15", kewarganegaraan: "WNI", statusPerkawinan: "BELUM KAWIN" };
const eligibilityOn = (today: string, changes: Partial<typeof single> = {}) =>
  deriveTraits({ ...single, ...changes }, today).eligibility;

describe("who may be recorded", () => {
  it.each([
    { today: "2025-06-14", eligibility: "under-age" },
    { today: "2025-06-15", eligibility: "beginner" },
    { today: "2026-06-14", eligibility: "beginner" },
    { today: "2026-06-15", eligibility: "eligible" },
    { today: "2026-12-31", eligibility: "eligible" },
    { today: "2009-06-14", eligibility: "under-age" },
  ])("is $eligibility on $today when born on 15 June 2009", ({ today, eligibility }) => {
    expect(eligibilityOn(today)).toBe(eligibility);
  });

  it("is a day older on 1 March when born on 29 February and there is none", () => {
    const born = { tanggalLahir: "2008-02-29" };
    expect(eligibilityOn("2025-02-28", born)).toBe("beginner");
    expect(eligibilityOn("2025-03-01", born)).toBe("eligible");
    expect(eligibilityOn("2024-02-28", born)).toBe("under-age");
    expect(eligibilityOn("2024-02-29", born)).toBe("beginner");
  });

  it.each(["KAWIN", "Kawin Tercatat", "KAWIN BELUM TERCATAT", "CERAI HIDUP", " cerai mati "])(
    "is anybody who is or was married: %s",
    (statusPerkawinan) => {
      expect(eligibilityOn("2024-01-01", { statusPerkawinan })).toBe("eligible");
    },
  );

  it.each(["", "BELUM KAWIN", "Belum Kawin", "belum menikah", "-", "TIDAK KAWIN"])(
    "is nobody under 16 whose marital status says nothing of a marriage: '%s'",
    (statusPerkawinan) => {
      expect(eligibilityOn("2024-01-01", { statusPerkawinan })).toBe("under-age");
    },
  );
});

describe("the backdrop", () => {
  it.each([
    { tanggalLahir: "1989-12-31", kewarganegaraan: "WNI", backdrop: "red" },
    { tanggalLahir: "1990-01-01", kewarganegaraan: "WNI", backdrop: "blue" },
    { tanggalLahir: "2000-02-29", kewarganegaraan: "WNI", backdrop: "blue" },
    { tanggalLahir: "2009-06-15", kewarganegaraan: "WNI", backdrop: "red" },
    { tanggalLahir: "1990-01-01", kewarganegaraan: "WNA", backdrop: "orange" },
    { tanggalLahir: "1989-12-31", kewarganegaraan: "WNA", backdrop: "orange" },
  ])("is $backdrop for $kewarganegaraan born $tanggalLahir", ({ backdrop, ...source }) => {
    expect(chooseBackdrop(source)).toBe(backdrop);
    expect(deriveTraits({ ...source, statusPerkawinan: "" }, "2026-01-01").backdrop).toBe(backdrop);
  });
});
