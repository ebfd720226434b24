import type { ExceptionReason } from "../kernel/biometric.ts";
import type { Title } from "./service.ts";

/** Why a biometric is missing, as people read it. */
const titles: Readonly<Record<ExceptionReason, Title>> = {
  missing: { id: "tidak ada", en: "missing" },
  bandaged: { id: "dibalut", en: "bandaged" },
  unable: { id: "tidak dapat direkam", en: "cannot be captured" },
  waived: { id: "dikecualikan petugas", en: "waived by the operator" },
  "device-unavailable": { id: "perangkat tidak tersedia", en: "device not available" },
};

/** The words for a reason; an operator's own sentence stays as it is. */
export function wordException(reason: string, language: keyof Title): string {
  return Object.hasOwn(titles, reason) ? titles[reason as ExceptionReason][language] : reason;
}
