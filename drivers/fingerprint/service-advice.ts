import type { ReportRow } from "../transport/device-report.ts";

/** The same words for the same things, whichever vendor's service reports them. */
export const adviseOn = {
  repeat: (meaning: string): ReportRow => [
    ...(["malformed", "retry", "repeat", meaning] as const),
    "Pembaca sidik jari belum memberi hasil. Silakan ulangi.",
    "The fingerprint reader gave no result. Please try again.",
  ],
  reseat: (kind: "no-biometric" | "timeout", meaning: string): ReportRow => [
    ...([kind, "reseat", "place", meaning] as const),
    "Letakkan jari Anda tepat di tengah kaca dan tahan sebentar.",
    "Place your finger in the middle of the glass and hold still.",
  ],
  wait: (meaning: string): ReportRow => [
    ...(["busy", "retry", "wait", meaning] as const),
    "Pembaca sidik jari sedang dipakai. Tunggu sebentar, lalu ulangi.",
    "The fingerprint reader is in use. Wait a moment, then try again.",
  ],
  connect: (meaning: string): ReportRow => [
    ...(["disconnected", "call-operator", "connect", meaning] as const),
    "Pembaca sidik jari tidak tersambung. Panggil petugas.",
    "The fingerprint reader is not connected. Call the operator.",
  ],
  service: (meaning: string): ReportRow => [
    ...(["malformed", "call-operator", "restart", meaning] as const),
    "Layanan pembaca sidik jari bermasalah. Panggil petugas.",
    "The fingerprint reader's service has a fault. Call the operator.",
  ],
} as const;
