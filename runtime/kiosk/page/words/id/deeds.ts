/** What an offer does, as a button says it; where it needs more than a touch, the question that its dialog asks. */
export type DeedWords = { readonly action: string; readonly question: string };

export const deeds = {
  opened: { action: "Buka kunjungan", question: "Buka kunjungan baru?" },
  "step-taken": { action: "Mulai langkah", question: "Mulai mengerjakan langkah ini?" },
  "step-left": { action: "Jeda langkah", question: "Biarkan langkah ini menunggu?" },
  suspended: { action: "Tunda", question: "Mengapa kunjungan ini ditunda?" },
  resumed: { action: "Lanjutkan", question: "Lanjutkan kunjungan ini?" },
  cancelled: { action: "Batalkan kunjungan", question: "Mengapa kunjungan ini dibatalkan?" },
  "paper-checked": { action: "Periksa berkas", question: "Bentuk mana yang ada?" },
  "paper-waived": { action: "Kecualikan berkas", question: "Mengapa berkas ini tidak diperlukan?" },
  "scan-requested": { action: "Pindai", question: "Pindai berkas ini?" },
  "papers-confirmed": { action: "Berkas lengkap", question: "Nyatakan berkas lengkap?" },
  "look-up-requested": { action: "Cari lagi", question: "Cari lagi di data kependudukan?" },
  "data-validated": { action: "Data cocok", question: "Nyatakan data cocok?" },
  "register-overridden": {
    action: "Lanjut walau berbeda",
    question: "Mengapa dilanjutkan walau data kependudukan berbeda?",
  },
  "data-confirmed": { action: "Data saya benar", question: "Nyatakan data ini benar?" },
  "enrolment-opened": { action: "Buka perekaman", question: "Buka perekaman?" },
  "eligibility-overridden": { action: "Lanjut walau di bawah umur", question: "Mengapa pemohon ini tetap direkam?" },
  "retry-requested": { action: "Minta ulang", question: "Rekam sekali lagi?" },
  "below-limit-accepted": { action: "Terima di bawah batas", question: "Mengapa rekaman di bawah batas ini diterima?" },
  "capture-excepted": { action: "Kecualikan", question: "Mengapa tidak dapat direkam?" },
  "line-allowed": { action: "Izinkan garis", question: "Mengapa garis saja diterima sebagai tanda tangan?" },
  "finger-reopened": { action: "Rekam ulang jari ini", question: "Mengapa jari yang sudah diterima direkam ulang?" },
  "duplicate-dismissed": { action: "Bukan orang yang sama", question: "Mengapa dugaan ganda ini tidak benar?" },
  "photo-approved": { action: "Setuju, pakai foto ini", question: "Pakai foto ini?" },
  "photo-refused": { action: "Foto lagi", question: "Ambil foto sekali lagi?" },
  "data-approved": { action: "Setuju, data benar", question: "Nyatakan semua data benar?" },
  "verification-retried": { action: "Cocokkan lagi", question: "Cocokkan sidik jari sekali lagi?" },
  "verification-waived": { action: "Lewati pencocokan", question: "Mengapa pencocokan sidik jari dilewati?" },
  "operator-attested": { action: "Nyatakan data benar", question: "Anda bertanggung jawab atas kebenaran data ini?" },
  initialled: { action: "Bubuhkan paraf", question: "Bubuhkan paraf operator?" },
  "kasi-signed": { action: "Tanda tangan Kasi", question: "Kasi menandatangani surat hasil perekaman?" },
  stamped: { action: "Bubuhkan cap dinas", question: "Cap dinas sudah dibubuhkan?" },
  "letter-verified": { action: "Surat benar, paraf", question: "Nyatakan berkas surat benar dan paraf?" },
  "letter-returned": { action: "Kembalikan surat", question: "Mengapa surat ini dikembalikan, dan berkas mana?" },
  "letter-validated": { action: "Validasi surat", question: "Validasi surat ini?" },
  "handed-over": { action: "Serahkan", question: "Surat sudah diserahkan kepada pemohon?" },
} satisfies Record<string, DeedWords>;

/** Deeds that want a sentence; `other` for one that has no list of its own. */
export type ReasonedDeed =
  | "suspended"
  | "cancelled"
  | "paper-waived"
  | "register-overridden"
  | "eligibility-overridden"
  | "below-limit-accepted"
  | "line-allowed"
  | "finger-reopened"
  | "duplicate-dismissed"
  | "verification-waived"
  | "letter-returned"
  | "other";

/** Reasons that officers give most often, to be chosen with one touch; own words are always possible. */
export const commonReasons: Readonly<Record<ReasonedDeed, readonly string[]>> = {
  suspended: ["Pemohon melengkapi berkas", "Pemohon beristirahat", "Alat belum siap", "Pemohon lain didahulukan"],
  cancelled: ["Pemohon membatalkan", "Pemohon sudah pernah direkam", "Berkas tidak dapat dilengkapi", "Salah layanan"],
  "paper-waived": ["Data sudah dicocokkan di SIAK", "Berkas hilang, ada surat kehilangan", "Sudah dilihat Kasi"],
  "register-overridden": ["Data pemohon lebih baru", "Salah ketik di data kependudukan", "Data belum sinkron"],
  "eligibility-overridden": ["Sudah menikah, akta diperlihatkan", "Data tanggal lahir diperbaiki"],
  "below-limit-accepted": [
    "Jari aus karena bekerja",
    "Usia lanjut",
    "Kulit kering, sudah dicoba",
    "Mata kurang terbuka karena usia",
  ],
  "line-allowed": ["Tidak dapat menulis", "Tangan sakit atau lumpuh", "Tidak dapat melihat"],
  "finger-reopened": ["Jari tertukar", "Rekaman jari orang lain"],
  "duplicate-dismissed": ["Orang berbeda, sudah diperiksa", "Kunjungan pertama dibatalkan"],
  "verification-waived": ["Telunjuk terluka", "Jari aus karena bekerja", "Usia lanjut"],
  "letter-returned": ["Berkas kurang", "Berkas tidak terbaca", "Isi surat salah"],
  other: ["Keputusan bersama petugas"],
};
