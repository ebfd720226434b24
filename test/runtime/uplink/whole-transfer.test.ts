import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Receipt } from "../../../runtime/transfer/receipt.ts";
import type { OutboxEntry } from "../../../runtime/uplink/outbox.ts";
import type { Uplink } from "../../../runtime/uplink/uplink.ts";
import { brokerKinds } from "../../broker/broker-kinds.ts";
import type { TestBroker } from "../../broker/test-broker.ts";
import { createPair, type Pair } from "./booth-and-office.ts";

for (const kind of brokerKinds) {
  describe.skipIf(kind.missing !== null)(`a booth and an office over ${kind.name}${kind.missing ?? ""}`, () => {
    let broker: TestBroker;
    let pair: Pair;
    beforeEach(async () => {
      broker = await kind.start();
      pair = await createPair();
    });
    afterEach(async () => {
      await pair.dispose();
      await broker.stop();
    });

    it("delivers a package and releases it on the office's receipt", async () => {
      const office = pair.createOffice(broker.url, kind.protocolVersion);
      const uplink = pair.createUplink(broker.url, kind.protocolVersion);
      await office.start();
      await uplink.start();
      const startedMs = performance.now();
      const entry = await pair.addPackage(3_500_000);
      const received = awaitReceipt(uplink, entry.packageId);
      uplink.kick();
      const { receipt } = await received;
      process.stdout.write(`${kind.name}: ${Math.round(performance.now() - startedMs)} ms\n`);
      expect(receipt).toMatchObject({ status: "RECEIVED", packageId: entry.packageId, sequence: 1 });
      expect(pair.outbox.pending()).toEqual([]);
      await readFile(join(pair.officeDir, "packages", `${entry.packageId}.p7`));
    });
  });
}

function awaitReceipt(uplink: Uplink, packageId: string): Promise<{ receipt: Receipt; entry: OutboxEntry }> {
  return new Promise((resolve) => {
    const end = uplink.onReceipt((receipt, entry) => {
      if (entry.packageId !== packageId) return;
      end();
      resolve({ receipt, entry });
    });
  });
}
