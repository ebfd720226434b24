import { type DeviceReports, type ReportRow, tabulateReports } from "../device-report.ts";

const again = {
  id: "Perangkat belum memberi hasil. Silakan ulangi.",
  en: "The device gave no result. Please try again.",
} as const;
const place = {
  id: "Posisikan kembali jari, mata atau wajah Anda sesuai petunjuk, lalu ulangi.",
  en: "Place your finger, eyes or face again as shown, then try again.",
} as const;
const wait = {
  id: "Perangkat sedang dipakai. Tunggu sebentar, lalu ulangi.",
  en: "The device is in use. Wait a moment, then try again.",
} as const;
const cable = {
  id: "Perangkat tidak tersambung. Panggil petugas.",
  en: "The device is not connected. Call the operator.",
} as const;
const trust = {
  id: "Perangkat ini belum dapat dipercaya. Panggil petugas.",
  en: "This device cannot be trusted yet. Call the operator.",
} as const;
const misfit = {
  id: "Perangkat menolak permintaan bilik. Panggil petugas.",
  en: "The device refused the booth's request. Call the operator.",
} as const;

const retry = (kind: ReportRow[0], meaning: string): ReportRow => [
  kind,
  "retry",
  "repeat",
  meaning,
  again.id,
  again.en,
];
const busy = (meaning: string): ReportRow => ["busy", "retry", "wait", meaning, wait.id, wait.en];
const reseat = (meaning: string): ReportRow => ["no-biometric", "reseat", "place", meaning, place.id, place.en];
const gone = (meaning: string): ReportRow => ["disconnected", "call-operator", "connect", meaning, cable.id, cable.en];
const untrusted = (meaning: string): ReportRow => [
  "untrusted",
  "call-operator",
  "distrust",
  meaning,
  trust.id,
  trust.en,
];
const refused = (meaning: string): ReportRow => [
  "malformed",
  "call-operator",
  "reconfigure",
  meaning,
  misfit.id,
  misfit.en,
];

/**
 * Every error code of the Secure Biometric Interface 0.9.5, with those that MOSIP's own mock device adds. Code 0 is
 * success.
 */
export const sbiReports: DeviceReports = tabulateReports("sbi", {
  100: untrusted("device not registered"),
  101: reseat("nothing biometric seen"),
  102: reseat("no image could be extracted"),
  103: untrusted("tampered with"),
  104: refused("its management server cannot be reached"),
  105: reseat("placed the wrong way round"),
  106: gone("device not found"),
  107: untrusted("its key has expired"),
  108: untrusted("a domain key is missing"),
  109: refused("number of biometrics not supported"),
  110: busy("not ready"),
  111: busy("in use"),
  112: refused("transaction id refused"),
  113: refused("count and names differ"),
  114: refused("type refused"),
  115: refused("environment refused"),
  116: refused("too many biometrics asked for"),
  117: refused("exceptions refused"),
  118: refused("exceptions and count differ"),
  119: refused("names refused"),
  120: refused("type and device differ"),
  121: refused("purpose refused"),
  122: refused("names and exceptions overlap"),
  123: refused("request not understood"),
  202: gone("no device connected"),
  500: refused("no such address"),
  501: refused("discovery refused"),
  502: refused("discovery of this type refused"),
  503: gone("no device connected"),
  504: refused("administration refused"),
  505: refused("administration refused"),
  506: refused("administration refused"),
  507: refused("administration refused"),
  551: refused("profile refused"),
  601: retry("malformed", "live view failed"),
  602: retry("malformed", "live view failed"),
  603: retry("malformed", "live view failed"),
  604: retry("malformed", "live view failed"),
  605: retry("malformed", "live view failed"),
  606: retry("malformed", "live view failed"),
  607: retry("malformed", "live view failed"),
  608: retry("malformed", "live view failed"),
  609: retry("timeout", "live view ended"),
  610: retry("malformed", "live view failed"),
  700: retry("malformed", "live view stopped"),
  701: ["timeout", "reseat", "place", "nothing good enough in time", place.id, place.en],
  702: busy("another part is being viewed"),
  703: busy("a capture is under way"),
  704: gone("device id unknown"),
  705: gone("device id unknown"),
  706: refused("purpose refused"),
  707: refused("no biometric asked for"),
  708: refused("no biometric asked for"),
  709: retry("malformed", "capture failed"),
  710: retry("malformed", "capture failed"),
  801: refused("authentication refused"),
  802: refused("authentication refused"),
  803: refused("authentication refused"),
  804: refused("authentication refused"),
  805: refused("authentication refused"),
  806: refused("authentication refused"),
  807: refused("authentication refused"),
  808: refused("authentication refused"),
  809: refused("not for authentication"),
  999: retry("malformed", "unknown failure"),
});
