/** Why 16 digits are not a NIK, or what about them deserves a second look. */
export type NikProblem = "not-16-digits" | "region" | "day" | "month" | "date" | "serial";
export type NikWarning = "birth-date-differs" | "sex-differs";

export type NikCheck =
  | { readonly isValid: false; readonly problem: NikProblem }
  | { readonly isValid: true; readonly warnings: readonly NikWarning[] };

/** How a NIK is read out, digit by digit: place, date of birth, serial. The date tells a person from their neighbours. */
export const nikGroups = [
  { digits: 6, isTelling: false },
  { digits: 6, isTelling: true },
  { digits: 4, isTelling: false },
] as const;

/**
 * Checks the form of a Nomor Induk Kependudukan: PPKKCC DDMMYY SSSS, day + 40 for women, no check digit. A NIK is never
 * reissued to match corrected biodata, so a differing date or sex is a warning, and the biodata win.
 */
export function checkNik(
  nik: string,
  biodata: { readonly tanggalLahir: string; readonly jenisKelamin: string },
): NikCheck {
  if (!/^\d{16}$/.test(nik)) return { isValid: false, problem: "not-16-digits" };
  const day = Number(nik.slice(6, 8));
  const problem = findProblem(nik, day);
  if (problem !== null) return { isValid: false, problem };

  const isWoman = day > 40;
  const dayOfMonth = String(isWoman ? day - 40 : day).padStart(2, "0");
  const { tanggalLahir, jenisKelamin } = biodata;
  const warnings: NikWarning[] = [];
  const birth = `${dayOfMonth}${nik.slice(8, 12)}`;
  if (birth !== `${tanggalLahir.slice(8, 10)}${tanggalLahir.slice(5, 7)}${tanggalLahir.slice(2, 4)}`) {
    warnings.push("birth-date-differs");
  }
  if ((jenisKelamin === "P") !== isWoman) warnings.push("sex-differs");
  return { isValid: true, warnings };
}

function findProblem(nik: string, day: number): NikProblem | null {
  const regions = [nik.slice(0, 2), nik.slice(2, 4), nik.slice(4, 6)];
  if (regions.includes("00")) return "region";
  const dayOfMonth = day > 40 ? day - 40 : day;
  if (dayOfMonth < 1 || dayOfMonth > 31) return "day";
  const month = Number(nik.slice(8, 10));
  if (month < 1 || month > 12) return "month";
  const year = Number(nik.slice(10, 12));
  const existsInSomeCentury = [1900, 2000].some((century) => dayOfMonth <= daysInMonth(century + year, month));
  if (!existsInSomeCentury) return "date";
  return nik.slice(12) === "0000" ? "serial" : null;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
