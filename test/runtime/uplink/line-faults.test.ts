import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { isSystemError } from "../../../runtime/kernel/errors.ts";
import { brokerKinds } from "../../broker/broker-kinds.ts";
import { startAedes } from "../../broker/start-aedes.ts";
import { findFreePort } from "../../broker/start-mosquitto.ts";
import { startTcpProxy } from "../../broker/tcp-proxy.ts";
import type { TestBroker } from "../../broker/test-broker.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { createPair, type Pair } from "./booth-and-office.ts";

const smallChunks = { chunkLengthMaxBytes: 16_384 };

for (const { name, missing, start, protocolVersion } of brokerKinds) {
  const title = missing === null ? name : `${name} (skipped: ${missing})`;
  describe.skipIf(missing !== null)(`a bad line over ${title}`, () => {
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

    const partialLength = async (packageId: string) => {
      try {
        return (await stat(pair.partialPath(packageId))).size;
      } catch (error) {
        if (isSystemError(error, "ENOENT")) return 0;
        throw error;
      }
    };
    const expectDelivered = async (packageId: string) => {
      await waitUntil("the outbox is empty", () => pair.outbox.pending().length === 0);
      expect(sha256Hex(await readFile(pair.packagePath(packageId)))).toBe(packageId);
      const ledger = await readFile(join(pair.officeDir, "ledger.jsonl"), "utf8");
      expect(ledger.split(packageId).length - 1).toBe(1);
    };

    it("starts without a broker, says so, and delivers when it comes", async () => {
      await broker.kill();
      const office = pair.createOffice(broker.url, protocolVersion);
      const uplink = pair.createUplink(broker.url, protocolVersion);
      const { packageId } = await pair.addPackage(100_000);
      await uplink.start();
      await office.start();
      expect(uplink.status()).toMatchObject({ isConnected: false, pending: 1 });
      expect(uplink.status().lastFailure).toMatch(/ECONNREFUSED/);
      await broker.restart();
      await expectDelivered(packageId);
      expect(uplink.status()).toMatchObject({ isConnected: true, pending: 0 });
    });

    it("goes on where it was after the broker was killed and forgot everything", async () => {
      await pair.createOffice(broker.url, protocolVersion).start();
      const { packageId } = await pair.addPackage(1_500_000);
      await pair.createUplink(broker.url, protocolVersion, smallChunks).start();
      await waitUntil("a good part is there", async () => (await partialLength(packageId)) > 300_000);
      await broker.kill();
      expect(pair.outbox.pending().length).toBe(1);
      await broker.restart();
      await expectDelivered(packageId);
    });

    it("gets through a line that breaks again and again", async () => {
      const proxy = await startTcpProxy(broker.port);
      await pair.createOffice(broker.url, protocolVersion).start();
      const { packageId } = await pair.addPackage(1_500_000);
      await pair.createUplink(`mqtt://127.0.0.1:${proxy.port}`, protocolVersion, smallChunks).start();
      for (let cut = 1; cut <= 4 && pair.outbox.pending().length > 0; cut += 1) {
        await waitUntil("more is there", async () => {
          return pair.outbox.pending().length === 0 || (await partialLength(packageId)) > cut * 200_000;
        });
        proxy.cut();
      }
      await expectDelivered(packageId);
      await proxy.stop();
    });

    it("breaks a line on which nothing moves any more, and makes a new one", async () => {
      const proxy = await startTcpProxy(broker.port);
      await pair.createOffice(broker.url, protocolVersion).start();
      const { packageId } = await pair.addPackage(1_500_000);
      const limits = { ...smallChunks, acknowledgeTimeoutMs: 200 };
      await pair.createUplink(`mqtt://127.0.0.1:${proxy.port}`, protocolVersion, limits).start();
      await waitUntil("a part is there", async () => (await partialLength(packageId)) > 200_000);
      proxy.freeze();
      await expectDelivered(packageId);
      await proxy.stop();
    });
  });
}

it("stops soon although the broker no longer answers", async () => {
  const broker = await startAedes();
  const proxy = await startTcpProxy(broker.port);
  const pair = await createPair();
  const office = pair.createOffice(broker.url, 4);
  await office.start();
  await pair.addPackage(1_500_000);
  const uplink = pair.createUplink(`mqtt://127.0.0.1:${proxy.port}`, 4, smallChunks);
  await uplink.start();
  proxy.freeze();
  const startedMs = performance.now();
  await uplink.stop();
  expect(performance.now() - startedMs).toBeLessThan(4_000);
  expect(pair.outbox.pending().length).toBe(1);
  await proxy.stop();
  await pair.dispose();
  await broker.stop();
});

it("stops at once while it is looking for a broker", async () => {
  const pair = await createPair();
  const uplink = pair.createUplink(`mqtt://127.0.0.1:${await findFreePort()}`, 4, {
    retryDelayMinMs: 60_000,
    retryDelayMaxMs: 60_000,
  });
  await uplink.start();
  const startedMs = performance.now();
  await uplink.stop();
  await uplink.stop();
  expect(performance.now() - startedMs).toBeLessThan(1_000);
  await delay(0);
  await pair.dispose();
});
