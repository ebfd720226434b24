import { mantraReports } from "../../drivers/fingerprint/fingerprint-mantra.ts";
import { secugenReports } from "../../drivers/fingerprint/fingerprint-secugen.ts";
import type { DeviceReports } from "../../drivers/transport/device-report.ts";
import { sbiReports } from "../../drivers/transport/sbi/sbi-reports.ts";
import type { DeviceAdvice } from "../kernel/device-advice.ts";
import type { FailureCode } from "../kernel/errors.ts";

/** What every service that reports codes of its own has to say; their names keep them apart. */
const reports: DeviceReports = { ...sbiReports, ...mantraReports, ...secugenReports };

export type DeviceFailure = { readonly failure: string; readonly reported: string | null };

const again: DeviceAdvice = {
  action: "retry",
  remedy: "repeat",
  id: "Perangkat belum memberi hasil. Silakan ulangi.",
  en: "The device gave no result. Please try again.",
};
/** For devices that report no code, and for codes that nobody knows. */
const byFailure: Readonly<Partial<Record<FailureCode, DeviceAdvice>>> = {
  "driver.busy": {
    action: "retry",
    remedy: "wait",
    id: "Perangkat sedang dipakai. Tunggu sebentar, lalu ulangi.",
    en: "The device is in use. Wait a moment, then try again.",
  },
  "driver.disconnected": {
    action: "call-operator",
    remedy: "connect",
    id: "Perangkat tidak tersambung. Panggil petugas.",
    en: "The device is not connected. Call the operator.",
  },
  "driver.no-biometric": {
    action: "reseat",
    remedy: "place",
    id: "Posisikan kembali sesuai petunjuk, lalu ulangi.",
    en: "Place it again as shown, then try again.",
  },
  "driver.timeout": {
    action: "reseat",
    remedy: "place",
    id: "Perangkat belum melihat apa pun. Posisikan kembali sesuai petunjuk, lalu ulangi.",
    en: "The device has seen nothing yet. Place it again as shown, then try again.",
  },
  "driver.untrusted": {
    action: "call-operator",
    remedy: "distrust",
    id: "Perangkat ini belum dapat dipercaya. Panggil petugas.",
    en: "This device cannot be trusted yet. Call the operator.",
  },
};

/**
 * What the person in the booth is told of a device's failure, and to do, and what an officer does: by the device's own
 * code where it gave one.
 * @param reported null where it gave none
 */
export function adviseOnDevice({ failure, reported }: DeviceFailure): DeviceAdvice {
  const known = reported === null || !Object.hasOwn(reports, reported) ? undefined : reports[reported];
  const { action, remedy, id, en } = known ?? (isKnown(failure) ? byFailure[failure] : undefined) ?? again;
  return { action, remedy, id, en };
}

function isKnown(failure: string): failure is FailureCode {
  return Object.hasOwn(byFailure, failure);
}
