import type { CheckCode, CheckDetail, CheckResult } from "../health/self-test/check-result.ts";
import type { Language } from "./verb.ts";

type Sentence<C extends CheckCode> = Readonly<Record<Language, (detail: CheckDetail[C]) => string>>;

const gigabytes = (sizeBytes: number) => (sizeBytes / 1_000_000_000).toFixed(1);
const day = (at: string) => at.slice(0, 10);

/** What a technician reads of each finding: what is the case and, where something is wrong, what to do. */
const sentences: { readonly [C in CheckCode]: Sentence<C> } = {
  "state-good": {
    id: ({ path, freeBytes }) => `Folder data dapat ditulis: ${path} (sisa ${gigabytes(freeBytes)} GB)`,
    en: ({ path, freeBytes }) => `The state folder can be written: ${path} (${gigabytes(freeBytes)} GB free)`,
  },
  "state-to-be-made": {
    id: ({ path, freeBytes }) =>
      `Folder data akan dibuat saat pertama dijalankan: ${path} (sisa ${gigabytes(freeBytes)} GB)`,
    en: ({ path, freeBytes }) =>
      `The state folder will be made at the first start: ${path} (${gigabytes(freeBytes)} GB free)`,
  },
  "state-not-writable": {
    id: ({ path, problem }) =>
      `Folder data tidak dapat ditulis: ${path} (${problem}). Perbaiki pemilik atau pasang ulang cakramnya.`,
    en: ({ path, problem }) =>
      `The state folder cannot be written: ${path} (${problem}). Mend its owner, or remount the disk.`,
  },
  "state-space-low": {
    id: ({ path, freeBytes, limitBytes }) =>
      `Ruang cakram kurang: ${path} (sisa ${gigabytes(freeBytes)} GB, perlu ${gigabytes(limitBytes)} GB)`,
    en: ({ path, freeBytes, limitBytes }) =>
      `Too little disk space: ${path} (${gigabytes(freeBytes)} GB free, ${gigabytes(limitBytes)} GB needed)`,
  },
  "journal-good": {
    id: ({ entries, lastAt }) => `Jurnal utuh: ${entries} entri, terakhir ${lastAt}`,
    en: ({ entries, lastAt }) => `The journal is sound: ${entries} entries, the last at ${lastAt}`,
  },
  "journal-empty": {
    id: () => "Jurnal masih kosong",
    en: () => "The journal is still empty",
  },
  "journal-torn": {
    id: ({ tornBytes }) => `${tornBytes} byte di ujung jurnal belum selesai ditulis; dipotong saat bilik dijalankan`,
    en: ({ tornBytes }) => `${tornBytes} bytes at the journal's end were not fully written; the next start cuts them`,
  },
  "journal-nearly-full": {
    id: ({ usedBytes, limitBytes }) =>
      `Jurnal hampir penuh: ${gigabytes(usedBytes)} dari ${gigabytes(limitBytes)} GB. Naikkan storage.journalLimitBytes.`,
    en: ({ usedBytes, limitBytes }) =>
      `The journal is nearly full: ${gigabytes(usedBytes)} of ${gigabytes(limitBytes)} GB. Raise storage.journalLimitBytes.`,
  },
  "journal-damaged": {
    id: ({ problem }) => `Jurnal rusak (${problem}). Jangan hapus apa pun; panggil teknisi.`,
    en: ({ problem }) => `The journal is damaged (${problem}). Delete nothing; call the technician.`,
  },
  "models-good": {
    id: ({ count }) => `${count} model utuh`,
    en: ({ count }) => `${count} models are sound`,
  },
  "model-wrong": {
    id: ({ model, problem }) => `Model ${model} tidak dapat dipakai (${problem}). Jalankan \`bilik models build\`.`,
    en: ({ model, problem }) => `Model ${model} cannot be used (${problem}). Run \`bilik models build\`.`,
  },
  "keys-good": {
    id: ({ until }) => `Kunci cocok; sertifikat berlaku sampai ${day(until)}`,
    en: ({ until }) => `The keys fit; the certificates hold until ${day(until)}`,
  },
  "keys-to-be-made": {
    id: ({ path }) => `Belum ada kunci di ${path}; yang dibuat saat pertama dijalankan hanya untuk peragaan`,
    en: ({ path }) => `No keys yet in ${path}; those made at the first start are for demonstration only`,
  },
  "keys-of-demonstration": {
    id: ({ path }) => `Kunci peragaan di ${path}: bukan untuk pelayanan sungguhan`,
    en: ({ path }) => `Demonstration keys in ${path}: not for real service`,
  },
  "key-unusable": {
    id: ({ path, problem }) => `Kunci atau sertifikat tidak dapat dipakai: ${path} (${problem})`,
    en: ({ path, problem }) => `A key or certificate cannot be used: ${path} (${problem})`,
  },
  "key-readable-by-others": {
    id: ({ path }) => `Kunci dapat dibaca orang lain: ${path}. Jalankan chmod 600.`,
    en: ({ path }) => `A key can be read by others: ${path}. Run chmod 600.`,
  },
  "certificate-ended": {
    id: ({ path, at }) => `Sertifikat berakhir ${day(at)}: ${path}`,
    en: ({ path, at }) => `A certificate ended on ${day(at)}: ${path}`,
  },
  "certificate-ends-soon": {
    id: ({ path, at }) => `Sertifikat berakhir ${day(at)}; mintalah yang baru: ${path}`,
    en: ({ path, at }) => `A certificate ends on ${day(at)}; ask for a new one: ${path}`,
  },
  "certificate-not-begun": {
    id: ({ path, at }) => `Sertifikat baru berlaku ${day(at)}; periksa jam: ${path}`,
    en: ({ path, at }) => `A certificate holds only from ${day(at)}; check the clock: ${path}`,
  },
  "clock-good": {
    id: ({ now }) => `Jam wajar: ${now}`,
    en: ({ now }) => `The clock is plausible: ${now}`,
  },
  "clock-unsynchronised": {
    id: ({ now }) => `Jam tidak disinkronkan: ${now}. Hidupkan systemd-timesyncd atau chrony.`,
    en: ({ now }) => `The clock is not synchronised: ${now}. Switch systemd-timesyncd or chrony on.`,
  },
  "clock-behind": {
    id: ({ now, lastAt }) => `Jam tertinggal dari jurnal: ${now}, entri terakhir ${lastAt}. Setel jam dahulu.`,
    en: ({ now, lastAt }) => `The clock runs behind the journal: ${now}, last entry ${lastAt}. Set the clock first.`,
  },
  "clock-impossible": {
    id: ({ now }) => `Jam belum disetel: ${now}. Periksa baterai papan induk dan jaringan.`,
    en: ({ now }) => `The clock was never set: ${now}. Check the board's battery and the network.`,
  },
  "broker-good": {
    id: ({ url }) => `Broker menjawab: ${url}`,
    en: ({ url }) => `The broker answers: ${url}`,
  },
  "broker-embedded": {
    id: () => "Broker dan kantor di proses yang sama: hanya untuk mencoba, bukan untuk pelayanan (broker.url)",
    en: () => "Broker and office in the same process: for a first run, not for service (broker.url)",
  },
  "broker-unreachable": {
    id: ({ url, problem }) => `Broker tidak terjangkau: ${url} (${problem}). Periksa jaringan, alamat dan sertifikat.`,
    en: ({ url, problem }) =>
      `The broker cannot be reached: ${url} (${problem}). Check network, address and certificate.`,
  },
  "device-good": {
    id: ({ role, driver, model, serial }) => `${role} siap: ${model} ${serial} (${driver})`,
    en: ({ role, driver, model, serial }) => `${role} is ready: ${model} ${serial} (${driver})`,
  },
  "device-emulated": {
    id: ({ role, driver, serial }) => `${role} siap, tetapi tiruan: ${serial} (${driver})`,
    en: ({ role, driver, serial }) => `${role} is ready, but emulated: ${serial} (${driver})`,
  },
  "device-of-page": {
    id: ({ role }) => `${role} dilayani oleh halaman; teruji saat halaman terbuka`,
    en: ({ role }) => `${role} is served by the page; it is tested when the page is open`,
  },
  "device-simulated": {
    id: ({ role }) => `${role} disimulasikan: konfigurasi tidak menyebut perangkat`,
    en: ({ role }) => `${role} is simulated: the configuration names no device`,
  },
  "device-in-use": {
    id: ({ role, driver }) => `${role} (${driver}) tidak diperiksa: bilik sedang berjalan`,
    en: ({ role, driver }) => `${role} (${driver}) was not tested: the booth is running`,
  },
  "device-failed": {
    id: ({ role, driver, problem }) =>
      `${role} tidak siap (${driver}: ${problem}). Periksa kabel, lalu \`bilik devices\`.`,
    en: ({ role, driver, problem }) =>
      `${role} is not ready (${driver}: ${problem}). Check its cable, then \`bilik devices\`.`,
  },
  "program-good": {
    id: ({ program }) => `${program} terpasang`,
    en: ({ program }) => `${program} is installed`,
  },
  "program-missing": {
    id: ({ program, package: from, roles }) => `${program} tidak terpasang, perlu untuk ${roles}: apt install ${from}`,
    en: ({ program, package: from, roles }) => `${program} is not installed, needed for ${roles}: apt install ${from}`,
  },
  "operators-good": {
    id: ({ count }) => `${count} petugas terdaftar`,
    en: ({ count }) => `${count} officers are enrolled`,
  },
  "operators-none": {
    id: () => "Belum ada petugas yang boleh masuk: `bilik operators add`",
    en: () => "No officer may log in yet: `bilik operators add`",
  },
  "operators-unreadable": {
    id: ({ problem }) => `Daftar petugas tidak dapat dibaca (${problem})`,
    en: ({ problem }) => `The list of officers cannot be read (${problem})`,
  },
  "check-broken": {
    id: ({ problem }) => `Pemeriksaan ini sendiri gagal (${problem})`,
    en: ({ problem }) => `This check itself failed (${problem})`,
  },
};

/** One finding in one line. Devices name themselves as they like: what a terminal would obey becomes a dot. */
export function wordCheck<C extends CheckCode>({ code, detail }: CheckResult<C>, language: Language): string {
  const sentence: Sentence<C> = sentences[code];
  return sentence[language](detail).replace(/\p{C}/gu, ".");
}
