import { startAedes } from "./start-aedes.ts";
import { mosquittoMissing, startMosquitto } from "./start-mosquitto.ts";
import type { TestBroker } from "./test-broker.ts";

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
