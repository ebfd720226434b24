import { randomUUID, type X509Certificate } from "node:crypto";
import type { Clock } from "../../../runtime/kernel/clock.ts";
import { isFailure } from "../../../runtime/kernel/errors.ts";
import { type CheckedRecord, checkCapture } from "./check-capture.ts";
import type { SbiDevice } from "./find-sbi-device.ts";
import { callSbi } from "./sbi-link.ts";
import type { SbiTarget } from "./sbi-targets.ts";
import type { SbiKind } from "./scan-sbi-ports.ts";

/** One capture of one target by one device. */
export type SbiCapture = {
  readonly device: string;
  readonly kind: SbiKind;
  readonly found: SbiDevice;
  readonly target: SbiTarget;
  /** From 0 to 100; the device gives its best when it cannot reach it, and says how good that is. */
  readonly requestedScore: number;
  /** The hash of the last record that came from this device; empty for the first. */
  readonly previousHash: string;
  readonly authorities: readonly X509Certificate[];
  /** What the device is given. */
  readonly captureTimeoutMs: number;
  /** How much longer than that we wait: some devices overrun. */
  readonly slackMs: number;
  /** How long a device that says it is in use is asked again. */
  readonly busyPatienceMs: number;
  readonly clock: Clock;
};

const busyPauseMs = 250;

/**
 * Captures and checks. A device still letting go of what it did before is asked again for a while.
 * @throws BoothError as `callSbi` and `checkCapture` do; the signal's reason when aborted
 */
export async function captureSbi(capture: SbiCapture, signal: AbortSignal): Promise<readonly CheckedRecord[]> {
  const { clock, busyPatienceMs } = capture;
  const untilMs = clock.monotonicMs() + busyPatienceMs;
  for (;;) {
    try {
      return await captureOnce(capture, signal);
    } catch (error) {
      if (!isFailure(error, "driver.busy") || clock.monotonicMs() >= untilMs) throw error;
    }
    await clock.sleep(busyPauseMs, signal);
  }
}

async function captureOnce(capture: SbiCapture, signal: AbortSignal): Promise<readonly CheckedRecord[]> {
  const { device, kind, found, target, previousHash, authorities, captureTimeoutMs, slackMs, clock } = capture;
  const transactionId = randomUUID();
  const timeoutMs = captureTimeoutMs + slackMs;
  const message = formatCapture(capture, transactionId);
  const answer = await callSbi(found.base, "RCAPTURE", message, {
    device,
    operation: "capture",
    timeoutMs,
    clock,
    signal,
  });
  const trust = { device, authorities, nowAt: clock.nowAt() };
  const { names } = target;
  return checkCapture(answer, { kind, names, transactionId, previousHash, found, trust, timeoutMs });
}

/** Scalars travel as strings, and `previousHash` must be there even when it is empty. */
function formatCapture(capture: SbiCapture, transactionId: string): object {
  const { kind, found, target, requestedScore, previousHash, captureTimeoutMs, clock } = capture;
  return {
    env: found.info.env,
    purpose: "Registration",
    specVersion: found.specVersion,
    timeout: String(captureTimeoutMs),
    captureTime: `${clock.nowAt().slice(0, 19)}Z`,
    transactionId,
    bio: [
      {
        type: kind,
        count: String(Math.max(1, target.names.length)),
        bioSubType: target.names,
        exception: target.exceptions,
        requestedScore: String(requestedScore),
        deviceId: found.info.deviceId,
        deviceSubId: target.deviceSubId,
        previousHash,
      },
    ],
    customOpts: null,
  };
}
