import type { Condition, DeviceRole } from "../../../wire/view/condition.ts";
import type { ScreenKind, SignatureSurface, WaitReason } from "../../../wire/view/screen.ts";
import type { DeviceRemedy } from "../../../wire/view/terms.ts";

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
  signature: { title: "Tanda tangan", guide: "Tulis tanda tangan seperti biasanya." },
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
  "data-validation": "Petugas sedang mencocokkan data Anda.",
  "data-witness": "Petugas akan menyaksikan bahwa data Anda benar.",
  "data-entry": "Petugas sedang mengisi data Anda.",
  eligibility: "Petugas sedang membuka perekaman untuk Anda.",
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
} satisfies Record<Exclude<Condition["kind"], "device-away">, { readonly resident: string; readonly operator: string }>;

/** What it means that a device is away: which it is and how one goes on, and for officers who decides. */
export const devicesAway = {
  fingerprint: {
    resident: "Pembaca sidik jari belum siap. Petugas akan membantu.",
    operator: "Tanpa alat ini operator boleh mengecualikan jari bersama orang kedua.",
  },
  faceCamera: {
    resident: "Kamera wajah belum siap. Petugas akan membantu.",
    operator: "Tunda kunjungan; tanpa foto hanya operator dan orang kedua yang boleh mengecualikan.",
  },
  irisCamera: {
    resident: "Kamera mata belum siap. Petugas akan membantu.",
    operator: "Tanpa alat ini operator boleh mengecualikan mata bersama orang kedua.",
  },
  signaturePad: {
    resident: "Papan tanda tangan belum siap. Petugas akan membantu.",
    operator: "Tanpa alat ini operator boleh mengecualikan tanda tangan bersama orang kedua.",
  },
  documentScanner: {
    resident: "Pemindai belum siap. Tunjukkan berkas Anda kepada petugas.",
    operator: "Sementara itu petugas memeriksa berkas dan mencentangnya tanpa pindaian.",
  },
  boothIo: {
    resident: "Lampu bilik belum siap. Perekaman tetap berjalan.",
    operator: "Latar dan lampu tidak bergerak sendiri: pasang latar dengan tangan. Tombol bantuan tidak terdengar.",
  },
  printer: {
    resident: "Pencetak surat belum siap. Perekaman tetap berjalan.",
    operator: "Surat menunggu: perbaiki pencetak, lalu Cetak lagi di Ikhtisar. Tidak ada yang perlu dikecualikan.",
  },
  receiptPrinter: {
    resident: "Bukti tidak dicetak. Nomornya tampil di layar.",
    operator: "Bukti hanya tampil di layar, sebagai nomor dan kode. Tidak ada yang perlu diputuskan.",
  },
} satisfies Record<DeviceRole, { readonly resident: string; readonly operator: string }>;

/** Where one signs. */
export const surfaces = {
  screen: "Tulis di dalam kotak ini, lalu sentuh Selesai.",
  pad: "Tulis pada papan tanda tangan.",
  paper: "Tulis pada kertas, lalu letakkan kertas itu pada pemindai.",
} satisfies Record<SignatureSurface, string>;

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

/** What an officer does about a device that is away. */
export const deviceRemedies = {
  connect: "Periksa kabel dan nyalakan alatnya. Bilik menyambung sendiri.",
  restart: "Matikan alat, tunggu sebentar, nyalakan lagi. Bila tetap, panggil teknisi.",
  reconfigure: "Alat dan bilik tidak sepakat. Panggil teknisi dengan kode ini.",
  distrust: "Jangan dipakai sebelum diperiksa teknisi.",
  wait: "Alat masih bekerja. Tunggu, lalu minta ulang.",
  place: "Bersihkan kaca alat, lalu minta pemohon mengulang.",
  repeat: "Minta ulang. Bila berulang, cabut dan pasang kembali.",
} satisfies Record<DeviceRemedy, string>;

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
