import type { BackdropColour } from "../kernel/biometric.ts";

/** What a resident's data say about recording a KTP-el. */
export type Eligibility =
  /** 17 or older, or married, or ever married (Perpres 96/2018, article 15). */
  | "eligible"
  /** 16: recorded now (pemula), the card is issued at 17. */
  | "beginner"
  /** Younger than 16 and never married. */
  | "under-age";

export type ResidentTraits = {
  readonly eligibility: Eligibility;
  readonly backdrop: BackdropColour;
};

export type TraitSource = {
  /** ISO date. */
  readonly tanggalLahir: string;
  /** `WNI` or `WNA`. */
  readonly kewarganegaraan: string;
  /** `BELUM KAWIN`, `KAWIN`, `KAWIN TERCATAT`, `CERAI HIDUP` and the like; anything else counts as never married. */
  readonly statusPerkawinan: string;
};

/** The two things the procedure must know of a resident, and no more. `today` is an ISO date. */
export function deriveTraits(source: TraitSource, today: string): ResidentTraits {
  return { eligibility: judgeEligibility(source, today), backdrop: chooseBackdrop(source) };
}

/** Red behind an odd, blue behind an even birth year; orange behind foreigners. The year is the biodata's, not the NIK's. */
export function chooseBackdrop({
  tanggalLahir,
  kewarganegaraan,
}: Omit<TraitSource, "statusPerkawinan">): BackdropColour {
  if (kewarganegaraan !== "WNI") return "orange";
  return Number(tanggalLahir.slice(0, 4)) % 2 === 0 ? "blue" : "red";
}

function judgeEligibility({ tanggalLahir, statusPerkawinan }: TraitSource, today: string): Eligibility {
  const ageYears = ageOn(tanggalLahir, today);
  const isEverMarried = /^(KAWIN|CERAI)\b/.test(statusPerkawinan.trim().toUpperCase());
  if (ageYears >= 17 || isEverMarried) return "eligible";
  return ageYears === 16 ? "beginner" : "under-age";
}

function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5, 10) < birthDate.slice(5, 10) ? years - 1 : years;
}
