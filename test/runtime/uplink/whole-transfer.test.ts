import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import type { BoothState } from "../../../runtime/transfer/booth-state.ts";
import { openReceipt } from "../../../runtime/transfer/receipt.ts";
import type { StepEvent } from "../../../runtime/transfer/step-event.ts";
import { formatTopic } from "../../../runtime/transfer/topics.ts";
import { brokerKinds } from "../../broker/broker-kinds.ts";
import { connectRaw } from "../../broker/raw-client.ts";
import { startTcpProxy } from "../../broker/tcp-proxy.ts";
import type { TestBroker } from "../../broker/test-broker.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { awaitReceipt, boothId, createPair, type Pair, siteId } from "./booth-and-office.ts";

const step: StepEvent = {
  version: 1,
  boothId,
  visitId: "7d4f0c3e-6f0a-4c0b-9f55-0d6a1f3c2b11",
  service: "ktp-el",
  stepId: "photo",
  kind: "opened",
  at: "2026-01-05T02:00:00.000Z",
  role: "resident",
  standardMs: 300_000,
  workingMs: 0,
  waitingMs: 0,
};

for (const { name, missing, start, protocolVersion } of brokerKinds) {
  const title = missing === null ? name : `${name} (skipped: ${missing})`;
  describe.skipIf(missing !== null)(`booth and office over ${title}`, () => {
    let broker: TestBroker;
    let pair: Pair;
    beforeEach(async () => {
      broker = await start();
      pair = await createPair();
    });
    afterEach(async () => {
      await pair.dispose();
      await broker.stop();
    });

    it("delivers a package byte for byte, and releases it on the signed receipt", async () => {
      const office = pair.createOffice(broker.url, protocolVersion);
      const uplink = pair.createUplink(broker.url, protocolVersion);
      await office.start();
      await uplink.start();
      const entry = await pair.addPackage(3_500_000);
      const received = awaitReceipt(uplink, entry.packageId);
      const startedMs = performance.now();
      uplink.kick();
      const receipt = await received;
      process.stdout.write(`${name}: 3.5 MB to its receipt in ${Math.round(performance.now() - startedMs)} ms\n`);

      expect(receipt).toMatchObject({ status: "RECEIVED", packageId: entry.packageId, sequence: 1, siteId, boothId });
      expect(pair.outbox.pending()).toEqual([]);
      expect(sha256Hex(await readFile(pair.packagePath(entry.packageId)))).toBe(entry.packageId);
      expect(await readdir(pair.outboxDir)).toEqual([]);
      const kept = pair.outbox.findVisit(entry.visitId)?.receipt ?? new Uint8Array();
      expect(openReceipt(kept, pair.ingestKeys.publicKey)).toEqual(receipt);
    });

    it("delivers what has gathered, oldest first, each continuing the one before", async () => {
      const entries = [await pair.addPackage(300_000), await pair.addPackage(1), await pair.addPackage(40_000)];
      const office = pair.createOffice(broker.url, protocolVersion);
      const order: unknown[] = [];
      office.onReceived(({ entry }) => order.push([entry.packageId, entry.remark]));
      await office.start();
      const uplink = pair.createUplink(broker.url, protocolVersion);
      await uplink.start();
      await waitUntil("the outbox is empty", () => pair.outbox.pending().length === 0);
      expect(order).toEqual(entries.map(({ packageId }) => [packageId, "in-order"]));
      await office.stop();
      expect(await readdir(join(pair.officeDir, "partial"))).toEqual([]);
    });

    it("tells the office live what happens in the booth", async () => {
      const office = pair.createOffice(broker.url, protocolVersion);
      const steps: StepEvent[] = [];
      const states: BoothState[] = [];
      office.onStep((event) => steps.push(event));
      office.onState((state) => states.push(state));
      await office.start();
      const uplink = pair.createUplink(broker.url, protocolVersion);
      uplink.publishStep(step);
      uplink.setState({ softwareVersion: "0.1.0", isSafeMode: true });
      await uplink.start();
      uplink.publishStep({ ...step, kind: "finished" });
      await waitUntil("both steps are there", () => steps.length === 2);
      expect(steps).toEqual([step, { ...step, kind: "finished" }]);
      await waitUntil("the state is there", () => states.length > 0);
      expect(states.at(-1)).toMatchObject({ isOnline: true, isSafeMode: true, softwareVersion: "0.1.0" });
      await uplink.stop();
      await waitUntil("the booth said goodbye", () => states.at(-1)?.isOnline === false);
    });

    it("lets the broker say that a booth is offline whose line broke without a word", async () => {
      const proxy = await startTcpProxy(broker.port);
      const watcher = await connectRaw(broker.url, "office");
      const said: string[] = [];
      watcher.on("message", (_topic, payload) => void said.push(payload.toString()));
      await watcher.subscribeAsync(formatTopic({ kind: "state", siteId, boothId }), { qos: 1 });
      const uplink = pair.createUplink(`mqtt://127.0.0.1:${proxy.port}`, protocolVersion, {
        retryDelayMinMs: 60_000,
        retryDelayMaxMs: 60_000,
      });
      await uplink.start();
      await waitUntil("the booth is online", () => said.some((text) => text.includes('"isOnline":true')));
      proxy.cut();
      await waitUntil("the last will is out", () => said.some((text) => text.includes('"isOnline":false')));
      await uplink.stop();
      await proxy.stop();
    });
  });
}
