import type { KeyObject } from "node:crypto";
import { connect, type IClientOptions, type MqttClient } from "mqtt";
import { BoothError } from "../kernel/errors.ts";

/** MQTT 5.0, 2.4: reason codes. */
const packetTooLarge = 149;

/** Messages that may wait for the broker's Receive Maximum; the callers keep windows of their own far below it. */
const waitingMax = 256;

export type OutgoingMessage = {
  readonly topic: string;
  readonly payload: Buffer;
  readonly isRetained?: boolean;
  /** After which a broker should forget it; only MQTT 5 brokers do. */
  readonly expiryMs?: number;
};

/** What became of a message. `acknowledged` says the broker holds it in memory, and no more. */
export type PublishOutcome =
  | { readonly kind: "acknowledged" }
  | { readonly kind: "refused"; readonly reasonCode: number }
  | { readonly kind: "lost" };

export type ConnectionLoss = { readonly cause: "oversize" | "line"; readonly problem: string };

export type ConnectionLimits = {
  /** Largest packet the broker announced, or null: 3.1.1 brokers cannot say. */
  readonly packetLengthMaxBytes: number | null;
  /** Unacknowledged messages the broker takes at once. */
  readonly receiveMax: number;
};

export type BrokerSettings = {
  readonly url: string;
  readonly protocolVersion: 4 | 5;
  readonly clientId: string;
  readonly username: string;
  /** Mutual TLS 1.3 for `mqtts:`; null for a broker on this machine. */
  readonly tls: { readonly key: KeyObject; readonly certificatePem: string; readonly authorityPem: string } | null;
  /** 0: the session ends with the connection, and the broker keeps nothing for us. */
  readonly sessionExpiryMs: number;
  readonly lastWill: OutgoingMessage | null;
  readonly subscriptions: readonly string[];
  readonly connectTimeoutMs: number;
  /** Asked of MQTT 5 brokers: nothing larger reaches us. */
  readonly incomingLengthMaxBytes: number;
  /** The next message comes after this one settles. Must not reject, nor wait for a publish: both share the stream. */
  readonly onMessage: (topic: string, payload: Buffer) => Promise<void>;
};

/**
 * One connection from CONNECT to its end. It is never revived: a new one starts with an empty store, so a message that
 * killed the last connection cannot kill the next, and the outbox alone decides what is sent again.
 */
export type BrokerConnection = {
  readonly limits: ConnectionLimits;
  /** QoS 1. Settles always: when the connection ends, as `lost`. */
  readonly publish: (message: OutgoingMessage) => Promise<PublishOutcome>;
  readonly ended: Promise<ConnectionLoss>;
  /** Breaks the line, so that the broker publishes the last will. */
  readonly drop: () => void;
  /** Says goodbye: no last will. */
  readonly close: () => Promise<void>;
};

/**
 * The signal ends an attempt under way; a connection once made is ended by its own means.
 * @throws BoothError `broker.unreachable` when it cannot be reached, refuses us, or refuses a subscription
 */
export async function openBrokerConnection(settings: BrokerSettings, signal: AbortSignal): Promise<BrokerConnection> {
  const client = connect(settings.url, clientOptions(settings));
  const ended = watchEnd(client);
  const giveUp = () => client.stream.destroy();
  signal.addEventListener("abort", giveUp, { once: true });
  client.handleMessage = (packet, done) => {
    const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
    void settings.onMessage(packet.topic, payload).then(() => done());
  };

  const limits = await Promise.race([
    awaitAccepted(client, settings),
    ended.then(({ problem }) => unreachable(settings.url, problem)),
  ]).finally(() => signal.removeEventListener("abort", giveUp));
  return {
    limits,
    ended,
    publish: createPublisher(client, settings.protocolVersion, limits.receiveMax, ended),
    drop: () => client.stream.destroy(),
    close: async () => {
      client.end();
      await ended;
    },
  };
}

function clientOptions(settings: BrokerSettings): IClientOptions {
  const { tls, lastWill, sessionExpiryMs } = settings;
  return {
    protocolVersion: settings.protocolVersion,
    clientId: settings.clientId,
    username: settings.username,
    clean: sessionExpiryMs === 0,
    keepalive: 30,
    // A new client for every connection; this one never tries again.
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    connectTimeout: settings.connectTimeoutMs,
    ...(lastWill === null
      ? {}
      : { will: { topic: lastWill.topic, payload: lastWill.payload, qos: 1 as const, retain: true } }),
    ...(settings.protocolVersion === 5
      ? {
          properties: {
            sessionExpiryInterval: Math.round(sessionExpiryMs / 1000),
            maximumPacketSize: settings.incomingLengthMaxBytes,
          },
        }
      : {}),
    ...(tls === null ? {} : tlsOptions(tls)),
  };
}

