import type { Clock } from "../../../runtime/kernel/clock.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import type { Logger } from "../../../runtime/kernel/logger.ts";
import { nameHttpFailure, send } from "../exchange-http.ts";
import { createMjpegParser } from "../mjpeg-parser.ts";
import { createNewestSlot } from "../newest-slot.ts";
import { readLeadingJson } from "../read-leading-json.ts";
import { waitWithin } from "../wait-within.ts";
import type { SbiDevice } from "./find-sbi-device.ts";
import { formatSbiCall } from "./sbi-link.ts";
import { bareErrorSchema } from "./sbi-messages.ts";

export type LiveViewParts = {
  readonly device: string;
  readonly found: SbiDevice;
  readonly deviceSubId: string;
  /** How long a view may show nothing new before it is begun again. */
  readonly stallMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** A device's live view. It is a courtesy: whatever becomes of it, a capture does not depend on it. */
export type LiveView = {
  /** The newest JPEG not yet shown; null once the view is over. Never rejects. */
  readonly next: () => Promise<Uint8Array | null>;
  /** Hangs up; the device is free a moment later. */
  readonly close: () => void;
};

const viewTimeoutMs = 300_000;
const beginningsMax = 4;
const pauseMs = 250;
/** The standard's least; slower is told to technicians once. */
const framesPerSecondMin = 3;
const rateWindowMs = 2_000;

/** Starts the live view of one part of a device, and begins it again when it stalls or the device was still busy. */
export function viewLive(parts: LiveViewParts, signal: AbortSignal): LiveView {
  const slot = createNewestSlot<Uint8Array>();
  const ending = new AbortController();
  const ended = AbortSignal.any([ending.signal, signal]);
  void keepViewing(parts, slot.put, ended).finally(slot.end);
  return { next: slot.take, close: () => ending.abort() };
}

/** Never rejects: a view that cannot be had is logged and over. */
async function keepViewing(parts: LiveViewParts, show: (jpeg: Uint8Array) => void, signal: AbortSignal): Promise<void> {
  const { device, clock, logger } = parts;
  const rate = createRateWatch(parts);
  try {
    for (let beginning = 1; beginning <= beginningsMax; beginning += 1) {
      rate.begin();
      const outcome = await viewOnce(parts, (jpeg) => [rate.count(), show(jpeg)], signal);
      if (outcome === null) return;
      logger.warn("sbi.view-interrupted", { device, reason: outcome, beginning });
      await clock.sleep(pauseMs, signal);
    }
  } catch (error) {
    if (signal.aborted) return;
    const named = nameHttpFailure(device, error);
    logger.warn("sbi.view-failed", { device, code: named instanceof BoothError ? named.code : "unknown" });
  }
}

/** One view until its end: null when it ended in the normal course, else why it should be begun again. */
async function viewOnce(
  { device, found, deviceSubId, stallMs, clock }: LiveViewParts,
  show: (jpeg: Uint8Array) => void,
  signal: AbortSignal,
): Promise<string | null> {
  const hangUp = new AbortController();
  const call = formatSbiCall(found.base, "STREAM", {
    deviceId: found.info.deviceId,
    deviceSubId,
    timeout: String(viewTimeoutMs),
  });
  const whenLate = () => new BoothError("driver.timeout", { device, operation: "live view", timeoutMs: stallMs });
  const within = <T>(work: Promise<T>, timeoutMs: number) => waitWithin(work, { clock, timeoutMs, signal, whenLate });
  const parser = createMjpegParser();
  try {
    const answer = await within(send(call, AbortSignal.any([hangUp.signal, signal])), stallMs);
    const chunks = answer[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    let dueMs = clock.monotonicMs() + stallMs;
    // A torn view reports its end by the connection, and a stalled one by the clock.
    for (;;) {
      const chunk = await within(chunks.next(), Math.max(0, dueMs - clock.monotonicMs()));
      if (chunk.done === true) break;
      for (const jpeg of parser.push(chunk.value)) {
        show(jpeg);
        dueMs = clock.monotonicMs() + stallMs;
      }
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof BoothError)) throw error;
    return "stalled";
  } finally {
    hangUp.abort();
  }
  if (parser.state() === "broken") return "no images";
  return readReason(parser.trailer());
}

/** Only "in use" is worth another try; other ends, and the time-out of the view itself, are final. */
function readReason(trailer: string): string | null {
  const body = trailer.startsWith("HTTP/1.") ? trailer.slice(trailer.indexOf("\r\n\r\n") + 4) : trailer;
  const bare = bareErrorSchema.safeParse(readLeadingJson(body));
  return bare.success && bare.data === "111" ? "in use" : null;
}

type RateWatch = {
  /** A view begins: what stood still before it was said already, and is no rate. */
  readonly begin: () => void;
  readonly count: () => void;
};

function createRateWatch({ device, clock, logger }: LiveViewParts): RateWatch {
  let sinceMs = clock.monotonicMs();
  let frames = 0;
  let isTold = false;
  const begin = () => {
    sinceMs = clock.monotonicMs();
    frames = 0;
  };
  const count = () => {
    frames += 1;
    const elapsedMs = clock.monotonicMs() - sinceMs;
    if (elapsedMs < rateWindowMs) return;
    const framesPerSecond = Math.round((frames * 10_000) / elapsedMs) / 10;
    if (framesPerSecond < framesPerSecondMin && !isTold) {
      isTold = true;
      logger.warn("sbi.view-slow", { device, framesPerSecond });
    }
    begin();
  };
  return { begin, count };
}
