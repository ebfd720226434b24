import { randomUUID } from "node:crypto";
import { BoothError } from "../../kernel/errors.ts";
import { type BrokerSettings, openBrokerConnection } from "../../transfer/broker-connection.ts";
import { type CheckResult, tell } from "./check-result.ts";

export type BrokerCheck = Pick<BrokerSettings, "protocolVersion" | "tls" | "url" | "username"> & {
  readonly signal: AbortSignal;
};

const connectTimeoutMs = 5_000;
const incomingMaxBytes = 65_536;

/** Connects as the booth would, under a client id of its own: the same id would throw out a booth that runs. Says and asks nothing. */
export async function checkBroker({ signal, ...broker }: BrokerCheck): Promise<readonly CheckResult[]> {
  const { url } = broker;
  try {
    const connection = await openBrokerConnection(
      {
        ...broker,
        clientId: `check-${randomUUID().slice(0, 13)}`,
        sessionExpiryMs: 0,
        lastWill: null,
        subscriptions: [],
        connectTimeoutMs,
        incomingLengthMaxBytes: incomingMaxBytes,
        onMessage: async () => undefined,
      },
      signal,
    );
    await connection.close();
    return [tell("broker", "ok", "broker-good", { url })];
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    const problem = "problem" in error.detail ? String(error.detail.problem) : error.code;
    return [tell("broker", "fail", "broker-unreachable", { url, problem })];
  }
}
