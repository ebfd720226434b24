import type { Candidate, DeviceRow, FindingKind } from "../compose-discovery/device-row.ts";
import type { ConfiguredDevice } from "../compose-discovery/find-absent.ts";
import { findConfigured } from "../compose-discovery/find-absent.ts";
import { matchFindings } from "../compose-discovery/match-findings.ts";
import { type ProbeReport, probeDevices } from "../compose-discovery/probe-devices.ts";
import { readBoothConfig } from "../config/read-config.ts";
import { createSystemClock } from "../kernel/clock.ts";
import { readOptions, refuseNames } from "./read-options.ts";
import type { Language, Phrase, Terminal, Verb } from "./verb.ts";

/** `bilik devices`: what is connected, what could drive it, and what the configuration names that is not there. */
export const devicesVerb: Verb = {
  name: "devices",
  summary: {
    id: "perangkat yang tersambung dan driver yang dapat melayaninya",
    en: "what is connected, and which driver could serve it",
  },
  usage: {
    id: `bilik devices [--config BERKAS] [--json]

Mencari port serial, USB, HID, kamera, SBI, layanan SecuGen dan Mantra, pemindai, kamera foto dan pencetak, semuanya
sekaligus dan masing-masing dengan batas waktu; tidak membuka alat yang sedang dipakai. Tiap baris menyebut jalur tetap
atau nomor seri, dan isi "devices" pada konfigurasi. Dengan --config juga yang disebut di sana tetapi tidak ada.

  --json  satu objek JSON: devices, configured, searches
Kode keluar: 0; bukan 0 hanya bila perintah atau konfigurasi tidak sesuai. Pemeriksaan lengkap: bilik check.`,
    en: `bilik devices [--config F] [--json]

Looks for serial ports, USB, HID, cameras, SBI, SecuGen's and Mantra's services, scanners, still cameras and printers, all
at once and each within its own time; opens nothing that may be in use. Each row names the stable path or the serial
number, and what to write under "devices" in the configuration. With --config also what is named there and absent.

  --json  one JSON object: devices, configured, searches
Exit code: 0; not 0 only when the command or the configuration does not fit. For a full test: bilik check.`,
  },
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      config: { type: "string" },
      json: { type: "boolean", default: false },
    });
    refuseNames(positionals);
    const { devices: config } = await readBoothConfig(values.config);
    const around = await probeDevices({ clock: createSystemClock(), config, signal: terminal.stop });
    const devices = matchFindings(around.found);
    const configured = findConfigured(config, around);
    if (values.json) terminal.print(JSON.stringify({ devices, configured, searches: around.reports }));
    else printFindings({ devices, configured, reports: around.reports }, terminal);
    return 0;
  },
};

type Result = {
  readonly devices: readonly DeviceRow[];
  readonly configured: readonly ConfiguredDevice[];
  readonly reports: readonly ProbeReport[];
};

function printFindings({ devices, configured, reports }: Result, { print, remark, language }: Terminal): void {
  for (const row of devices) for (const line of wordRow(row, language)) print(line);
  if (devices.length === 0)
    print(say({ id: "Tidak ada perangkat yang dikenal.", en: "No device that is known." }, language));
  for (const device of configured) print(wordConfigured(device, language));
  for (const report of reports) if (report.outcome !== "searched") remark(wordReport(report, language));
}

const kinds: Readonly<Record<FindingKind, Phrase>> = {
  serial: { id: "serial", en: "serial" },
  usb: { id: "USB", en: "USB" },
  hid: { id: "HID", en: "HID" },
  video: { id: "kamera", en: "camera" },
  sbi: { id: "SBI", en: "SBI" },
  services: { id: "layanan", en: "service" },
  scanners: { id: "pemindai", en: "scanner" },
  stillCameras: { id: "kamera foto", en: "still camera" },
  queues: { id: "pencetak", en: "printer" },
};
const certainties: Readonly<Record<Candidate["certainty"], Phrase>> = {
  certain: { id: "untuk", en: "serves as" },
  possible: { id: "mungkin untuk", en: "may serve as" },
};
const advice: Readonly<Record<NonNullable<DeviceRow["advice"]>, Phrase>> = {
  "no-permission": {
    id: "akun ini tidak boleh membukanya: jalankan `bilik provision devices --apply` sebagai root",
    en: "this account may not open it: run `bilik provision devices --apply` as root",
  },
  "closed-protocol": {
    id: "protokolnya tertutup: pasang layanan SBI atau layanan pembuatnya",
    en: "its protocol is closed: install the maker's SBI service or own service",
  },
  "hsb-pad": {
    id: "papan Topaz HSB belum didukung: pilih model BSB (USB-serial)",
    en: "Topaz HSB pads are not supported: choose a BSB model (USB-serial)",
  },
  "queue-disabled": {
    id: "antrean dimatikan: `cupsenable` menghidupkannya",
    en: "the queue is switched off: `cupsenable` switches it on",
  },
};

function wordRow(row: DeviceRow, language: Language): readonly string[] {
  const head = `${say(kinds[row.kind], language)}: ${printable(row.what)} [${printable(row.where)}]`;
  const served = row.candidates.map(({ role, driver, certainty, fragment }) => {
    const lead = `${say(certainties[certainty], language)} ${role} (${driver})`;
    return `    ${lead}: "${role}": ${printable(JSON.stringify(fragment))}`;
  });
  return [head, ...served, ...(row.advice === null ? [] : [`    ! ${say(advice[row.advice], language)}`])];
}

const presences: Readonly<Record<ConfiguredDevice["presence"], Phrase>> = {
  there: { id: "ada", en: "there" },
  absent: { id: "TIDAK ADA", en: "ABSENT" },
  unknown: {
    id: "tidak dapat dilihat dari sini; coba `bilik check`",
    en: "cannot be seen from here; try `bilik check`",
  },
};

function wordConfigured({ role, driver, named, presence }: ConfiguredDevice, language: Language): string {
  const lead = say({ id: "pada konfigurasi", en: "configured" }, language);
  return `${lead}: ${role} (${driver}${named === "" ? "" : ` ${printable(named)}`}): ${say(presences[presence], language)}`;
}

function wordReport({ kind, outcome, needs, problem }: ProbeReport, language: Language): string {
  const what = say(kinds[kind], language);
  switch (outcome) {
    case "program-missing": {
      const { program = "", package: from = "" } = needs ?? {};
      return say(
        {
          id: `${what}: tidak dicari, ${program} tidak terpasang (paket Debian ${from})`,
          en: `${what}: not looked for, ${program} is not installed (Debian package ${from})`,
        },
        language,
      );
    }
    case "late":
      return say(
        { id: `${what}: pencarian melewati batas waktu`, en: `${what}: the search ran out of time` },
        language,
      );
    case "failed":
      return (
        say({ id: `${what}: tidak dapat dicari`, en: `${what}: could not be looked for` }, language) +
        ` (${printable(problem ?? "")})`
      );
    case "searched":
      return what;
    default:
      return outcome satisfies never;
  }
}

const say = (phrase: Phrase, language: Language): string => phrase[language];

/** Devices name themselves as they like; a terminal obeys control characters. */
const printable = (text: string): string => text.replace(/\p{C}/gu, ".");
