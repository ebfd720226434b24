import { z } from "zod";
import type { Biodata } from "../../registry/registry.ts";
import type { EntryField } from "../wire/kiosk-view.ts";

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .transform((value) => value.toUpperCase());
const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .default("")
    .transform((value) => value.toUpperCase());
const digits = (pattern: RegExp) => z.string().trim().regex(pattern).or(z.literal("")).default("");

/** Code lists of the population register's forms. */
const choices = {
  jenisKelamin: ["L", "P"],
  golonganDarah: ["A", "B", "AB", "O", "TIDAK TAHU"],
  agama: ["ISLAM", "KRISTEN", "KATHOLIK", "HINDU", "BUDHA", "KHONGHUCU", "KEPERCAYAAN"],
  statusPerkawinan: ["BELUM KAWIN", "KAWIN", "CERAI HIDUP", "CERAI MATI"],
  kewarganegaraan: ["WNI", "WNA"],
} as const;

/** Data that an officer types in for a resident whom no register knows or can be asked about. */
const entrySchema = z.strictObject({
  nomorKk: digits(/^\d{16}$/),
  namaLengkap: text(60),
  tempatLahir: text(60),
  tanggalLahir: z.iso.date().refine((date) => date >= "1900-01-01", "too long ago"),
  jenisKelamin: z.enum(choices.jenisKelamin),
  golonganDarah: z.enum(choices.golonganDarah).default("TIDAK TAHU"),
  alamat: text(120),
  rt: digits(/^\d{1,3}$/),
  rw: digits(/^\d{1,3}$/),
  kelurahanDesa: text(60),
  kecamatan: optionalText(60),
  agama: z.enum(choices.agama),
  statusPerkawinan: z.enum(choices.statusPerkawinan),
  pekerjaan: optionalText(60),
  kewarganegaraan: z.enum(choices.kewarganegaraan).default("WNI"),
});

type Field = keyof typeof entrySchema.shape;

const forms: Readonly<Record<Field, EntryField["form"]>> = {
  nomorKk: "digits",
  namaLengkap: "text",
  tempatLahir: "text",
  tanggalLahir: "date",
  jenisKelamin: "choice",
  golonganDarah: "choice",
  alamat: "text",
  rt: "digits",
  rw: "digits",
  kelurahanDesa: "text",
  kecamatan: "text",
  agama: "choice",
  statusPerkawinan: "choice",
  pekerjaan: "text",
  kewarganegaraan: "choice",
};

/** The form, empty. */
export const entryFields: readonly EntryField[] = Object.entries(forms).map(([field, form]) => ({
  field,
  form,
  choices: field in choices ? choices[field as keyof typeof choices] : [],
  value: "",
}));

/** What was typed, as the register would write it, or null when it cannot be a resident's. */
export function parseEntry(typed: Readonly<Record<string, string>>): Biodata | null {
  const parsed = entrySchema.safeParse(typed);
  if (!parsed.success) return null;
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== ""));
}
