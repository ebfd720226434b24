/** Everything that the self-test can find, with what a sentence about it needs. Add a row here before reporting a new one. */
export type CheckDetail = {
  "state-good": { readonly path: string; readonly freeBytes: number };
  "state-to-be-made": { readonly path: string; readonly freeBytes: number };
  "state-not-writable": { readonly path: string; readonly problem: string };
  "state-space-low": { readonly path: string; readonly freeBytes: number; readonly limitBytes: number };
  "journal-good": { readonly entries: number; readonly lastAt: string };
  "journal-empty": { readonly path: string };
  "journal-torn": { readonly tornBytes: number };
  "journal-nearly-full": { readonly usedBytes: number; readonly limitBytes: number };
  "journal-damaged": { readonly problem: string };
  "models-good": { readonly count: number };
  "model-wrong": { readonly model: string; readonly problem: string };
  "keys-good": { readonly until: string };
  "keys-to-be-made": { readonly path: string };
  "keys-of-demonstration": { readonly path: string };
  "key-unusable": { readonly path: string; readonly problem: string };
  "key-readable-by-others": { readonly path: string };
  "certificate-ended": { readonly path: string; readonly at: string };
  "certificate-ends-soon": { readonly path: string; readonly at: string };
  "certificate-not-begun": { readonly path: string; readonly at: string };
  "clock-good": { readonly now: string };
  "clock-unsynchronised": { readonly now: string };
  "clock-behind": { readonly now: string; readonly lastAt: string };
  "clock-impossible": { readonly now: string };
  "broker-good": { readonly url: string };
  "broker-embedded": Readonly<Record<never, never>>;
  "broker-unreachable": { readonly url: string; readonly problem: string };
  "device-good": { readonly role: string; readonly driver: string; readonly model: string; readonly serial: string };
  "device-emulated": { readonly role: string; readonly driver: string; readonly serial: string };
  "device-of-page": { readonly role: string };
  "device-simulated": { readonly role: string };
  "device-in-use": { readonly role: string; readonly driver: string };
  "device-failed": { readonly role: string; readonly driver: string; readonly problem: string };
  "program-good": { readonly program: string };
  "program-missing": { readonly program: string; readonly package: string; readonly roles: string };
  "operators-good": { readonly count: number };
  "operators-none": Readonly<Record<never, never>>;
  "operators-unreadable": { readonly problem: string };
  "check-broken": { readonly problem: string };
};
export type CheckCode = keyof CheckDetail;

/** `warn`: the booth works, and somebody should know. `fail`: it must not be opened to residents like this. */
export type Verdict = "fail" | "ok" | "warn";

export const checkIds = [
  ...(["state", "journal", "models", "keys", "clock", "broker", "programs", "devices", "operators"] as const),
] as const;
export type CheckId = (typeof checkIds)[number];

export type CheckResult<C extends CheckCode = CheckCode> = {
  readonly check: CheckId;
  readonly verdict: Verdict;
  readonly code: C;
  readonly detail: CheckDetail[C];
};

/** One result. */
export function tell<C extends CheckCode>(
  check: CheckId,
  verdict: Verdict,
  code: C,
  detail: CheckDetail[C],
): CheckResult {
  return { check, verdict, code, detail };
}