function tlsOptions(tls: NonNullable<BrokerSettings["tls"]>) {
  return {
    key: tls.key.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: tls.certificatePem,
    ca: tls.authorityPem,
    minVersion: "TLSv1.3",
    rejectUnauthorized: true,
  };
}

/** Resolves once, with the first cause seen; the client is spent by then. */
function watchEnd(client: MqttClient): Promise<ConnectionLoss> {
  let loss: ConnectionLoss = { cause: "line", problem: "the connection closed" };
  let isKnown = false;
  const note = (cause: ConnectionLoss["cause"], problem: string) => {
    if (!isKnown) loss = { cause, problem };
    isKnown = true;
  };
  client.on("disconnect", ({ reasonCode = 0 }) => {
    note(reasonCode === packetTooLarge ? "oversize" : "line", `the broker disconnected us, reason ${reasonCode}`);
  });
  client.on("error", (error) => {
    // The codec knows no "packet too large" in a PUBACK and stops reading there: the callback would never come.
    note(/puback reason code/i.test(error.message) ? "oversize" : "line", error.message || error.name);
    client.stream.destroy();
  });
  return new Promise((resolve) => {
    client.once("close", () => {
      client.end(true);
      resolve(loss);
    });
  });
}

async function awaitAccepted(client: MqttClient, settings: BrokerSettings): Promise<ConnectionLimits> {
  const limits = await new Promise<ConnectionLimits>((resolve) => {
    client.once("connect", ({ properties }) =>
      resolve({
        packetLengthMaxBytes: properties?.maximumPacketSize ?? null,
        receiveMax: properties?.receiveMaximum ?? 65_535,
      }),
    );
  });
  if (settings.subscriptions.length === 0) return limits;
  try {
    await client.subscribeAsync([...settings.subscriptions], { qos: 1 });
  } catch (cause) {
    client.stream.destroy();
    throw unreachableError(settings.url, `subscription refused: ${String(cause)}`);
  }
  return limits;
}

/** Keeps within the broker's Receive Maximum (MQTT 5.0, 4.9), which the client library does not, and settles every promise. */
function createPublisher(
  client: MqttClient,
  protocolVersion: 4 | 5,
  receiveMax: number,
  ended: Promise<unknown>,
): BrokerConnection["publish"] {
  type Job = { readonly message: OutgoingMessage; readonly settle: (outcome: PublishOutcome) => void };
  const outstanding = new Set<Job>();
  const waiting: Job[] = [];
  const pump = () => {
    while (outstanding.size < receiveMax) {
      const job = waiting.shift();
      if (job === undefined) return;
      outstanding.add(job);
      client.publish(job.message.topic, job.message.payload, publishOptions(job.message, protocolVersion), (error) => {
        if (!outstanding.delete(job)) return;
        job.settle(readOutcome(error));
        pump();
      });
    }
  };
  void ended.then(() => {
    for (const job of [...outstanding, ...waiting.splice(0)]) job.settle({ kind: "lost" });
    outstanding.clear();
  });
  return (message) => {
    if (!client.connected || waiting.length >= waitingMax) return Promise.resolve({ kind: "lost" });
    return new Promise((settle) => {
      waiting.push({ message, settle });
      pump();
    });
  };
}

function publishOptions({ isRetained = false, expiryMs }: OutgoingMessage, protocolVersion: 4 | 5) {
  const expires = protocolVersion === 5 && expiryMs !== undefined;
  const properties = expires ? { properties: { messageExpiryInterval: Math.ceil(expiryMs / 1000) } } : {};
  return { qos: 1 as const, retain: isRetained, ...properties };
}

function readOutcome(error: Error | undefined): PublishOutcome {
  if (!error) return { kind: "acknowledged" };
  const reasonCode = "code" in error ? error.code : undefined;
  return typeof reasonCode === "number" && reasonCode >= 128 ? { kind: "refused", reasonCode } : { kind: "lost" };
}

function unreachable(url: string, problem: string): never {
  throw unreachableError(url, problem);
}

function unreachableError(url: string, problem: string): BoothError {
  return new BoothError("broker.unreachable", { url, problem });
}
