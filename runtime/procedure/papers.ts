import type { PaperCondition, PaperRequirement, Title } from "./service.ts";

const titles = {
  kk: { id: "Kartu Keluarga (KK)", en: "Family card (KK)" },
  ktp: { id: "KTP pemohon", en: "Applicant's identity card (KTP)" },
  "akte-kelahiran": { id: "Akte Kelahiran", en: "Birth certificate" },
  "surat-nikah": { id: "Surat Nikah", en: "Marriage certificate" },
  "ijazah-terakhir": { id: "Ijazah Terakhir", en: "Latest school certificate" },
  "formulir-desa": {
    id: "Formulir Pengurusan Surat Keterangan Kepala Desa",
    en: "Application form of the village head",
  },
  "surat-kuasa": { id: "Surat Kuasa", en: "Power of attorney" },
  "surat-pernyataan": { id: "Surat Pernyataan", en: "Declaration" },
  "surat-undangan": { id: "Surat Undangan Kegiatan", en: "Invitation to the event" },
} as const satisfies Record<string, Title>;

export type PaperId = keyof typeof titles;

/** A paper of the procedure, in the form and on the condition a service asks for it. */
export function requirePaper(
  id: PaperId,
  form: PaperRequirement["form"],
  condition: PaperCondition = "always",
): PaperRequirement {
  return { id, title: titles[id], form, condition };
}
