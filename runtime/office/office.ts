import type { KeyObject } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import { createRandom } from "../kernel/random.ts";
import { type BoothState, parseBoothState } from "../transfer/booth-state.ts";
import type { BrokerSettings } from "../transfer/broker-connection.ts";
import { type BrokerLink, createBrokerLink } from "../transfer/broker-link.ts";
import { officeUsername } from "../transfer/embedded-broker.ts";
import { chunkLengthMaxBytes, chunkOverheadMaxBytes } from "../transfer/limits.ts";
import type { StepEvent } from "../transfer/step-event.ts";
import { parseStepEvent } from "../transfer/step-message.ts";
import { officeSubscriptions, parseTopic, type Topic } from "../transfer/topics.ts";
import type { BoothCertificates } from "./booth-certificates.ts";
import { type Ingest, openIngest } from "./ingest.ts";
import type { IngestLimits, ReceivedPackage } from "./ingest-desk.ts";

export type OfficeLimits = IngestLimits & {
  readonly connectTimeoutMs: number;
  readonly retryDelayMinMs: number;
  readonly retryDelayMaxMs: number;
};

export const officeLimits: OfficeLimits = {
  connectTimeoutMs: 10_000,
  retryDelayMinMs: 1_000,
  retryDelayMaxMs: 60_000,
  creditBytes: 4 * 1024 * 1024,
  diskReserveBytes: 512 * 1024 * 1024,
  reportChunks: 8,
  reportDelayMs: 2_000,
  openTransfersMax: 64,
  openBytesMax: 2 * 1024 * 1024 * 1024,
  transferIdleMs: 600_000,
  waitingMax: 256,
};

export type OfficeOptions = Partial<OfficeLimits> & {
  readonly brokerUrl: string;
  readonly protocolVersion: 4 | 5;
  readonly siteId: string;
  /** Its own folder: ledger, packages, receipts, and what is under way. */
  readonly dir: string;
  /** P-256; signs receipts. */
  readonly ingestPrivateKey: KeyObject;
  /** Which receiving end this is. */
  readonly ingestId: string;
  readonly boothCertificates: BoothCertificates;
  /** Client certificate towards the broker; needed for `mqtts:` only. */
  readonly tls?: NonNullable<BrokerSettings["tls"]>;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type OfficeStatus = {
  readonly isConnected: boolean;
  readonly lastFailure: string | null;
  /** Messages that were not what they claimed, or that the disk could not take. */
  readonly refusedCount: number;
};

type Unsubscribe = () => void;

/** The receiving end for one site: takes packages in, answers each with a signed receipt, and passes on what booths say. */
export type Office = {
  /**
   * Opens the folder, then resolves when first connected or first failed; from then on it tries until stopped.
   * @throws BoothError `state.in-use`, `state.corrupt`, `disk.full`, `state.poisoned` when the folder cannot be opened
   */
  readonly start: () => Promise<void>;
  readonly onStep: (listener: (event: StepEvent) => void) => Unsubscribe;
  readonly onState: (listener: (state: BoothState) => void) => Unsubscribe;
  /** Called once a package, its ledger entry and its receipt are on the medium. */
  readonly onReceived: (listener: (received: ReceivedPackage) => void) => Unsubscribe;
  readonly status: () => OfficeStatus;
  /** Safe to call twice. */
  readonly stop: () => Promise<void>;
};

export function createOffice(options: OfficeOptions): Office {
  const limits = { ...officeLimits, ...options };
  const steps = createListeners<StepEvent>();
  const states = createListeners<BoothState>();
  const received = createListeners<ReceivedPackage>();
  let ingest: Ingest | null = null;
  let refusedCount = 0;
  let lastFailure: string | null = null;

  const receive = async (topicText: string, payload: Buffer) => {
    try {
      const topic = parseTopic(topicText);
      if (ingest !== null && topic.kind === "manifest") await ingest.takeManifest(topic, payload);
      if (ingest !== null && topic.kind === "chunk") await ingest.takeChunk(topic, payload);
      if (topic.kind === "steps") steps.tell(checkBooth(parseStepEvent(payload), topic));
      if (topic.kind === "state") states.tell(checkBooth(parseBoothState(payload), topic));
    } catch (error) {
      if (!(error instanceof BoothError)) throw error;
      refusedCount += 1;
      options.logger.warn("office.message-refused", { problem: error.message });
    }
  };
  const link: BrokerLink = createBrokerLink({
    ...limits,
    url: options.brokerUrl,
    clientId: `office-${options.ingestId}`,
    username: officeUsername,
    tls: options.tls ?? null,
    // What came while we were away is asked for again; a broker need not fill up with it.
    sessionExpiryMs: 0,
    createLastWill: () => null,
    subscriptions: officeSubscriptions(options.siteId),
    incomingLengthMaxBytes: chunkLengthMaxBytes + chunkOverheadMaxBytes,
    onConnected: () => void ingest?.resume(),
    onLost: () => undefined,
    onProblem: (problem) => {
      lastFailure = problem;
    },
    onMessage: receive,
    random: createRandom(`${options.siteId}/${options.ingestId}/link`),
  });

  return {
    start: async () => {
      ingest ??= await openIngest({
        ...options,
        limits,
        reply: (topic, payload) => void link.publish({ topic, payload: Buffer.from(payload) }),
        onReceived: received.tell,
      });
      await link.start();
    },
    onStep: steps.add,
    onState: states.add,
    onReceived: received.add,
    status: () => ({
      isConnected: link.isConnected(),
      lastFailure,
      refusedCount: refusedCount + (ingest?.refusedCount() ?? 0),
    }),
    stop: async () => {
      await link.stop();
      await ingest?.close();
      ingest = null;
    },
  };
}

/** A booth speaks only for itself. */
function checkBooth<T extends { readonly boothId: string }>(message: T, topic: Topic): T {
  if (message.boothId === topic.boothId) return message;
  throw new BoothError("message.invalid", { message: topic.kind, problem: "of another booth than its topic" });
}

function createListeners<T>() {
  const listeners = new Set<(value: T) => void>();
  return {
    add: (listener: (value: T) => void): Unsubscribe => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: (value: T) => {
      for (const listener of listeners) listener(value);
    },
  };
}
