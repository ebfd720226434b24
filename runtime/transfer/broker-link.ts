import type { Clock } from "../kernel/clock.ts";
import { isFailure } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Random } from "../kernel/random.ts";
import {
  type BrokerConnection,
  type BrokerSettings,
  type ConnectionLimits,
  type ConnectionLoss,
  type OutgoingMessage,
  openBrokerConnection,
  type PublishOutcome,
} from "./broker-connection.ts";

export type LinkSettings = Omit<BrokerSettings, "lastWill"> & {
  /** Asked anew for every connection, because a will carries its time. */
  readonly createLastWill: () => OutgoingMessage | null;
  readonly retryDelayMinMs: number;
  readonly retryDelayMaxMs: number;
  readonly onConnected: (limits: ConnectionLimits) => void;
  readonly onLost: (loss: ConnectionLoss) => void;
  /** Why there is no connection, in the words of whoever knew. */
  readonly onProblem: (problem: string) => void;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: Random;
};

/** A connection to the broker that comes back by itself, with bounded, jittered, doubling delays. */
export type BrokerLink = {
  /** Resolves when the first attempt has succeeded or failed. Never throws because the broker is away. */
  readonly start: () => Promise<void>;
  readonly isConnected: () => boolean;
  /** `lost` at once while there is no connection: nothing is queued here. */
  readonly publish: (message: OutgoingMessage) => Promise<PublishOutcome>;
  /** Breaks the line and connects anew, for a broker that has stopped answering. */
  readonly reset: () => void;
  /** Publishes the farewell if it can, leaves, and stays away. Safe to call twice. */
  readonly stop: (farewell?: OutgoingMessage) => Promise<void>;
};

/** A connection that lived this long was a good one: the next delay starts small again. */
const stableAfterMs = 5_000;
/** A goodbye must not hold up a shutdown. */
const farewellTimeoutMs = 500;

export function createBrokerLink(settings: LinkSettings): BrokerLink {
  const { clock, logger } = settings;
  const stopping = new AbortController();
  let connection: BrokerConnection | null = null;
  let firstAttempt: Promise<void> | null = null;
  let running: Promise<void> | null = null;

  const live = async (opened: BrokerConnection) => {
    connection = opened;
    logger.info("link.connected", { url: settings.url });
    settings.onConnected(opened.limits);
    const loss = await opened.ended;
    connection = null;
    if (stopping.signal.aborted) return;
    settings.onProblem(loss.problem);
    logger.warn("link.lost", { url: settings.url, cause: loss.cause, problem: loss.problem });
    settings.onLost(loss);
  };

  const keepConnected = async (onFirstAttempt: () => void) => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      const startedMs = clock.monotonicMs();
      const opened = await attempt(settings, stopping.signal).catch((error: unknown) => {
        if (!isFailure(error, "broker.unreachable")) throw error;
        const { problem } = error.detail;
        settings.onProblem(problem);
        logger.warn("link.unreachable", { url: settings.url, problem, failures });
        return null;
      });
      const life = opened === null || stopping.signal.aborted ? opened?.close() : live(opened);
      onFirstAttempt();
      await life;
      failures = clock.monotonicMs() - startedMs >= stableAfterMs ? 0 : failures + 1;
      await pause(settings, failures, stopping.signal);
    }
  };

  return {
    start: () => {
      // Nothing but our own fault ends the loop; unhandled, it ends the process.
      firstAttempt ??= new Promise((resolve) => {
        running = keepConnected(resolve);
      });
      return firstAttempt;
    },
    isConnected: () => connection !== null,
    publish: (message) => connection?.publish(message) ?? Promise.resolve({ kind: "lost" }),
    reset: () => connection?.drop(),
    stop: async (farewell) => {
      const last = connection;
      if (last !== null && farewell !== undefined && !stopping.signal.aborted) {
        await within(farewellTimeoutMs, last.publish(farewell), clock);
      }
      stopping.abort();
      if (last !== null) await within(farewellTimeoutMs, last.close(), clock);
      last?.drop();
      await running;
    },
  };
}

function attempt(settings: LinkSettings, signal: AbortSignal): Promise<BrokerConnection> {
  return openBrokerConnection({ ...settings, lastWill: settings.createLastWill() }, signal);
}

/** Doubles from the shortest delay to the longest, then takes between half and all of it, so that a hall of booths does not knock together. */
async function pause(settings: LinkSettings, failures: number, signal: AbortSignal): Promise<void> {
  const { retryDelayMinMs, retryDelayMaxMs, random, clock } = settings;
  const delayMs = Math.min(retryDelayMaxMs, retryDelayMinMs * 2 ** Math.min(failures, 30));
  await clock.sleep(delayMs * random.between(0.5, 1), signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Waits for `settling`, but not for ever. */
async function within(timeoutMs: number, settling: Promise<unknown>, clock: Clock): Promise<void> {
  const settled = new AbortController();
  const timeout = clock.sleep(timeoutMs, settled.signal).catch(() => undefined);
  await Promise.race([settling, timeout]);
  settled.abort();
}
