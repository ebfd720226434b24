import type { PaperView } from "../../../wire/view/paper-view.ts";
import type { ActId, CaptureTarget, ExceptionReason, Role, ServiceId } from "../../../wire/view/terms.ts";

export const services = {
  "ktp-el": { title: "Rekam KTP-el", about: "Foto, sidik jari, tanda tangan, dan mata" },
  "surat-pengantar": { title: "Surat pengantar", about: "SKCK, pindah, akte, SKTM, KK, KTP" },
  "ahli-waris": { title: "Surat ahli waris", about: "Keterangan bagi ahli waris" },
  "izin-keramaian": { title: "Izin keramaian", about: "Rekomendasi untuk kegiatan ramai" },
} satisfies Record<ServiceId, { readonly title: string; readonly about: string }>;

export const letterKinds = {
  skck: "SKCK (catatan kepolisian)",
  pindah: "Surat pindah",
  "akte-kelahiran": "Akte kelahiran",
  "akte-kematian": "Akte kematian",
  sktm: "SKTM (keterangan tidak mampu)",
  kk: "Kartu Keluarga baru",
  ktp: "KTP baru",
};

/** Steps of the official procedure, short enough for the step bar. */
export const steps = {
  "terima-berkas": "Terima berkas",
  "validasi-siak": "Cocokkan data",
  "konfirmasi-data": "Konfirmasi data",
  "validasi-awal": "Buka perekaman",
  perekaman: "Perekaman",
  "sidik-jari-tanggung-jawab": "Pertanggungjawaban",
  pengesahan: "Pengesahan",
  agenda: "Nomor register",
  verifikasi: "Verifikasi",
  validasi: "Validasi",
  serahkan: "Serahkan",
};

export const acts = {
  papers: "Periksa berkas",
  "register-look-up": "Cari di data kependudukan",
  "data-validation": "Cocokkan data",
  "data-confirmation": "Konfirmasi data oleh pemohon",
  eligibility: "Buka perekaman",
  photo: "Foto",
  "photo-approval": "Persetujuan foto",
  fingers: "Sidik jari",
  signature: "Tanda tangan",
  irises: "Mata",
  "data-approval": "Persetujuan data",
  "resident-verification": "Pencocokan sidik jari pemohon",
  "operator-attestation": "Pernyataan operator",
  "operator-initials": "Paraf operator",
  "kasi-signature": "Tanda tangan Kasi",
  "official-stamp": "Cap dinas",
  "register-number": "Nomor register",
  "letter-check": "Periksa dan paraf surat",
  "letter-validation": "Validasi surat",
  "hand-over": "Penyerahan",
} satisfies Record<ActId, string>;

export const papers = {
  kk: "Kartu Keluarga (KK)",
  ktp: "KTP pemohon",
  "akte-kelahiran": "Akte kelahiran",
  "surat-nikah": "Surat nikah",
  "ijazah-terakhir": "Ijazah terakhir",
  "formulir-desa": "Formulir dari desa",
  "surat-kuasa": "Surat kuasa",
  "surat-pernyataan": "Surat pernyataan",
  "surat-undangan": "Surat undangan kegiatan",
};

export const paperForms = {
  copy: "Fotokopi",
  original: "Asli",
  both: "Asli dan fotokopi",
} satisfies Record<PaperView["form"], string>;

export const paperConditions = {
  always: "Wajib",
  "when-data-differ": "Bila data berbeda",
} satisfies Record<PaperView["condition"], string>;

export const roles = {
  resident: "Pemohon",
  operator: "Operator",
  clerk: "Petugas Loker",
  kasi: "Kasi Pelayanan Umum",
  camat: "Camat",
  sekcam: "Sekcam",
} satisfies Record<Role, string>;

