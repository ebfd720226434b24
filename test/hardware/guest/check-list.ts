import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { type CheckReport, formatGuestReport } from "../guest-report.ts";

/** The checks of one device, in their order. */
export type CheckList = {
  /** Does it, within its time, and tells the host how it went. What it resolves to is the note. Never throws. */
  readonly check: (what: string, work: () => Promise<string>) => Promise<void>;
};

/** TCG computes some twenty times slower than the machine itself. */
export const slowFactor = 10;
const checkLimitMs = 60_000;

export function createCheckList(device: string): CheckList {
  return {
    check: async (what, work) => {
      const startMs = performance.now();
      const [outcome, note] = await tryWithin(work);
      const elapsedMs = Math.round(performance.now() - startMs);
      report({ kind: "check", name: `${device}: ${what}`, outcome, elapsedMs, note });
    },
  };
}

export function reportSkipped(device: string, why: string): void {
  report({ kind: "check", name: device, outcome: "skipped", elapsedMs: 0, note: why });
}

async function tryWithin(work: () => Promise<string>): Promise<["passed" | "failed", string]> {
  const ended = new AbortController();
  const late = delay(checkLimitMs, undefined, { signal: ended.signal }).then(
    () => Promise.reject(new Error(`not within ${checkLimitMs} ms`)),
    () => "",
  );
  try {
    return ["passed", await Promise.race([work(), late])];
  } catch (error) {
    return ["failed", describeFailure(error)];
  } finally {
    ended.abort();
  }
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const why = cause instanceof Error ? `, because: ${cause.message}` : "";
  return error instanceof BoothError || error instanceof CheckFailure ? `${error.message}${why}` : String(error.stack);
}

function report(check: CheckReport): void {
  process.stdout.write(formatGuestReport(check));
}

/** What a check found to be otherwise. */
export class CheckFailure extends Error {}

/** @throws CheckFailure */
export function claim(isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue) throw new CheckFailure(what);
}

/** @throws CheckFailure */
export function claimSame(actual: unknown, wanted: unknown, what: string): void {
  claim(isDeepStrictEqual(actual, wanted), `${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`);
}

/** Waits for a `BoothError`, and gives its code. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof BoothError) return error.code;
    throw error;
  }
  return "none";
}

/** Waits, looking now and then. @throws CheckFailure */
export async function waitUntil(
  isTrue: () => boolean | Promise<boolean>,
  limitMs: number,
  what: string,
): Promise<void> {
  const giveUpMs = performance.now() + limitMs;
  while (!(await isTrue())) {
    claim(performance.now() < giveUpMs, `${what}: not within ${limitMs} ms`);
    await delay(50);
  }
}
