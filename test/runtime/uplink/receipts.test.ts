import { readFile } from "node:fs/promises";
import type { MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeReceipt, type Receipt } from "../../../runtime/transfer/receipt.ts";
import { formatTopic } from "../../../runtime/transfer/topics.ts";
import type { OutboxEntry } from "../../../runtime/uplink/outbox.ts";
import type { Uplink } from "../../../runtime/uplink/uplink.ts";
import { connectRaw } from "../../broker/raw-client.ts";
import { startAedes } from "../../broker/start-aedes.ts";
import type { TestBroker } from "../../broker/test-broker.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { boothId, createPair, newKeys, type Pair, siteId } from "./booth-and-office.ts";

const topic = formatTopic({ kind: "receipt", siteId, boothId });

describe("an uplink that is given receipts", () => {
  let broker: TestBroker;
  let pair: Pair;
  let uplink: Uplink;
  let entry: OutboxEntry;
  let speaker: MqttClient;
  const heard: string[] = [];
  beforeEach(async () => {
    broker = await startAedes();
    pair = await createPair();
    uplink = pair.createUplink(broker.url, 4);
    entry = await pair.addPackage(50_000);
    heard.length = 0;
    uplink.onReceipt(({ status, packageId }) => heard.push(`${status} ${packageId}`));
    await uplink.start();
    speaker = await connectRaw(broker.url, "office");
  });
  afterEach(async () => {
    await pair.dispose();
    await broker.stop();
  });

  const compose = (changes: Partial<Receipt> = {}): Receipt => ({
    kind: "receipt",
    version: 1,
    packageId: entry.packageId,
    siteId,
    boothId,
    sequence: entry.sequence,
    ingestId: "ingest-01",
    receivedAt: "2026-01-05T02:00:00.000Z",
    ledgerHash: "0".repeat(64),
    status: "RECEIVED",
    code: null,
    ...changes,
  });
  const say = (payload: Buffer) => speaker.publishAsync(topic, payload, { qos: 1 });
  const expectNothingChanged = async () => {
    expect(pair.outbox.pending()).toEqual([entry]);
    expect((await pair.outbox.read(entry.packageId)).length).toBe(50_000);
    expect(heard).toEqual([]);
  };

  it("refuses a forged one, logs it, and releases nothing", async () => {
    await say(encodeReceipt(compose(), newKeys().privateKey));
    await waitUntil("it was refused", () => uplink.status().refusedCount === 1);
    expect(pair.logger.lines.some(({ event }) => event === "receipt.refused")).toBe(true);
    await expectNothingChanged();
  });

  it("refuses one that was changed after it was signed", async () => {
    const good = encodeReceipt(compose({ status: "REJECTED", code: "signer-unknown" }), pair.ingestKeys.privateKey);
    await say(
      Buffer.from(good.toString().replace('"code":"signer-unknown"', '"code":null').replace("REJECTED", "RECEIVED")),
    );
    await waitUntil("it was refused", () => uplink.status().refusedCount === 1);
    await expectNothingChanged();
  });

  it("refuses one for another booth's package, or another site's", async () => {
    await say(encodeReceipt(compose({ boothId: "bilik-02" }), pair.ingestKeys.privateKey));
    await say(encodeReceipt(compose({ siteId: "kecamatan-02" }), pair.ingestKeys.privateKey));
    await waitUntil("both were refused", () => uplink.status().refusedCount === 2);
    await expectNothingChanged();
  });

  it("passes over one for a package it does not hold", async () => {
    await say(encodeReceipt(compose({ packageId: "f".repeat(64) }), pair.ingestKeys.privateKey));
    await say(Buffer.from("end"));
    await waitUntil("the next message was handled", () => uplink.status().refusedCount === 1);
    await expectNothingChanged();
  });

  it("takes one that knows the package by the number it had in safe mode", async () => {
    await say(encodeReceipt(compose({ sequence: 0 }), pair.ingestKeys.privateKey));
    await waitUntil("the package is released", () => heard.length > 0);
    expect(pair.outbox.pending()).toEqual([]);
  });

  it("releases on a good one, and once however often it comes", async () => {
    const good = encodeReceipt(compose({ status: "ACCEPTED" }), pair.ingestKeys.privateKey);
    for (let copy = 0; copy < 3; copy += 1) await say(good);
    await waitUntil("the package is released", () => heard.length > 0);
    await say(Buffer.from("end"));
    await waitUntil("all was handled", () => uplink.status().refusedCount === 1);
    expect(heard).toEqual([`ACCEPTED ${entry.packageId}`]);
    expect(pair.outbox.pending()).toEqual([]);
    expect(Buffer.from(pair.outbox.findVisit(entry.visitId)?.receipt ?? []).equals(good)).toBe(true);
    await expect(readFile(`${pair.outboxDir}/${entry.packageId}.p7`)).rejects.toThrow("ENOENT");
  });

  it("keeps a package that was rejected, and tells", async () => {
    await say(encodeReceipt(compose({ status: "REJECTED", code: "signer-unknown" }), pair.ingestKeys.privateKey));
    await waitUntil("it was told", () => heard.length === 1);
    expect(heard).toEqual([`REJECTED ${entry.packageId}`]);
    expect(pair.outbox.pending()).toEqual([entry]);
    expect(uplink.status().lastFailure).toContain("rejected");
  });
});
