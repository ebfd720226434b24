import type { KeyObject, X509Certificate } from "node:crypto";
import type { Clock } from "../kernel/clock.ts";
import type { Logger } from "../kernel/logger.ts";
import { createRandom } from "../kernel/random.ts";
import { type BoothState, encodeBoothState } from "../transfer/booth-state.ts";
import type { OutgoingMessage } from "../transfer/broker-connection.ts";
import { type BrokerLink, createBrokerLink } from "../transfer/broker-link.ts";
import type { BoothAddress } from "../transfer/identifiers.ts";
import { chunkLengthDefaultBytes, manifestLengthMaxBytes, windowMax } from "../transfer/limits.ts";
import { openReceipt, type Receipt } from "../transfer/receipt.ts";
import type { StepEvent } from "../transfer/step-event.ts";
import { encodeStepEvent } from "../transfer/step-message.ts";
import { boothSubscriptions, formatTopic } from "../transfer/topics.ts";
import { createFindings } from "./findings.ts";
import type { Outbox, OutboxEntry } from "./outbox.ts";
import { receiveMessage } from "./receive-message.ts";
import { runSender, type SenderRunner } from "./run-sender.ts";
import { createStepQueue, type StepQueue } from "./step-queue.ts";

export type UplinkIdentity = BoothAddress & {
  /** P-256; signs manifests, and opens the TLS session. */
  readonly privateKey: KeyObject;
  /** Its serial number is the client id. Null on a machine without certificates: then the booth id is. */
  readonly certificate: X509Certificate | null;
};

export type UplinkLimits = {
  readonly connectTimeoutMs: number;
  readonly retryDelayMinMs: number;
  readonly retryDelayMaxMs: number;
  readonly probeDelayMinMs: number;
  readonly probeDelayMaxMs: number;
  readonly acknowledgeTimeoutMs: number;
  readonly chunkLengthMaxBytes: number;
  readonly stepsWaitingMax: number;
};

export const uplinkLimits: UplinkLimits = {
  connectTimeoutMs: 10_000,
  retryDelayMinMs: 1_000,
  retryDelayMaxMs: 300_000,
  probeDelayMinMs: 5_000,
  probeDelayMaxMs: 300_000,
  acknowledgeTimeoutMs: 120_000,
  chunkLengthMaxBytes: chunkLengthDefaultBytes,
  stepsWaitingMax: 1_000,
};

