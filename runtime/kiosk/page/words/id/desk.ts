import type { DeskView, QueueEntry, TargetView } from "../../../wire/kiosk-view.ts";

/** The officers' side of the screen. */
export const desk = {
  open: "Meja petugas",
  close: "Tutup meja",
  lock: "Kunci",
  locked: "Meja petugas terkunci",
  chooseOfficer: "Siapa Anda?",
  enterPin: "Ketik PIN Anda",
  pin: "PIN",
  pinDigits: (count: number) => `${count} angka diketik`,
  logIn: "Masuk",
  logInByFinger: "Masuk dengan sidik jari",
  fingerHint: "Tempelkan jari Anda pada pembaca.",
  noPin: "Petugas ini tidak memakai PIN.",
  noOfficers: "Belum ada petugas terdaftar. Panggil teknisi.",
  refused: "PIN atau sidik jari tidak cocok. Coba lagi.",
  waitLocked: (time: string) => `Terlalu banyak percobaan. Tunggu ${time}.`,
  other: "Petugas lain",

  overview: "Ikhtisar",
  papers: "Berkas",
  data: "Data",
  captures: "Rekaman",
  queue: "Antrean",
  actions: "Tindakan",
  noActions: "Tidak ada yang harus diputuskan sekarang.",
  noVisit: "Tidak ada kunjungan di layar.",
  queueEmpty: "Tidak ada kunjungan lain.",
  resume: "Lanjutkan",
  atScreen: "Di layar",
  visit: "Kunjungan",
  now: "Sekarang",
  registerNumber: "Nomor register",

  standard: "Baku",
  working: "Kerja",
  waiting: "Tunggu",
  overStandard: (time: string) => `Lewat ${time}`,
  total: "Jumlah",
  time: (minutes: number, seconds: number) => `${minutes}:${String(seconds).padStart(2, "0")}`,

  original: "Asli dilihat",
  copy: "Fotokopi disimpan",
  waived: "Dikecualikan",
  settled: "Lengkap",
  missing: "Kurang",

  field: "Isian",
  value: "Nilai",
  differs: "Berbeda dari data kependudukan",
  same: "Cocok",
  attempts: (count: number) => `${count} percobaan`,
  noAttempts: "belum dicoba",
  attemptsLeft: (count: number) => `${count} kesempatan lagi`,
  scoreOf: (score: number, limit: number) => `Skor ${score}, batas ${limit}`,
  noScore: (limit: number) => `Belum ada skor, batas ${limit}`,
  limit: "Batas",
  lookalike: (finger: string) => `Sama dengan ${finger}`,
  duplicate: (finger: string, visit: string, score: number) => `${finger} mirip kunjungan ${visit} (${score})`,
  duplicateTitle: "Dugaan ganda",

  reason: "Alasan",
  ownWords: "Kata sendiri",
  typeReason: "Ketik alasan",
  whichPapers: "Berkas mana?",
  noPapers: "Tidak ada berkas tertentu",
  whoDecides: "Siapa yang memutuskan?",
  secondPerson: "Orang kedua",
  secondHint: "Petugas lain, bukan yang pertama.",
  officerProof: "Bukti petugas",
  confirm: "Ya, lakukan",
  cancel: "Batal",
  stillNeeded: "Masih diperlukan:",
  sending: "Sedang dikirim…",
  refusedTitle: "Belum dapat dilakukan",
  nextAction: "Selanjutnya",
  whoMay: "Yang dapat memutuskan",
  nobodyMay: "Tidak ada yang dapat mengecualikan.",

  entryTitle: "Isi data pemohon",
  entryHint: "Ketik dari KK. Sentuh satu isian, lalu isi.",
  entryFinish: "Simpan data",
  entryOpen: "Belum diisi",
  choose: "Pilih",
  day: "Tanggal",
  month: "Bulan",
  year: "Tahun",

  demoTitle: "Peragaan",
  demoExplained: "Semua orang dan rekaman di sini buatan. Tidak ada yang dikirim sebagai data asli.",
  demoOpen: "Buka peragaan",
  demoClose: "Tutup peragaan",
  demoChoose: "Pilih pemohon simulasi",
  demoNik: "NIK untuk diketik",
  demoPin: "PIN semua petugas",
  demoPlay: "Mainkan sendiri",
  demoStop: "Berhenti memainkan",
  demoNone: "Belum dipilih",
};

export const registerOutcomes = {
  found: "Ada di data kependudukan",
  "not-found": "Tidak ada di data kependudukan",
  "already-recorded": "Sudah pernah direkam",
  unreachable: "Data kependudukan tidak terjangkau",
} satisfies Record<NonNullable<DeskView["register"]>, string>;

export const eligibilities = {
  eligible: "Wajib KTP",
  beginner: "Pemula: direkam sekarang, kartu terbit pada usia 17",
  "under-age": "Di bawah umur",
} satisfies Record<DeskView["eligibility"], string>;

export const phases = {
  open: "Terbuka",
  suspended: "Ditunda",
  finished: "Selesai, sedang dikunci",
  sealed: "Terkunci, menunggu kantor",
} satisfies Record<QueueEntry["phase"], string>;

export const targetStates = {
  ahead: "Belum",
  capturing: "Sedang direkam",
  undecided: "Menunggu keputusan",
  blocked: "Alat gagal",
  accepted: "Diterima",
  excepted: "Dikecualikan",
} satisfies Record<TargetView["state"], string>;

export const stepStates = {
  ahead: "Belum",
  working: "Dikerjakan",
  waiting: "Menunggu",
  suspended: "Ditunda",
  finished: "Selesai",
};