export const targets = {
  face: "Wajah",
  "finger-01": "Jempol kanan",
  "finger-02": "Telunjuk kanan",
  "finger-03": "Jari tengah kanan",
  "finger-04": "Jari manis kanan",
  "finger-05": "Kelingking kanan",
  "finger-06": "Jempol kiri",
  "finger-07": "Telunjuk kiri",
  "finger-08": "Jari tengah kiri",
  "finger-09": "Jari manis kiri",
  "finger-10": "Kelingking kiri",
  signature: "Tanda tangan",
  "iris-right": "Mata kanan",
  "iris-left": "Mata kiri",
} satisfies Record<CaptureTarget, string>;

/** The three looks of a 4-4-2 capture. */
export const slaps = {
  "right-four": "Empat jari kanan",
  "left-four": "Empat jari kiri",
  thumbs: "Kedua jempol",
};

export const exceptions = {
  missing: "Tidak ada",
  bandaged: "Dibalut",
  unable: "Tidak dapat direkam",
  waived: "Dikecualikan petugas",
  "device-unavailable": "Alat tidak tersedia",
} satisfies Record<ExceptionReason, string>;

/** Lines of a resident's data, by the names that the population data give them. */
export const fields = {
  nik: "NIK",
  nomorKk: "Nomor KK",
  namaLengkap: "Nama lengkap",
  jenisKelamin: "Jenis kelamin",
  tempatLahir: "Tempat lahir",
  tanggalLahir: "Tanggal lahir",
  golonganDarah: "Golongan darah",
  alamat: "Alamat",
  rt: "RT",
  rw: "RW",
  kelurahanDesa: "Kelurahan/Desa",
  kecamatan: "Kecamatan",
  kabupatenKota: "Kabupaten/Kota",
  provinsi: "Provinsi",
  kodePos: "Kode pos",
  agama: "Agama",
  statusPerkawinan: "Status perkawinan",
  statusHubungan: "Hubungan dalam keluarga",
  pendidikan: "Pendidikan terakhir",
  pekerjaan: "Pekerjaan",
  kewarganegaraan: "Kewarganegaraan",
  namaIbu: "Nama ibu",
  namaAyah: "Nama ayah",
  nikIbu: "NIK ibu",
  nikAyah: "NIK ayah",
  keperluan: "Keperluan",
  keterangan: "Keterangan",
};

/** Values of data lines that the register writes as codes. */
export const fieldValues = {
  jenisKelamin: { L: "Laki-laki", P: "Perempuan" },
  golonganDarah: { A: "Golongan A", B: "Golongan B", AB: "Golongan AB", O: "Golongan O", "TIDAK TAHU": "Tidak tahu" },
  agama: {
    ISLAM: "Islam",
    KRISTEN: "Kristen",
    KATHOLIK: "Katholik",
    HINDU: "Hindu",
    BUDHA: "Budha",
    KHONGHUCU: "Khonghucu",
    KEPERCAYAAN: "Kepercayaan",
  },
  statusPerkawinan: {
    "BELUM KAWIN": "Belum kawin",
    KAWIN: "Kawin",
    "CERAI HIDUP": "Cerai hidup",
    "CERAI MATI": "Cerai mati",
  },
  kewarganegaraan: { WNI: "Indonesia (WNI)", WNA: "Orang asing (WNA)" },
};

/** Scripted residents of the demonstration. */
export const demoResidents = {
  good: "Semua lancar",
  "dry-fingers": "Jari kering",
  "wrong-hand": "Tangan tertukar",
  glasses: "Berkacamata",
  "missing-fingers": "Jari tidak lengkap",
  "child-with-guardian": "Anak dengan wali",
  "runs-out-of-time": "Kehabisan waktu",
  "under-age": "Di bawah umur",
  "unknown-to-register": "Tidak ada di data kependudukan",
  "data-differ": "Data berbeda",
  "already-recorded": "Sudah pernah direkam",
  "spoofed-duplicate": "Jari orang lain",
  "whole-hands": "Empat jari sekaligus",
};
