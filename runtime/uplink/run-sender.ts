import type { KeyObject } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Random } from "../kernel/random.ts";
import type { OutgoingMessage, PublishOutcome } from "../transfer/broker-connection.ts";
import type { BoothAddress } from "../transfer/identifiers.ts";
import {
  composeChunkMessage,
  composeManifestMessage,
  findEntry,
  type LoadedPackage,
  loadPackage,
} from "./load-package.ts";
import type { Outbox, OutboxEntry } from "./outbox.ts";
import { nextTickMs, stepSender } from "./sender.ts";
import { createSenderState, type SenderAction, type SenderEvent, type SenderPolicy } from "./sender-state.ts";

export type SenderParts = {
  readonly address: BoothAddress;
  readonly boothKey: KeyObject;
  readonly outbox: Outbox;
  readonly policy: SenderPolicy;
  readonly publish: (message: OutgoingMessage) => Promise<PublishOutcome>;
  readonly resetLink: () => void;
  /** The receipt is durable and the package gone. */
  readonly onReleased: (entry: OutboxEntry, receipt: Uint8Array) => void;
  readonly onAlarm: (problem: string) => void;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: Random;
};

export type SenderRunner = {
  readonly post: (event: SenderEvent) => void;
  /** Tells the sender what the outbox holds now. */
  readonly offer: () => void;
  /** Performs nothing more from now on; resolves when what is under way on disk and line has settled. */
  readonly stop: () => Promise<void>;
};

/** Performs what the sender decides, and feeds the results back as events. Holds one package in memory. */
export function runSender(parts: SenderParts): SenderRunner {
  const { clock, policy, outbox, random } = parts;
  const underWay = new Set<Promise<void>>();
  let state = createSenderState(policy);
  let loaded: LoadedPackage | null = null;
  let timer = new AbortController();
  let isStopped = false;

  const post = (event: SenderEvent) => {
    if (isStopped) return;
    const step = stepSender(state, event, { nowMs: clock.monotonicMs(), jitterRatio: random.next() }, policy);
    state = step.state;
    if (state.current === null) loaded = null;
    for (const action of step.actions) start(action);
    setTimer();
  };

  const start = (action: SenderAction) => {
    const running = perform(action).finally(() => underWay.delete(running));
    underWay.add(running);
  };

  const perform = async (action: SenderAction) => {
    if (action.kind === "prepare") {
      const { packageId, chunkLengthBytes } = action;
      const result = await prepare(action, parts);
      const isWanted = state.current?.packageId === packageId && state.current.chunkLengthBytes === chunkLengthBytes;
      if (result !== null && isWanted) loaded = result;
      post(result === null ? { kind: "unreadable", packageId } : { kind: "prepared", packageId, chunkLengthBytes });
      return;
    }
    const event = await performAction(action, loaded, parts);
    if (event !== null) post(event);
    if (event?.kind === "release-failed") offer();
  };

  const setTimer = () => {
    timer.abort();
    timer = new AbortController();
    const atMs = nextTickMs(state, policy);
    if (!Number.isFinite(atMs)) return;
    const { signal } = timer;
    clock.sleep(Math.max(0, atMs - clock.monotonicMs()), signal).then(
      () => post({ kind: "tick" }),
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
  };

  const offer = () => post({ kind: "offered", pending: outbox.pending() });
  return {
    post,
    offer,
    stop: async () => {
      isStopped = true;
      timer.abort();
      await Promise.all(underWay);
    },
  };
}

async function prepare(
  { packageId, chunkLengthBytes }: Extract<SenderAction, { kind: "prepare" }>,
  parts: SenderParts,
): Promise<LoadedPackage | null> {
  try {
    return await loadPackage(parts, packageId, chunkLengthBytes);
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    parts.logger.error("uplink.package-unreadable", { packageId, code: error.code });
    return null;
  }
}

/** Resolves to the event the action led to, or null when nothing needs to be said. */
async function performAction(
  action: Exclude<SenderAction, { kind: "prepare" }>,
  loaded: LoadedPackage | null,
  parts: SenderParts,
): Promise<SenderEvent | null> {
  const { packageId } = "packageId" in action ? action : { packageId: "" };
  switch (action.kind) {
    case "announce":
      if (loaded?.entry.packageId !== packageId) return null;
      return readOutcome(await parts.publish(composeManifestMessage(loaded)), packageId, 0);
    case "send":
      if (loaded?.entry.packageId !== packageId) return null;
      return readOutcome(await parts.publish(composeChunkMessage(loaded, action.index)), packageId, action.serial);
    case "release":
      return release(packageId, action.receipt, parts);
    case "reset-link":
      parts.logger.warn("uplink.broker-silent", { timeoutMs: parts.policy.acknowledgeTimeoutMs });
      parts.resetLink();
      return null;
    case "alarm":
      parts.logger.error("uplink.package-set-aside", { packageId, cause: action.code });
      parts.onAlarm(`package ${packageId} set aside: ${action.code}`);
      return null;
    default:
      return action satisfies never;
  }
}

/** What was lost needs no word: the connection ended, and that is an event of its own. */
function readOutcome(outcome: PublishOutcome, packageId: string, serial: number): SenderEvent | null {
  switch (outcome.kind) {
    case "acknowledged":
      return { kind: "acknowledged", serial };
    case "refused":
      return { kind: "refused", packageId, serial, reasonCode: outcome.reasonCode };
    case "lost":
      return null;
    default:
      return outcome satisfies never;
  }
}

async function release(packageId: string, receipt: Uint8Array, parts: SenderParts): Promise<SenderEvent> {
  try {
    const entry = findEntry(parts.outbox, packageId);
    await parts.outbox.release(packageId, receipt);
    parts.logger.info("uplink.released", { packageId, sequence: entry.sequence });
    parts.onReleased(entry, receipt);
    return { kind: "released", packageId };
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    parts.logger.error("uplink.release-failed", { packageId, code: error.code });
    parts.onAlarm(`release of ${packageId} failed: ${error.code}`);
    return { kind: "release-failed", packageId };
  }
}
