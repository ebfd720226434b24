import type { FingerprintReasonCode } from "./fingerprint-limits.ts";

const codes: readonly FingerprintReasonCode[] = [
  "no-finger",
  "empty-image",
  "too-small",
  "too-large",
  "low-contrast",
  "too-few-minutiae",
];

/** Reasons for which a print has no score at all: its 0 says that none could be computed. */
export const refusalCodes: ReadonlySet<string> = new Set(codes);
