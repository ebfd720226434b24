import { z } from "zod";
import { checkNik } from "../procedure/nik.ts";
import type { RegisterRow } from "./compare-biodata.ts";
import type { Biodata } from "./registry.ts";

const text = (lengthMax: number) => z.string().trim().min(1, "must not be empty").max(lengthMax);
const optionalText = (lengthMax: number) => z.string().trim().max(lengthMax).optional();
const sixteenDigits = z
  .string()
  .trim()
  .regex(/^\d{16}$/, { error: "must be 16 digits", abort: true });
const optionalDigits = z.union([sixteenDigits, z.literal("")]).optional();

/** Columns of a register, with the names of the population data. Whatever is empty counts as not given. */
const biodataSchema = z.strictObject({
  nik: sixteenDigits.refine(isNik, "must have the form of a NIK"),
  nomorKk: optionalDigits,
  namaLengkap: text(100),
  jenisKelamin: z.enum(["L", "P"]),
  tempatLahir: text(100),
  tanggalLahir: z.iso.date("must be a date, YYYY-MM-DD"),
  golonganDarah: optionalText(20),
  alamat: optionalText(200),
  rt: optionalText(10),
  rw: optionalText(10),
  kelurahanDesa: optionalText(100),
  kecamatan: optionalText(100),
  kabupatenKota: optionalText(100),
  provinsi: optionalText(100),
  kodePos: optionalText(10),
  agama: optionalText(60),
  statusPerkawinan: text(60),
  statusHubunganKeluarga: optionalText(60),
  pendidikanTerakhir: optionalText(60),
  pekerjaan: optionalText(100),
  kewarganegaraan: z.enum(["WNI", "WNA"]),
  nikIbu: optionalDigits,
  namaIbu: optionalText(100),
  nikAyah: optionalDigits,
  namaAyah: optionalText(100),
  nomorAkteKelahiran: optionalText(60),
  keterangan: optionalText(200),
});

export const biodataFields: readonly string[] = Object.keys(biodataSchema.shape);
/** The column that says whether biometrics were recorded before. */
export const recordedField = "sudahRekam";

/** One row of a register: the resident's data, and `sudahRekam` as `ya`, `tidak`, or true or false in JSON. */
export const registerRowSchema = biodataSchema
  .extend({ [recordedField]: z.union([z.boolean(), z.enum(["ya", "tidak", ""])]).default(false) })
  .transform((row): RegisterRow => {
    const { [recordedField]: recorded, ...biodata } = row as Record<string, unknown>;
    return { biodata: dropEmpty(biodata), isRecorded: recorded === true || recorded === "ya" };
  });

function dropEmpty(fields: Readonly<Record<string, unknown>>): Biodata {
  const given: Record<string, string> = {};
  for (const [field, value] of Object.entries(fields))
    if (typeof value === "string" && value !== "") given[field] = value;
  return given;
}

function isNik(nik: string): boolean {
  return checkNik(nik, { tanggalLahir: "", jenisKelamin: "" }).isValid;
}
