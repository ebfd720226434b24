import type { ExceptionReason } from "../kernel/biometric.ts";
import type { RegisterRow } from "../registry/compare-biodata.ts";
import type { Biodata } from "../registry/registry.ts";
import type { CaptureTarget } from "../visit/capture-target.ts";
import type { Body } from "./body.ts";

export const residentIds = [
  "good",
  "dry-fingers",
  "wrong-hand",
  "whole-hands",
  "glasses",
  "missing-fingers",
  "child-with-guardian",
  "under-age",
  "runs-out-of-time",
  "unknown-to-register",
  "data-differ",
  "already-recorded",
  "spoofed-duplicate",
] as const;
export type ResidentId = (typeof residentIds)[number];

/** Somebody who does not exist, and everything that happens when they come. */
export type ScriptedResident = {
  readonly id: ResidentId;
  /** What they say of themselves. */
  readonly biodata: Biodata;
  /** What the register has of them, or null. */
  readonly register: RegisterRow | null;
  /** What they have brought. */
  readonly papers: ReadonlySet<string>;
  readonly body: Body;
  /** What an operator records in place of a capture. */
  readonly exceptions: ReadonlyMap<CaptureTarget, ExceptionReason>;
  /** Where they need a break when the device has given up on them. */
  readonly breaks: ReadonlySet<CaptureTarget>;
  /** How their visit ends when everybody keeps to the procedure. */
  readonly ending: "receipt" | "cancelled";
};
