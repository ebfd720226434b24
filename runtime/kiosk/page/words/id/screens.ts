import type { Condition, DeviceRole, ScreenKind, WaitReason } from "../../../wire/kiosk-view.ts";

/** What stands in large letters on a screen, and one sentence on what to do there. Both are read aloud. */
export type ScreenWords = { readonly title: string; readonly guide: string };

export const screens = {
  attract: { title: "Selamat datang", guide: "Sentuh layar untuk mulai. Semua layanan gratis." },
  language: { title: "Pilih bahasa", guide: "Sentuh bahasa yang Anda pahami." },
  service: { title: "Pilih layanan", guide: "Sentuh layanan yang Anda perlukan. Gratis." },
  "letter-kind": { title: "Surat untuk keperluan apa?", guide: "Sentuh keperluan surat Anda." },
  notice: { title: "Data pribadi Anda", guide: "Bacalah dahulu. Sentuh Setuju bila sudah mengerti." },
  identify: { title: "Masukkan NIK Anda", guide: "Ketik 16 angka NIK, atau pindai kode pada KK." },
  papers: { title: "Siapkan berkas", guide: "Letakkan satu berkas pada pemindai, lalu sentuh Pindai." },
  "data-confirmation": {
    title: "Benarkah data ini?",
    guide: "Periksa data Anda. Panggil petugas bila ada yang salah.",
  },
  wait: { title: "Mohon tunggu sebentar", guide: "Petugas sedang bekerja untuk Anda." },
  photo: { title: "Foto wajah", guide: "Lihat kamera. Lepas kacamata. Foto diambil otomatis." },
  "photo-approval": { title: "Apakah foto ini sudah sesuai?", guide: "Boleh diulang sampai Anda setuju." },
  fingers: { title: "Sidik jari", guide: "Tempelkan jari yang menyala dan tahan sebentar." },
  signature: { title: "Tanda tangan", guide: "Tulis tanda tangan seperti pada kertas, lalu sentuh Selesai." },
  irises: { title: "Rekam mata", guide: "Buka mata lebar dan lihat lurus ke kamera." },
  "data-approval": { title: "Baca sekali lagi", guide: "Sentuh Setuju bila semua data benar." },
  verification: { title: "Periksa sidik jari", guide: "Tempelkan sekali lagi jari yang menyala." },
  thanks: { title: "Terima kasih", guide: "Simpan nomor ini sebagai bukti perekaman Anda." },
  suspended: { title: "Kunjungan disimpan", guide: "Anda dapat melanjutkan nanti tanpa mengulang dari awal." },
  ended: { title: "Kunjungan selesai", guide: "Data yang belum dikirim telah dihapus dari layar." },
  "out-of-service": { title: "Bilik belum dapat dipakai", guide: "Silakan menuju loket. Petugas akan membantu Anda." },
} satisfies Record<ScreenKind, ScreenWords>;

export const ended = {
  cancelled: "Kunjungan dibatalkan. Silakan tanya petugas untuk langkah berikutnya.",
  declined: "Anda belum setuju. Silakan menuju loket untuk bertanya.",
};

export const waits = {
  "papers-check": "Petugas sedang memeriksa berkas Anda.",
  "data-validation": "Petugas sedang mencocokkan data Anda.",
  "data-witness": "Petugas akan menyaksikan bahwa data Anda benar.",
  "data-entry": "Petugas sedang mengisi data Anda.",
  eligibility: "Petugas sedang membuka perekaman untuk Anda.",
  "capture-decision": "Petugas sedang memeriksa hasil rekaman Anda.",
  "duplicate-decision": "Petugas sedang memeriksa sidik jari Anda.",
  "verification-decision": "Petugas sedang memeriksa kecocokan sidik jari Anda.",
  attestation: "Petugas sedang menyatakan bahwa data sudah benar.",
  signing: "Petugas sedang menandatangani surat hasil perekaman.",
  "letter-check": "Kepala seksi sedang memeriksa surat Anda.",
  "letter-validation": "Surat Anda sedang disahkan.",
  "hand-over": "Surat Anda siap. Petugas akan menyerahkannya.",
  sealing: "Data Anda sedang dikunci untuk dikirim.",
  machine: "Bilik sedang bekerja. Mohon tunggu sebentar.",
} satisfies Record<WaitReason, string>;

