import type { ExceptionReason } from "../kernel/biometric.ts";
import type { CaptureTarget } from "../visit/capture-target.ts";
import type { Actor } from "../visit/visit-event.ts";

/** What an unattended visit knows beforehand: who is there with which papers, and what cannot be captured. */
export type AttendancePlan = {
  readonly people: {
    readonly resident: Actor;
    readonly clerk: Actor;
    readonly operator: Actor;
    /** Confirms the operator's decisions. */
    readonly second: Actor;
    readonly kasi: Actor;
  };
  /** Papers that can be laid on the scanner. */
  readonly papers: ReadonlySet<string>;
  readonly exceptions: ReadonlyMap<CaptureTarget, ExceptionReason>;
  /** Why a bare line stands for the signature: two people then allow it before the resident signs. */
  readonly lineReason?: string;
  /** How often a device that failed is tried again before its capture is excepted. */
  readonly deviceRetriesMax: number;
  /** Where the resident needs a break once the device has given up: the visit is suspended, and then goes on. */
  readonly breaks?: ReadonlySet<CaptureTarget>;
  /** A finger that is in another visit of today ends this one; else the two are left to whoever reads the record. */
  readonly areDuplicatesRefused?: boolean;
};

/** Everybody in an unattended visit is a program, and is named so in every record. */
export const unattendedPeople: AttendancePlan["people"] = {
  resident: { role: "resident", id: "pemohon" },
  clerk: { role: "clerk", id: "loker-otomatis" },
  operator: { role: "operator", id: "operator-otomatis" },
  second: { role: "kasi", id: "saksi-otomatis" },
  kasi: { role: "kasi", id: "kasi-otomatis" },
};
