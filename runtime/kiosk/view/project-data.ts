import { maskNik } from "../../letters/letter.ts";
import type { Biodata } from "../../registry/registry.ts";
import type { DataLine } from "../wire/view/screen.ts";

/** What a person is asked to read through, in the order of the card (UU 24/2013, article 64). */
export const dataFields = [
  "nik",
  "nomorKk",
  "namaLengkap",
  "tempatLahir",
  "tanggalLahir",
  "jenisKelamin",
  "golonganDarah",
  "alamat",
  "rt",
  "rw",
  "kelurahanDesa",
  "kecamatan",
  "agama",
  "statusPerkawinan",
  "pekerjaan",
  "kewarganegaraan",
] as const;

const masked: readonly string[] = ["nik", "nomorKk"];

/** The fields that are there; numbers without their middle, which whoever stands beside need not read. */
export function projectData(biodata: Biodata): readonly DataLine[] {
  return dataFields.flatMap((field) => {
    const value = biodata[field] ?? "";
    if (value === "") return [];
    const isMasked = masked.includes(field);
    return [{ field, value: isMasked ? maskNik(value) : value, isMasked }];
  });
}
