import { startAedes } from "./start-aedes.ts";
import { mosquittoMissing, startMosquitto } from "./start-mosquitto.ts";

/** A real broker of a test's own, on a loopback port. */
export type TestBroker = {
  readonly url: string;
  readonly port: number;
  /** Ends it as a power cut would: no goodbye to anybody. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port, after `kill`. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type BrokerKind = {
  readonly name: string;
  readonly protocolVersion: 4 | 5;
  /** Null when it can be started; otherwise why not. */
  readonly missing: string | null;
  readonly start: () => Promise<TestBroker>;
};

/** Everything the transfer must work on alike. */
export const brokerKinds: readonly BrokerKind[] = [
  { name: "aedes, MQTT 3.1.1", protocolVersion: 4, missing: null, start: startAedes },
  { name: "mosquitto, MQTT 3.1.1", protocolVersion: 4, missing: mosquittoMissing, start: () => startMosquitto() },
  { name: "mosquitto, MQTT 5", protocolVersion: 5, missing: mosquittoMissing, start: () => startMosquitto() },
];
