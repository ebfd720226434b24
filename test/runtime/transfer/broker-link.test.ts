import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Clock, createSystemClock } from "../../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { createBrokerLink, type LinkSettings } from "../../../runtime/transfer/broker-link.ts";
import { startAedes } from "../../broker/start-aedes.ts";
import { findFreePort, mosquittoMissing, startMosquitto } from "../../broker/start-mosquitto.ts";
import type { TestBroker } from "../../broker/test-broker.ts";
import { waitUntil } from "../../broker/wait-until.ts";

const compose = (url: string, changes: Partial<LinkSettings> = {}): LinkSettings => ({
  url,
  protocolVersion: 4,
  clientId: "link-test",
  username: "office",
  tls: null,
  sessionExpiryMs: 0,
  createLastWill: () => null,
  subscriptions: ["bilik/v1/state/+/+"],
  connectTimeoutMs: 2_000,
  incomingLengthMaxBytes: 100_000,
  retryDelayMinMs: 100,
  retryDelayMaxMs: 1_000,
  onMessage: async () => undefined,
  onConnected: () => undefined,
  onLost: () => undefined,
  onProblem: () => undefined,
  clock: createSystemClock(),
  logger: createSilentLogger(),
  random: createRandom("link"),
  ...changes,
});
const message = { topic: "bilik/v1/state/site/bilik-01", payload: Buffer.from("x") };

it("waits twice as long after every failure, up to the longest delay, never exactly alike", async () => {
  const url = `mqtt://127.0.0.1:${await findFreePort()}`;
  const delays: number[] = [];
  const clock: Clock = {
    ...createSystemClock(),
    sleep: async (delayMs, signal) => {
      delays.push(delayMs);
      if (delays.length === 6) void link.stop();
      signal?.throwIfAborted();
    },
  };
  const link = createBrokerLink(compose(url, { clock }));
  await link.start();
  await waitUntil("it has tried six times", () => delays.length === 6);
  await link.stop();
  const longest = [200, 400, 800, 1_000, 1_000, 1_000];
  for (const [attempt, delayMs] of delays.entries()) {
    expect(delayMs).toBeGreaterThanOrEqual((longest[attempt] ?? 0) / 2);
    expect(delayMs).toBeLessThanOrEqual(longest[attempt] ?? 0);
  }
  expect(new Set(delays).size).toBe(6);
});

it("gives up a broker that accepts the connection and says nothing", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { readonly port: number };
  const problems: string[] = [];
  const settings = compose(`mqtt://127.0.0.1:${port}`, {
    connectTimeoutMs: 50,
    onProblem: (text) => problems.push(text),
  });
  const link = createBrokerLink(settings);
  await link.start();
  expect(link.isConnected()).toBe(false);
  expect(problems[0]).toContain("connack timeout");
  await link.stop();
  server.close();
});

describe("a link to a broker", () => {
  let broker: TestBroker;
  beforeEach(async () => {
    broker = await startAedes();
  });
  afterEach(() => broker.stop());

  it("settles every message: acknowledged, or lost with the line", async () => {
    const link = createBrokerLink(compose(broker.url));
    expect(await link.publish(message)).toEqual({ kind: "lost" });
    await link.start();
    expect(await link.publish(message)).toEqual({ kind: "acknowledged" });
    const underWay = link.publish({ ...message, payload: Buffer.alloc(5_000_000) });
    link.reset();
    expect(await underWay).toEqual({ kind: "lost" });
    await waitUntil("it has noticed", () => !link.isConnected());
    await waitUntil("it is back", link.isConnected);
    expect(await link.publish(message)).toEqual({ kind: "acknowledged" });
    await link.stop();
    expect(await link.publish(message)).toEqual({ kind: "lost" });
  });

  it("hands over one message at a time, in order", async () => {
    const heard: string[] = [];
    let atOnce = 0;
    let most = 0;
    const onMessage = async (_topic: string, payload: Buffer) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      heard.push(payload.toString());
      atOnce -= 1;
    };
    const link = createBrokerLink(compose(broker.url, { onMessage }));
    await link.start();
    const texts = ["1", "2", "3", "4", "5"];
    for (const text of texts) await link.publish({ ...message, payload: Buffer.from(text) });
    await waitUntil("all have come", () => heard.length === texts.length);
    expect(heard).toEqual(texts);
    expect(most).toBe(1);
    await link.stop();
  });

  it("is turned away where its name or subscription is not allowed", async () => {
    for (const username of ["Nobody!", "bilik-01"]) {
      const problems: string[] = [];
      const link = createBrokerLink(compose(broker.url, { username, onProblem: (text) => problems.push(text) }));
      await link.start();
      expect(link.isConnected()).toBe(false);
      expect(problems[0]).toMatch(/not authorized|refused/i);
      await link.stop();
    }
  });
});

it.skipIf(mosquittoMissing !== null)(
  `tells a broker's refusal from a loss${mosquittoMissing === null ? "" : ` (skipped: ${mosquittoMissing})`}`,
  async () => {
    const broker = await startMosquitto(["max_packet_size 2000"]);
    const losses: unknown[] = [];
    const limits: unknown[] = [];
    const settings = compose(broker.url, {
      protocolVersion: 5,
      onLost: (loss) => losses.push(loss),
      onConnected: (connection) => limits.push(connection),
    });
    const link = createBrokerLink(settings);
    await link.start();
    expect(limits).toEqual([{ packetLengthMaxBytes: 2_000, receiveMax: 20 }]);
    expect(await link.publish({ ...message, payload: Buffer.alloc(3_000) })).toEqual({ kind: "lost" });
    await waitUntil("the loss is known", () => losses.length > 0);
    expect(losses[0]).toMatchObject({ cause: "oversize" });
    await link.stop();
    await broker.stop();
  },
);
