import { z } from "zod";

const text = (lengthMax: number) => z.string().trim().min(1, "must not be empty").max(lengthMax);
const sixteenDigits = z.string().regex(/^\d{16}$/, "must be 16 digits");
const furtherFieldLengthMax = 500;
const fieldsMax = 64;

/**
 * `resident.json`, with the field names of the population data. Further fields pass when they are text; the visit
 * decides which of them it knows.
 */
export const recordedBiodataSchema = z
  .object({
    nik: sixteenDigits,
    nomorKk: sixteenDigits.optional(),
    namaLengkap: text(100),
    jenisKelamin: z.enum(["L", "P"]),
    tempatLahir: text(100),
    tanggalLahir: z.iso.date("must be a date, YYYY-MM-DD"),
    kewarganegaraan: z.enum(["WNI", "WNA"]),
  })
  .catchall(z.string().max(furtherFieldLengthMax))
  .refine((biodata) => Object.keys(biodata).length <= fieldsMax, `at most ${fieldsMax} fields`);

export type RecordedBiodata = Readonly<z.output<typeof recordedBiodataSchema>>;
