import { connectAsync } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedBroker, startEmbeddedBroker } from "../../../runtime/transfer/embedded-broker.ts";
import { connectRaw } from "../../broker/raw-client.ts";
import { waitUntil } from "../../broker/wait-until.ts";

describe("embedded broker", () => {
  let broker: EmbeddedBroker;
  beforeEach(async () => {
    broker = await startEmbeddedBroker({ host: "127.0.0.1", port: 0 });
  });
  afterEach(() => broker.stop());

  it("carries what a booth says under its own id", async () => {
    const office = await connectRaw(broker.url, "office");
    const heard: string[] = [];
    office.on("message", (topic) => heard.push(topic));
    await office.subscribeAsync("bilik/v1/#", { qos: 1 });
    const booth = await connectRaw(broker.url, "bilik-01");
    await booth.publishAsync("bilik/v1/state/site/bilik-01", "x", { qos: 1 });
    await waitUntil("the office heard", () => heard.length > 0);
    expect(heard).toEqual(["bilik/v1/state/site/bilik-01"]);
  });

  it("hangs up on a booth that speaks for another, or as the office", async () => {
    const office = await connectRaw(broker.url, "office");
    const heard: string[] = [];
    office.on("message", (topic) => heard.push(topic));
    await office.subscribeAsync("bilik/v1/#", { qos: 1 });
    for (const topic of ["bilik/v1/state/site/bilik-02", "bilik/v1/down/site/bilik-01/r", "elsewhere"]) {
      const booth = await connectRaw(broker.url, "bilik-01");
      const closed = new Promise<void>((resolve) => booth.once("close", () => resolve()));
      booth.publish(topic, "x", { qos: 1 });
      await closed;
    }
    expect(heard).toEqual([]);
  });

  it("lets a booth hear only what is said to it", async () => {
    const booth = await connectRaw(broker.url, "bilik-01");
    await booth.subscribeAsync("bilik/v1/down/site/bilik-01/+", { qos: 1 });
    await expect(booth.subscribeAsync("bilik/v1/down/site/bilik-02/+", { qos: 1 })).rejects.toThrow();
    await expect(booth.subscribeAsync("#", { qos: 1 })).rejects.toThrow();
  });

  it("lets nobody in without a proper name", async () => {
    const options = { clientId: "x", reconnectPeriod: 0, protocolVersion: 4 } as const;
    await expect(connectAsync(broker.url, options)).rejects.toThrow(/not authorized/i);
    await expect(connectAsync(broker.url, { ...options, username: "Bilik 1" })).rejects.toThrow(/not authorized/i);
  });

  it("refuses to listen to the world, and says when it cannot listen", async () => {
    await expect(startEmbeddedBroker({ host: "0.0.0.0", port: 0 })).rejects.toMatchObject({ code: "config.invalid" });
    const port = Number(new URL(broker.url).port);
    await expect(startEmbeddedBroker({ host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "broker.unreachable",
    });
  });
});
