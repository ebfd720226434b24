import type { DeviceAction, DeviceAdvice, DeviceRemedy } from "../../runtime/kernel/device-advice.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";

/** Which of the driver's failures a device's own code is. */
export type ReportKind = "busy" | "disconnected" | "malformed" | "no-biometric" | "timeout" | "untrusted";

/** One code of a device's service: what it means here, and what the person at the booth is told. */
export type DeviceReport = DeviceAdvice & {
  readonly kind: ReportKind;
  /** A few English words for technicians; the device's own words are never passed on, for they may hold anything. */
  readonly meaning: string;
};

/** Every code that a service may answer with, by its name, e.g. `sbi:701`. */
export type DeviceReports = Readonly<Record<string, DeviceReport>>;

export type ReportSource = {
  readonly device: string;
  readonly operation: string;
  readonly timeoutMs: number;
  /** What was to be captured. */
  readonly target: string;
};

/** One row of a table: kind, what the resident does, what an officer does, meaning, Indonesian, English. */
export type ReportRow = readonly [
  kind: ReportKind,
  action: DeviceAction,
  remedy: DeviceRemedy,
  meaning: string,
  id: string,
  en: string,
];

/** Rows by code → reports by `service:code`. */
export function tabulateReports(service: string, rows: Readonly<Record<string, ReportRow>>): DeviceReports {
  return Object.fromEntries(
    Object.entries(rows).map(([code, [kind, action, remedy, meaning, id, en]]) => [
      `${service}:${code}`,
      { kind, action, remedy, meaning, id, en },
    ]),
  );
}

const codeShape = /^[a-z]+:-?[0-9A-Za-z]{1,8}$/;

/** The driver's failure for a code that a device reported. A code that no table knows is `driver.malformed`. */
export function failAsReported(reports: DeviceReports, code: string, source: ReportSource): BoothError {
  const { device, operation, timeoutMs, target } = source;
  const known = Object.hasOwn(reports, code) ? reports[code] : undefined;
  const reported = codeShape.test(code) ? code : `${code.slice(0, code.indexOf(":"))}:unreadable`;
  if (known === undefined) return new BoothError("driver.malformed", { device, problem: "an unknown code", reported });
  const problem = known.meaning;
  switch (known.kind) {
    case "busy":
      return new BoothError("driver.busy", { device, operation: problem, reported });
    case "disconnected":
      return new BoothError("driver.disconnected", { device, reported });
    case "malformed":
      return new BoothError("driver.malformed", { device, problem, reported });
    case "no-biometric":
      return new BoothError("driver.no-biometric", { device, target: `${target} (${problem})`, reported });
    case "timeout":
      return new BoothError("driver.timeout", { device, operation, timeoutMs, reported });
    case "untrusted":
      return new BoothError("driver.untrusted", { device, problem, reported });
    default:
      return known.kind satisfies never;
  }
}
