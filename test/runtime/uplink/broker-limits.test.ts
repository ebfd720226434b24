import { expect, it } from "vitest";
import { mosquittoMissing, startMosquitto } from "../../broker/start-mosquitto.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { createPair } from "./booth-and-office.ts";

const title = (text: string) => (mosquittoMissing === null ? text : `${text} (skipped: ${mosquittoMissing})`);

for (const protocolVersion of [4, 5] as const) {
  it.skipIf(mosquittoMissing !== null)(
    title(`gets through a broker that takes 100 KiB packets, MQTT ${protocolVersion === 4 ? "3.1.1" : "5"}`),
    async () => {
      const broker = await startMosquitto(["max_packet_size 102400"]);
      const pair = await createPair();
      await pair.createOffice(broker.url, protocolVersion).start();
      const { packageId } = await pair.addPackage(1_000_000);
      await pair.createUplink(broker.url, protocolVersion).start();
      await waitUntil("the outbox is empty", () => pair.outbox.pending().length === 0);
      // A 5 broker announces its limit; a 3.1.1 broker hangs up on what is too large until the chunks are small enough.
      const losses = pair.logger.lines.filter(({ event }) => event === "link.lost").length;
      if (protocolVersion === 5) expect(losses).toBe(0);
      else expect(losses).toBeLessThanOrEqual(4);
      expect(packageId).toMatch(/^[0-9a-f]{64}$/);
      await pair.dispose();
      await broker.stop();
    },
  );
}

const answers = {
  4: "acknowledges an oversize chunk and throws it away",
  5: "answers an oversize chunk with a code the client library does not know",
};
for (const protocolVersion of [4, 5] as const) {
  it.skipIf(mosquittoMissing !== null)(title(`gets through a broker that ${answers[protocolVersion]}`), async () => {
    const broker = await startMosquitto(["message_size_limit 102400"]);
    const pair = await createPair();
    await pair.createOffice(broker.url, protocolVersion).start();
    await pair.addPackage(1_000_000);
    await pair.createUplink(broker.url, protocolVersion).start();
    await waitUntil("the outbox is empty", () => pair.outbox.pending().length === 0);
    await pair.dispose();
    await broker.stop();
  });
}

it.skipIf(mosquittoMissing !== null)(title("gets through a broker that takes one message at a time"), async () => {
  const broker = await startMosquitto(["max_inflight_messages 1"]);
  const pair = await createPair();
  await pair.createOffice(broker.url, 5).start();
  await pair.addPackage(400_000);
  const uplink = pair.createUplink(broker.url, 5, { chunkLengthMaxBytes: 32_768 });
  await uplink.start();
  await waitUntil("the outbox is empty", () => pair.outbox.pending().length === 0);
  expect(pair.logger.lines.filter(({ event }) => event === "link.lost")).toEqual([]);
  await pair.dispose();
  await broker.stop();
});