export type UplinkOptions = Partial<UplinkLimits> & {
  readonly brokerUrl: string;
  readonly protocolVersion: 4 | 5;
  readonly identity: UplinkIdentity;
  /** Certificate of whoever vouches for the broker, PEM; needed for `mqtts:` only. */
  readonly brokerAuthorityPem?: string;
  /** Public key of the receiving end: the only one whose receipts count. */
  readonly ingestKey: KeyObject;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type BoothCondition = Pick<BoothState, "softwareVersion" | "isSafeMode">;

export type UplinkStatus = {
  readonly isConnected: boolean;
  /** Packages without a receipt. */
  readonly pending: number;
  readonly lastFailure: string | null;
  /** Receipts and status messages that were not what they claimed. */
  readonly refusedCount: number;
  /** Live step events that never left; the sealed packages have them. */
  readonly stepsLostCount: number;
};

/** A receipt that has released its package, or rejected it; with the package it speaks of. */
export type ReceiptListener = (receipt: Receipt, entry: OutboxEntry) => void;

/** The booth's side of the line. One a booth: its client id is the booth's. */
export type Uplink = {
  /** Resolves when first connected or first failed; from then on it tries until stopped. */
  readonly start: () => Promise<void>;
  /** Live, at least once, in order. Never waits; see `StepQueue.push` for what happens when the line is long away. */
  readonly publishStep: (event: StepEvent) => void;
  readonly setState: (condition: BoothCondition) => void;
  /** The outbox has a new package. */
  readonly kick: () => void;
  /**
   * Called once the receipt is durable and the package gone, so that the visit's key may be destroyed; or, with status
   * `REJECTED`, while the package stays. Returns a function that ends the calls.
   */
  readonly onReceipt: (listener: ReceiptListener) => () => void;
  readonly status: () => UplinkStatus;
  /** Says the booth is offline and leaves. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

/** How long a broker keeps receipts and status messages for a booth that is away. */
const sessionExpiryMs = 7 * 24 * 3_600_000;

export function createUplink(options: UplinkOptions): Uplink {
  const { outbox, identity } = options;
  const limits = { ...uplinkLimits, ...options };
  const address: BoothAddress = { siteId: identity.siteId, boothId: identity.boothId };
  const listeners = new Set<ReceiptListener>();
  const tell: ReceiptListener = (receipt, entry) => {
    for (const listener of listeners) listener(receipt, entry);
  };
  const findings = createFindings(options.logger);
  let condition: BoothCondition = { softwareVersion: "unknown", isSafeMode: false };
  const stateMessage = (isOnline: boolean) =>
    composeState({ ...address, ...condition, isOnline, pendingCount: outbox.pending().length }, options.clock);
  const publishState = () => void link.publish(stateMessage(true));

  const link: BrokerLink = createBrokerLink({
    ...composeLinkSettings(options, limits),
    createLastWill: () => stateMessage(false),
    onConnected: (connection) => {
      publishState();
      steps.pump();
      sender.offer();
      sender.post({ kind: "link-up", ...connection });
    },
    onProblem: (problem) => findings.note(describeProblem(problem, options)),
    onLost: ({ cause }) => sender.post({ kind: "link-down", cause }),
    onMessage: async (topic, payload) =>
      findings.guard(() => receiveMessage({ ...options, post: sender.post, tell }, topic, payload)),
  });
  const steps: StepQueue = createStepQueue(limits.stepsWaitingMax, (payload) =>
    link.publish({ topic: formatTopic({ kind: "steps", ...address }), payload }),
  );
  const sender: SenderRunner = runSender({
    address,
    boothKey: identity.privateKey,
    outbox,
    policy: { ...limits, windowMax, unansweredMax: 4, lossesMax: 2 },
    publish: link.publish,
    resetLink: link.reset,
    onReleased: (entry, receipt) => {
      publishState();
      tell(openReceipt(receipt, options.ingestKey), entry);
    },
    onAlarm: findings.note,
    clock: options.clock,
    logger: options.logger,
    random: createRandom(`${address.siteId}/${address.boothId}/probe`),
  });

  return {
    start: link.start,
    publishStep: (event) => steps.push(encodeStepEvent(event)),
    setState: (next) => {
      condition = next;
      publishState();
    },
    kick: () => {
      publishState();
      sender.offer();
    },
    onReceipt: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    status: () => ({
      isConnected: link.isConnected(),
      pending: outbox.pending().length,
      lastFailure: findings.last(),
      refusedCount: findings.refusedCount(),
      stepsLostCount: steps.lostCount(),
    }),
    stop: async () => {
      // The sender waits for what is on the road, which a silent broker settles only by the end of the line.
      const settled = sender.stop();
      await link.stop(stateMessage(false));
      await settled;
    },
  };
}

function composeLinkSettings(options: UplinkOptions, limits: UplinkLimits) {
  const { identity, brokerAuthorityPem, clock, logger } = options;
  const { siteId, boothId, certificate, privateKey } = identity;
  const isSecure = certificate !== null && brokerAuthorityPem !== undefined;
  return {
    ...limits,
    url: options.brokerUrl,
    protocolVersion: options.protocolVersion,
    clientId: certificate?.serialNumber ?? boothId,
    username: boothId,
    tls: isSecure
      ? { key: privateKey, certificatePem: certificate.toString(), authorityPem: brokerAuthorityPem }
      : null,
    sessionExpiryMs,
    subscriptions: boothSubscriptions({ siteId, boothId }),
    // Status and receipts are far smaller; recipient keys are a few certificates.
    incomingLengthMaxBytes: manifestLengthMaxBytes,
    clock,
    logger,
    random: createRandom(`${siteId}/${boothId}/link`),
  };
}

/** TLS 1.3 turns a client certificate away only after the handshake, which looks like a line that breaks. */
function describeProblem(problem: string, { identity, clock }: UplinkOptions): string {
  const { certificate } = identity;
  const isExpired = certificate !== null && Date.parse(certificate.validTo) < Date.parse(clock.nowAt());
  return isExpired ? `the booth's certificate expired on ${certificate.validTo} (${problem})` : problem;
}

function composeState(state: Omit<BoothState, "version" | "at">, clock: Clock): OutgoingMessage {
  const payload = encodeBoothState({ version: 1, ...state, at: clock.nowAt() });
  return {
    topic: formatTopic({ kind: "state", siteId: state.siteId, boothId: state.boothId }),
    payload,
    isRetained: true,
  };
}
