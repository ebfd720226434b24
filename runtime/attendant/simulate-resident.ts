import { createRandom, type Random } from "../kernel/random.ts";
import type { Biodata } from "../registry/registry.ts";

const serialDigits = 4;
const serialMax = 9_999;
/** Marks biodata that were made up, in the field that prints as a remark. */
const simulatedRemark = "PEMOHON SIMULASI";

const givenNames = { P: ["SITI", "DEWI", "RINA", "SARI"], L: ["BUDI", "AGUS", "JOKO", "EKO"] } as const;
const familyNames = ["CONTOH", "PERCOBAAN", "SIMULASI", "UJI"] as const;
const occupations = ["PETANI", "PEDAGANG", "PELAJAR", "GURU"] as const;

/**
 * A resident who does not exist: the same seed and number give the same person. The NIK begins with 99, a region that
 * no office has.
 */
export function simulateResident(seed: string, number: number): Biodata {
  const random = createRandom(`${seed}/resident/${number}`);
  const jenisKelamin = random.pick<"P" | "L">(["P", "L"]);
  const born = pickBirth(random);
  const tanggalLahir = `${born.year}-${pad(born.month)}-${pad(born.day)}`;
  const serial = 1 + (number % serialMax);
  return {
    nik: simulateNik({ jenisKelamin, tanggalLahir, serial }),
    nomorKk: `990101010115${padSerial(serial)}`,
    namaLengkap: `${random.pick(givenNames[jenisKelamin])} ${random.pick(familyNames)}`,
    jenisKelamin,
    tempatLahir: "KARANG MULYA",
    tanggalLahir,
    golonganDarah: random.pick(["A", "B", "AB", "O", "TIDAK TAHU"]),
    alamat: `JL. CONTOH NO. ${random.integer(1, 99)}`,
    rt: `00${random.integer(1, 9)}`,
    rw: `00${random.integer(1, 9)}`,
    kelurahanDesa: "KARANG MULYA",
    kecamatan: "PANGKALAN BANTENG",
    kabupatenKota: "KOTAWARINGIN BARAT",
    provinsi: "KALIMANTAN TENGAH",
    agama: "KEPERCAYAAN",
    statusPerkawinan: "BELUM KAWIN",
    pekerjaan: random.pick(occupations),
    kewarganegaraan: "WNI",
    keterangan: simulatedRemark,
  };
}

/** A NIK of the region that no office has; `tanggalLahir` is an ISO date, `serial` 1 to 9999. */
export function simulateNik(of: {
  readonly jenisKelamin: "P" | "L";
  readonly tanggalLahir: string;
  readonly serial: number;
}): string {
  const [year = "", month = "", day = ""] = of.tanggalLahir.split("-");
  const dayPart = of.jenisKelamin === "P" ? pad(Number(day) + 40) : day;
  return `990101${dayPart}${month}${year.slice(2)}${padSerial(of.serial)}`;
}

/** The simulated resident with this NIK, among the first that serial numbers tell apart; null when there is none. */
export function findSimulatedResident(seed: string, nik: string): Biodata | null {
  const serial = Number(nik.slice(-serialDigits));
  if (!/^\d{16}$/.test(nik) || serial < 1) return null;
  const biodata = simulateResident(seed, serial - 1);
  return biodata["nik"] === nik ? biodata : null;
}

export function isSimulatedResident(biodata: Biodata): boolean {
  return biodata["keterangan"] === simulatedRemark;
}

function pickBirth(random: Random): { readonly year: number; readonly month: number; readonly day: number } {
  return { year: random.integer(1960, 2005), month: random.integer(1, 12), day: random.integer(1, 28) };
}

function padSerial(serial: number): string {
  return String(serial).padStart(serialDigits, "0");
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
