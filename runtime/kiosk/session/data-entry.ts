import { z } from "zod";
import type { Biodata } from "../../registry/registry.ts";
import { entryLengthMax } from "../wire/input-limits.ts";
import type { EntryFault, EntryField } from "../wire/view/operator-view.ts";
import type { Entry } from "./kiosk-session.ts";

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

/** Longest values, in characters; a date is as long as it is, and a choice is not typed. */
const lengths = {
  nomorKk: 16,
  namaLengkap: 60,
  tempatLahir: 60,
  tanggalLahir: 10,
  alamat: entryLengthMax,
  rt: 3,
  rw: 3,
  kelurahanDesa: 60,
  kecamatan: 60,
  pekerjaan: 60,
} as const;

/** Nobody who comes was born before this. */
const bornMin = "1900-01-01";

/** Data that an officer types in for a resident whom no register knows or can be asked about. */
const entrySchema = z.strictObject({
  nomorKk: digits(/^\d{16}$/),
  namaLengkap: text(lengths.namaLengkap),
  tempatLahir: text(lengths.tempatLahir),
  tanggalLahir: z.iso.date().refine((date) => date >= bornMin, "too long ago"),
  jenisKelamin: z.enum(choices.jenisKelamin),
  golonganDarah: z.enum(choices.golonganDarah).default("TIDAK TAHU"),
  alamat: text(lengths.alamat),
  rt: digits(/^\d{1,3}$/),
  rw: digits(/^\d{1,3}$/),
  kelurahanDesa: text(lengths.kelurahanDesa),
  kecamatan: optionalText(lengths.kecamatan),
  agama: z.enum(choices.agama),
  statusPerkawinan: z.enum(choices.statusPerkawinan),
  pekerjaan: optionalText(lengths.pekerjaan),
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
const fieldNames = Object.keys(forms) as readonly Field[];

/** The form, empty. */
const emptyForm: readonly EntryField[] = fieldNames.map((field) => ({
  field,
  form: forms[field],
  choices: field in choices ? choices[field as keyof typeof choices] : [],
  lengthMax: field in lengths ? lengths[field as keyof typeof lengths] : entryLengthMax,
  isRequired: !entrySchema.shape[field].safeParse(undefined).success,
  value: "",
  fault: null,
}));

/** That the form has a field of this name. */
export function isEntryField(field: string): boolean {
  return emptyForm.some((one) => one.field === field);
}

/**
 * The form with what has been typed into it for the resident of this number, and what is wrong with it once somebody has
 * tried to save it; empty for anybody else.
 */
export function showForm(entry: Entry | null, nik: string | null, nowAt: string): readonly EntryField[] {
  if (entry === null || entry.nik !== nik) return emptyForm;
  const faults = entry.isTried ? findFaults(entry.values, nowAt) : new Map<string, EntryFault>();
  return emptyForm.map((one) => ({
    ...one,
    value: entry.values[one.field] ?? "",
    fault: faults.get(one.field) ?? null,
  }));
}

/** What was typed, as the register would write it, or null when it cannot be a resident's. */
export function parseEntry(typed: Readonly<Record<string, string>>, nowAt: string): Biodata | null {
  const parsed = entrySchema.safeParse(dropEmpty(typed));
  if (!parsed.success || isAhead(parsed.data.tanggalLahir, nowAt)) return null;
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== ""));
}

/** What is wrong, field by field. */
function findFaults(typed: Readonly<Record<string, string>>, nowAt: string): ReadonlyMap<string, EntryFault> {
  const values = dropEmpty(typed);
  return new Map(
    fieldNames.flatMap((field): [string, EntryFault][] => {
      const value = values[field];
      const isTaken = entrySchema.shape[field].safeParse(value).success;
      if (isTaken && !(field === "tanggalLahir" && isAhead(value ?? "", nowAt))) return [];
      return [[field, value === undefined ? "missing" : nameFault(field, value)]];
    }),
  );
}

function nameFault(field: Field, value: string): EntryFault {
  switch (forms[field]) {
    case "date":
      return "no-such-date";
    case "choice":
      return "not-listed";
    case "text":
      return "too-long";
    case "digits":
      if (field === "nomorKk") return "sixteen-digits";
      return /^\d+$/.test(value.trim()) ? "too-long" : "digits-only";
    default:
      return forms[field] satisfies never;
  }
}

/** A field of blanks is as empty as one in which nothing was typed. */
function dropEmpty(typed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ""));
}

/** That somebody is said to be born after today; the day is the office's, which lies east of Greenwich. */
function isAhead(date: string, nowAt: string): boolean {
  const dayMs = 86_400_000;
  return Date.parse(date) >= Date.parse(nowAt) + dayMs;
}