export const identifyProblems = {
  "not-16-digits": "NIK harus 16 angka. Periksa kembali.",
  region: "Enam angka pertama belum benar. Periksa kembali.",
  day: "Angka tanggal lahir belum benar. Periksa kembali.",
  month: "Angka bulan lahir belum benar. Periksa kembali.",
  date: "Tanggal lahir dalam NIK belum benar. Periksa kembali.",
  serial: "Empat angka terakhir belum benar. Periksa kembali.",
  "no-code": "Kode tidak ditemukan pada kertas. Ketik NIK saja.",
  "no-scanner": "Pemindai belum siap. Ketik NIK saja.",
  "in-hand": "NIK ini sedang dilayani. Panggil petugas.",
  "no-room": "Bilik belum dapat menerima kunjungan baru. Panggil petugas.",
};

/** What is the matter with the booth: for the resident a banner, for the operator what it means and who decides. */
export const conditions = {
  "office-offline": {
    resident: "Sambungan kantor terputus. Perekaman tetap berjalan.",
    operator: "Kantor tidak tersambung. Paket tersimpan aman dan dikirim setelah tersambung.",
  },
  "device-away": {
    resident: "Satu alat belum siap. Petugas akan membantu.",
    operator: "Alat tidak tersambung. Periksa kabel; operator boleh mengecualikan rekamannya bersama orang kedua.",
  },
  "disk-low": {
    resident: "Bilik belum dapat menerima kunjungan baru.",
    operator: "Ruang cakram hampir habis. Selesaikan kunjungan yang ada; panggil teknisi.",
  },
  "clock-untrusted": {
    resident: "Jam bilik sedang disesuaikan. Perekaman tetap berjalan.",
    operator: "Jam belum dapat dipercaya. Waktu langkah dihitung; tanggal diperiksa kantor.",
  },
  "safe-mode": {
    resident: "Bilik sedang diperiksa. Silakan menuju loket.",
    operator: "Mode aman: bilik hanya mengirim yang sudah tersimpan. Panggil teknisi.",
  },
  "update-pending": {
    resident: "Bilik akan diperbarui setelah Anda selesai.",
    operator: "Pembaruan menunggu. Dipasang sendiri bila tidak ada kunjungan terbuka.",
  },
  "on-battery": {
    resident: "Listrik padam. Bilik memakai baterai; silakan lanjutkan.",
    operator: "Memakai baterai. Selesaikan kunjungan ini; jangan buka yang baru.",
  },
} satisfies Record<Condition["kind"], { readonly resident: string; readonly operator: string }>;

export const deviceRoles = {
  fingerprint: "Pembaca sidik jari",
  faceCamera: "Kamera wajah",
  irisCamera: "Kamera mata",
  signaturePad: "Papan tanda tangan",
  documentScanner: "Pemindai berkas",
  boothIo: "Lampu dan sensor bilik",
  printer: "Pencetak",
  receiptPrinter: "Pencetak resi",
} satisfies Record<DeviceRole, string>;

/** Failures of devices, by the code that the runtime sends; `other` where it is none of these. */
export const failures = {
  "driver.timeout": {
    resident: "Alat belum melihat apa pun. Ikuti gambar, lalu ulangi.",
    operator: "Alat tidak menjawab pada waktunya.",
  },
  "driver.disconnected": {
    resident: "Alat tidak tersambung. Petugas akan membantu.",
    operator: "Alat terputus. Periksa kabel dan listriknya.",
  },
  "driver.busy": {
    resident: "Alat sedang dipakai. Tunggu sebentar, lalu ulangi.",
    operator: "Alat masih bekerja. Tunggu, lalu minta ulang.",
  },
  "driver.malformed": {
    resident: "Alat belum memberi hasil. Silakan ulangi.",
    operator: "Alat mengirim data rusak. Cabut dan pasang kembali.",
  },
  "driver.no-biometric": {
    resident: "Belum terlihat. Ikuti gambar, lalu ulangi.",
    operator: "Alat menyatakan tidak ada yang dapat direkam.",
  },
  "driver.untrusted": {
    resident: "Alat ini belum dapat dipakai. Petugas akan membantu.",
    operator: "Keaslian alat tidak terbukti. Jangan dipakai; panggil teknisi.",
  },
  "no-page": {
    resident: "Kertas belum terlihat. Letakkan lurus, lalu pindai lagi.",
    operator: "Pemindai tidak menemukan halaman.",
  },
  other: {
    resident: "Belum berhasil. Silakan ulangi atau panggil petugas.",
    operator: "Alat gagal. Ulangi; bila berulang, panggil teknisi.",
  },
};
