import { BoothError, type FailureCode, type FailureDetail } from "../kernel/errors.ts";
import { wordCalibration } from "./calibration-sentences.ts";
import type { Language } from "./verb.ts";

type Sentence<C extends FailureCode> = Readonly<Record<Language, (detail: FailureDetail[C]) => string>>;

const megabytes = (sizeBytes: number) => (sizeBytes / 1_000_000).toFixed(1);
const list = (items: readonly string[]) => items.join(", ");

/** What a person reads when something failed: one line that says what is wrong and what to do. */
const sentences: { readonly [C in FailureCode]: Sentence<C> } = {
  "command.usage": {
    id: ({ problem }) => `Perintah tidak sesuai: ${problem}. Lihat \`bilik --help\`.`,
    en: ({ problem }) => `The command does not fit: ${problem}. See \`bilik --help\`.`,
  },
  "command.stopped": {
    id: ({ signal }) => `Dihentikan (${signal}). Yang sudah selesai tersimpan; jalankan lagi untuk melanjutkan.`,
    en: ({ signal }) => `Stopped (${signal}). What was done is kept; run it again to go on.`,
  },
  "file.missing": {
    id: ({ path }) => `Berkas tidak ada: ${path}`,
    en: ({ path }) => `No such file: ${path}`,
  },
  "file.unreadable": {
    id: ({ path, problem }) => `Berkas tidak dapat dibaca: ${path} (${problem})`,
    en: ({ path, problem }) => `Cannot read the file: ${path} (${problem})`,
  },
  "file.unwritable": {
    id: ({ path }) => `Berkas tidak dapat ditulis: ${path}`,
    en: ({ path }) => `Cannot write the file: ${path}`,
  },
  "file.too-large": {
    id: ({ path, sizeBytes, limitBytes }) =>
      `Berkas terlalu besar: ${path} (${megabytes(sizeBytes)} MB, batas ${megabytes(limitBytes)} MB)`,
    en: ({ path, sizeBytes, limitBytes }) =>
      `The file is too large: ${path} (${megabytes(sizeBytes)} MB, limit ${megabytes(limitBytes)} MB)`,
  },
  "image.invalid": {
    id: ({ path, problem }) => `Bukan gambar yang utuh: ${path} (${problem})`,
    en: ({ path, problem }) => `Not a whole image: ${path} (${problem})`,
  },
  "image.size": {
    id: ({ path, widthPx, heightPx, problem }) =>
      `Ukuran gambar tidak diterima: ${path} (${widthPx}×${heightPx} piksel; ${problem})`,
    en: ({ path, widthPx, heightPx, problem }) =>
      `The image size is not accepted: ${path} (${widthPx}×${heightPx} pixels; ${problem})`,
  },
  "signature.invalid": {
    id: ({ path, problem }) => `Tanda tangan tidak sah: ${path} (${problem})`,
    en: ({ path, problem }) => `Not a valid signature: ${path} (${problem})`,
  },
  "resident.invalid": {
    id: ({ path, problem }) => `Data pemohon tidak sah: ${path} (${problem})`,
    en: ({ path, problem }) => `The resident's data are not valid: ${path} (${problem})`,
  },
  "resident.biometric-missing": {
    id: ({ path, missing }) =>
      `Biometrik tidak ada dan tanpa alasan di exceptions.json: ${list(missing)} (${path}). Tambahkan berkasnya, atau alasannya.`,
    en: ({ path, missing }) =>
      `Biometrics are missing and exceptions.json gives no reason: ${list(missing)} (${path}). Add the file, or the reason.`,
  },
  "config.invalid": {
    id: ({ path, problems }) => `Konfigurasi tidak sah: ${path}: ${problems}`,
    en: ({ path, problems }) => `The configuration is not valid: ${path}: ${problems}`,
  },
  "registry.invalid": {
    id: ({ path, problems }) => `Daftar penduduk tidak sah: ${path}: ${problems}`,
    en: ({ path, problems }) => `The list of residents is not valid: ${path}: ${problems}`,
  },
  "state.in-use": {
    id: ({ path }) => `Folder ini sedang dipakai proses bilik lain: ${path}. Hentikan dahulu, lalu ulangi.`,
    en: ({ path }) => `Another bilik process is using this folder: ${path}. Stop it first, then try again.`,
  },
  "state.corrupt": {
    id: ({ path, problem }) => `Data di cakram rusak: ${path} (${problem}). Panggil teknisi; jangan hapus apa pun.`,
    en: ({ path, problem }) => `State on disk is damaged: ${path} (${problem}). Call the technician; delete nothing.`,
  },
  "state.poisoned": {
    id: ({ path, operation }) =>
      `Cakram gagal menulis (${operation}): ${path}. Mulai ulang bilik; bila berulang, ganti cakram.`,
    en: ({ path, operation }) =>
      `The disk failed to write (${operation}): ${path}. Restart; if it recurs, replace the disk.`,
  },
  "disk.full": {
    id: ({ path, freeBytes, limitBytes }) =>
      `Ruang cakram kurang: ${path} (sisa ${megabytes(freeBytes)} MB, perlu ${megabytes(limitBytes)} MB)`,
    en: ({ path, freeBytes, limitBytes }) =>
      `Too little disk space: ${path} (${megabytes(freeBytes)} MB free, ${megabytes(limitBytes)} MB needed)`,
  },
  "journal.corrupt": {
    id: ({ path, offsetBytes, problem }) =>
      `Jurnal rusak: ${path} pada byte ${offsetBytes} (${problem}). Bilik hanya mengirim yang sudah tersimpan; panggil teknisi.`,
    en: ({ path, offsetBytes, problem }) =>
      `The journal is damaged: ${path} at byte ${offsetBytes} (${problem}). The booth only delivers what it holds; call the technician.`,
  },
  "journal.full": {
    id: ({ usedBytes, limitBytes }) =>
      `Jurnal penuh (${megabytes(usedBytes)} dari ${megabytes(limitBytes)} MB): tidak ada kunjungan baru.`,
    en: ({ usedBytes, limitBytes }) =>
      `The journal is full (${megabytes(usedBytes)} of ${megabytes(limitBytes)} MB): no new visits.`,
  },
  "vault.missing": {
    id: ({ hash }) => `Data tersandi tidak ada: ${hash}`,
    en: ({ hash }) => `A sealed blob is missing: ${hash}`,
  },
  "vault.corrupt": {
    id: ({ hash, problem }) => `Data tersandi rusak: ${hash} (${problem})`,
    en: ({ hash, problem }) => `A sealed blob is damaged: ${hash} (${problem})`,
  },
  "vault.key-destroyed": {
    id: ({ visitId }) => `Kunci data kunjungan ${visitId} sudah dimusnahkan.`,
    en: ({ visitId }) => `The data key of visit ${visitId} has been destroyed.`,
  },
  "calibration.refused": {
    id: ({ reason, value, limit }) => `Kamera belum disetel: ${wordCalibration(reason, { value, limit }, "id")}`,
    en: ({ reason, value, limit }) =>
      `The camera has not been calibrated: ${wordCalibration(reason, { value, limit }, "en")}`,
  },
  "driver.timeout": {
    id: ({ device, operation, timeoutMs }) => `Perangkat ${device} tidak menjawab (${operation}, ${timeoutMs} ms).`,
    en: ({ device, operation, timeoutMs }) => `Device ${device} did not answer (${operation}, ${timeoutMs} ms).`,
  },
  "driver.disconnected": {
    id: ({ device }) => `Perangkat ${device} terputus. Periksa kabelnya.`,
    en: ({ device }) => `Device ${device} is disconnected. Check its cable.`,
  },
  "driver.busy": {
    id: ({ device, operation }) => `Perangkat ${device} sedang bekerja (${operation}).`,
    en: ({ device, operation }) => `Device ${device} is busy (${operation}).`,
  },
  "driver.malformed": {
    id: ({ device, problem }) => `Perangkat ${device} mengirim data yang tidak sah (${problem}).`,
    en: ({ device, problem }) => `Device ${device} sent what is not valid (${problem}).`,
  },
  "driver.no-biometric": {
    id: ({ device, target }) => `Perangkat ${device} tidak mempunyai ${target}.`,
    en: ({ device, target }) => `Device ${device} has no ${target}.`,
  },
  "driver.untrusted": {
    id: ({ device, problem }) => `Perangkat ${device} tidak dapat dipercaya (${problem}). Panggil operator.`,
    en: ({ device, problem }) => `Device ${device} cannot be trusted (${problem}). Call the operator.`,
  },
  "model.missing": {
    id: ({ path }) => `Model belum dibuat: ${path}. Jalankan \`make setup\` atau \`bilik models build\`.`,
    en: ({ path }) => `The model has not been built: ${path}. Run \`make setup\` or \`bilik models build\`.`,
  },
  "model.mismatch": {
    id: ({ path, expectedSha256, actualSha256 }) =>
      `Model tidak asli: ${path} (SHA-256 ${actualSha256}, seharusnya ${expectedSha256}).`,
    en: ({ path, expectedSha256, actualSha256 }) =>
      `Not the right model: ${path} (SHA-256 ${actualSha256}, expected ${expectedSha256}).`,
  },
  "model.unsupported": {
    id: ({ path, problem }) => `Model tidak dapat dipakai: ${path} (${problem})`,
    en: ({ path, problem }) => `The model cannot be used: ${path} (${problem})`,
  },
  "reading.timeout": {
    id: ({ timeoutMs }) => `Tulisan di kertas belum terbaca setelah ${timeoutMs / 1_000} detik.`,
    en: ({ timeoutMs }) => `The print on the paper was not read within ${timeoutMs / 1_000} s.`,
  },
  "reading.failed": {
    id: ({ problem }) => `Tulisan di kertas tidak dapat dibaca (${problem}).`,
    en: ({ problem }) => `The print on the paper cannot be read (${problem}).`,
  },
  "codec.invalid": {
    id: ({ format, problem }) => `Bukan data ${format} yang sah (${problem}).`,
    en: ({ format, problem }) => `Not valid ${format} data (${problem}).`,
  },
  "record.invalid": {
    id: ({ format, offsetBytes, problem }) => `Rekaman ${format} tidak sah pada byte ${offsetBytes} (${problem}).`,
    en: ({ format, offsetBytes, problem }) => `Not a valid ${format} record at byte ${offsetBytes} (${problem}).`,
  },
  "package.invalid": {
    id: ({ problem }) => `Paket tidak utuh: ${problem}`,
    en: ({ problem }) => `The package is not sound: ${problem}`,
  },
  "package.not-recipient": {
    id: ({ recipients }) => `Kunci ini bukan penerima paket. Penerimanya: ${list(recipients)}`,
    en: ({ recipients }) => `This key is not a recipient of the package. Recipients: ${list(recipients)}`,
  },
  "package.signature": {
    id: ({ problem }) => `Tanda tangan digital paket tidak sah: ${problem}`,
    en: ({ problem }) => `The package's digital signature does not hold: ${problem}`,
  },
  "message.invalid": {
    id: ({ message, problem }) => `Pesan ${message} ditolak: ${problem}`,
    en: ({ message, problem }) => `Message ${message} refused: ${problem}`,
  },
  "broker.unreachable": {
    id: ({ url, problem }) =>
      `Broker tidak terjangkau: ${url} (${problem}). Paket tersimpan aman dan dikirim setelah tersambung.`,
    en: ({ url, problem }) =>
      `The broker cannot be reached: ${url} (${problem}). Packages are kept safe and sent once it is back.`,
  },
  "receipt.invalid": {
    id: ({ packageId, problem }) =>
      `Tanda terima untuk paket ${packageId} tidak sah: ${problem}. Paket tetap disimpan.`,
    en: ({ packageId, problem }) =>
      `The receipt for package ${packageId} is not valid: ${problem}. The package is kept.`,
  },
  "receipt.missing": {
    id: ({ packageId, waitedMs }) =>
      `Belum ada tanda terima untuk paket ${packageId} setelah ${Math.round(waitedMs / 1000)} detik. Paket tersimpan aman dan dikirim lagi saat bilik berjalan.`,
    en: ({ packageId, waitedMs }) =>
      `No receipt for package ${packageId} after ${Math.round(waitedMs / 1000)} s. The package is kept safe and sent again whenever the booth runs.`,
  },
  "visit.refused": {
    id: ({ event, cause, nextAction, override }) =>
      `Ditolak (${event}): ${cause}. Selanjutnya: ${nextAction}. Yang dapat memutuskan: ${override}.`,
    en: ({ event, cause, nextAction, override }) =>
      `Refused (${event}): ${cause}. Next: ${nextAction}. Who may override: ${override}.`,
  },
  "visit.not-sealed": {
    id: ({ visitId, waitedMs }) =>
      `Kunjungan ${visitId} selesai, tetapi paketnya belum dapat disegel setelah ${Math.round(waitedMs / 1000)} detik. Semua rekaman tersimpan; ulangi, dan bila berulang panggil teknisi.`,
    en: ({ visitId, waitedMs }) =>
      `Visit ${visitId} is finished, but its package could not be sealed within ${Math.round(waitedMs / 1000)} s. Every capture is kept; try again, and if it recurs call the technician.`,
  },
  "visit.cancelled": {
    id: ({ visitId, reason }) => `Kunjungan ${visitId} dibatalkan: ${reason}`,
    en: ({ visitId, reason }) => `Visit ${visitId} was cancelled: ${reason}`,
  },
  "access.refused": {
    id: ({ cause }) => `Akses ditolak: ${cause}`,
    en: ({ cause }) => `Access refused: ${cause}`,
  },
};

/** The failure in one line, in the reader's language. */
export function wordFailure<C extends FailureCode>(error: BoothError<C>, language: Language): string {
  const sentence: Sentence<C> = sentences[error.code];
  return oneLine(sentence[language](error.detail));
}

/** Any thrown thing in one line; what is not a BoothError is our own fault and says so. */
export function wordError(error: unknown, language: Language): string {
  if (error instanceof BoothError) return wordFailure(error, language);
  const message = oneLine(error instanceof Error ? error.message : String(error));
  return language === "id" ? `Kesalahan program: ${message}` : `A fault of the program: ${message}`;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, "; ").trim();
}
