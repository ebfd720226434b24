import type { DeskView, LetterState } from "../../../wire/view/desk-view.ts";
import type { EntryFault, QueueEntry } from "../../../wire/view/operator-view.ts";
import type { TargetView } from "../../../wire/view/target-view.ts";

/** The officers' side of the screen. */
export const desk = {
  open: "Meja petugas",
  close: "Tutup meja",
  lock: "Kunci",
  locked: "Meja petugas terkunci",
  chooseOfficer: "Siapa Anda?",
  chooseFirst: "Pilih petugas dahulu",
  enterPin: "Ketik PIN Anda",
  pin: "PIN",
  pinDigits: (count: number) => `${count} angka diketik`,
  logIn: "Masuk",
  logInByFinger: "Masuk dengan sidik jari",
  fingerHint: "Tempelkan jari Anda pada pembaca.",
  byFinger: "Dengan sidik jari",
  byFingerHint: "Tempelkan jari setelah menyentuh Ya.",
  noPin: "Petugas ini tidak memakai PIN.",
  noOfficers: "Belum ada petugas terdaftar. Panggil teknisi.",
  refused: "PIN atau sidik jari tidak cocok. Coba lagi.",
  waitLocked: (time: string) => `Terlalu banyak percobaan. Tunggu ${time}.`,
  other: "Petugas lain",
  notices: "Keadaan bilik",
  nobodyLogsIn: "Bilik ini tidak melayani: tidak ada petugas yang dapat masuk.",

  helpBy: { page: "Pemohon memanggil petugas dari layar", button: "Tombol bantuan bilik ditekan" },
  helpAnswer: "Sudah didatangi",
  helpLocked: "Datangi pemohon, lalu masuk untuk mencatatnya.",

  overview: "Ikhtisar",
  papers: "Berkas",
  data: "Data",
  captures: "Rekaman",
  queue: "Antrean",
  actions: "Tindakan",
  noActions: "Tidak ada yang harus diputuskan sekarang.",
  noVisit: "Tidak ada kunjungan di layar.",
  queueEmpty: "Tidak ada kunjungan lain.",
  waited: (minutes: number) =>
    minutes < 1 ? "baru saja" : `sudah ${minutes < 60 ? "" : `${Math.floor(minutes / 60)} jam `}${minutes % 60} menit`,
  resume: "Lanjutkan",
  visit: "Kunjungan",
  now: "Sekarang",
  eligibility: "Kelayakan",
  registerNumber: "Nomor register",
  letter: "Surat untuk ditandatangani",
  letterPrint: "Cetak surat",
  letterPrintAgain: "Cetak lagi",

  standard: "Baku",
  working: "Kerja",
  waiting: "Tunggu",
  overStandard: (time: string) => `Lewat ${time}`,
  total: "Jumlah",

  original: "Asli dilihat",
  copy: "Fotokopi disimpan",
  waived: "Dikecualikan",
  settled: "Lengkap",
  missing: "Kurang",

  scanAgain: "Minta dipindai ulang:",
  paperSame: (percent: number) => `Di berkas: sama (yakin ${percent} %)`,
  paperDiffers: (places: string, percent: number) =>
    `Di berkas: angka ke-${places} lain (yakin ${percent} %). Periksa.`,
  paperNotFound: "Di berkas: nomor ini tidak terbaca",

  field: "Isian",
  value: "Nilai",
  differs: "Berbeda dari data kependudukan",
  same: "Cocok",
  attempts: (count: number) => `${count} percobaan`,
  noAttempts: "belum dicoba",
  attemptsLeft: (count: number) => `${count} kesempatan lagi`,
  scoreOf: (score: number, limit: number | null) => `Skor ${score}${limit === null ? "" : `, batas ${limit}`}`,
  noScore: (limit: number | null) => `Belum ada skor${limit === null ? "" : `, batas ${limit}`}`,
  limit: "Batas",
  portraitEye: (diameterPx: number) => `Dari pas foto, cahaya tampak (iris ${diameterPx} piksel). Bukan rekaman iris.`,
  portraitEyeRefusals: {
    "eye-not-there": "Pas foto tidak menggantikan mata yang tidak ada atau diperban.",
    "no-portrait": "Tanpa pas foto tidak ada gambar mata pengganti.",
    "iris-not-found": "Iris tidak ditemukan di pas foto: tidak ada gambar mata pengganti.",
    "portrait-turned": "Pas foto diputar tegak: tidak ada gambar mata pengganti.",
    "eye-shut": "Mata tertutup di pas foto: tidak ada gambar mata pengganti.",
    "too-few-pixels": "Iris terlalu kecil di pas foto: tidak ada gambar mata pengganti.",
  },
  lookalike: (finger: string) => `Sama dengan ${finger}`,
  duplicate: (finger: string, visit: string, score: number) => `${finger} mirip kunjungan ${visit} (${score})`,
  duplicateTitle: "Dugaan ganda",

  reason: "Alasan",
  ownWords: "Kata sendiri",
  typeReason: "Ketik alasan",
  whichPapers: "Berkas mana?",
  noPapers: "Tidak ada berkas tertentu",
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

  search: "Cari",
  searchTitle: "Cari penduduk",
  searchHint: "Ketik sebagian nama atau NIK, lalu sentuh Cari. Hasilnya hanya tampil di meja ini.",
  searchNone: "Tidak ada yang cocok.",
  searchMore: "Masih ada yang lain. Ketik lebih lengkap.",
  searchFound: "Penduduk yang cocok",
  searchTooShort: (letters: number, digits: number) =>
    `Ketik sedikitnya ${letters} huruf nama atau ${digits} angka NIK.`,

  entryTitle: "Isi data pemohon",
  entryHint: "Ketik dari KK. Sentuh satu isian, lalu isi.",
  entryFinish: "Simpan data",
  entryOpen: "Belum diisi",
  entryRequired: "wajib",
  entryMissing: (count: number) => `${count} isian wajib belum diisi`,
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
  demoHand: "Jari berikutnya pada pembaca: petugas",
  demoGuest: "Anda sendiri",
  demoGuestAbout: "Wajah dan tanda tangan Anda; jari, mata dan data tetap buatan.",
  demoGuestAsking: "Izinkan kamera pada pertanyaan peramban.",
  demoGuestReady: "Kamera komputer ini memotret Anda; layar ini menerima tanda tangan Anda.",
  demoGuestNoCamera: {
    absent: "Komputer ini tidak punya kamera: wajah tetap buatan. Tanda tangan di layar ini milik Anda.",
    refused: "Kamera tidak diizinkan: wajah tetap buatan. Tanda tangan di layar ini milik Anda.",
    lost: "Kamera dipakai program lain: wajah tetap buatan. Tanda tangan di layar ini milik Anda.",
  },
  demoGuestExplained: "Wajah dan tanda tangan milik Anda ikut terekam di komputer ini. Yang lain buatan.",
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

export const letterStates = {
  due: "Belum dicetak",
  printing: "Sedang dicetak",
  out: "Sudah dicetak. Ambil di pencetak.",
  failed: "Tidak tercetak. Periksa pencetak, lalu cetak lagi.",
} satisfies Record<LetterState, string>;

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

export const entryFaults = {
  missing: "Belum diisi.",
  "sixteen-digits": "Harus 16 angka.",
  "digits-only": "Hanya angka.",
  "no-such-date": "Tanggal ini tidak ada, atau tidak mungkin.",
  "too-long": "Terlalu panjang.",
  "not-listed": "Pilih satu dari daftar.",
} satisfies Record<EntryFault, string>;
