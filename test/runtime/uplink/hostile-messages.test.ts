import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { encodeChunk } from "../../../runtime/transfer/chunk.ts";
import { encodeStatus } from "../../../runtime/transfer/status.ts";
import { formatTopic, type Topic } from "../../../runtime/transfer/topics.ts";
import { brokerKinds } from "../../broker/broker-kinds.ts";
import { connectRaw } from "../../broker/raw-client.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { awaitReceipt, boothId, createPair, siteId } from "./booth-and-office.ts";

const packageId = sha256Hex("nobody's");
const stations = { siteId, boothId };
const topics: readonly Topic[] = [
  { kind: "manifest", ...stations, packageId },
  { kind: "chunk", ...stations, packageId },
  { kind: "status", ...stations },
  { kind: "receipt", ...stations },
  { kind: "recipient-keys", ...stations },
  { kind: "state", ...stations },
  { kind: "steps", ...stations },
];
const garbage: readonly Buffer[] = [
  Buffer.alloc(0),
  Buffer.from("{}"),
  Buffer.from("null"),
  Buffer.from('{"body":{},"keyId":"","signature":""}'),
  Buffer.alloc(20_000, "["),
  randomBytes(300),
  encodeChunk({ packageIdPrefix: "0".repeat(32), index: 0, count: 1, offsetBytes: 0, bytes: randomBytes(100) }),
  encodeStatus({ kind: "abort", version: 1, packageId, code: "hash-mismatch" }),
];
/** Refused: all but the chunk and the status, which are sound but speak of a package nobody has. */
const soundCount = 2;

for (const { name, missing, start, protocolVersion } of brokerKinds) {
  const title = missing === null ? name : `${name} (skipped: ${missing})`;
  it.skipIf(missing !== null)(`changes nothing when garbage comes on every topic over ${title}`, async () => {
    const broker = await start();
    const pair = await createPair();
    const office = pair.createOffice(broker.url, protocolVersion);
    const uplink = pair.createUplink(broker.url, protocolVersion);
    await office.start();
    await uplink.start();
    const speaker = await connectRaw(broker.url, "office", protocolVersion);
    for (const topic of topics) {
      for (const payload of garbage) await speaker.publishAsync(formatTopic(topic), payload, { qos: 1 });
    }
    await speaker.publishAsync("bilik/v1/up/0/x/y/z", "garbage", { qos: 1 });

    await waitUntil(
      "the booth has refused its share",
      () => uplink.status().refusedCount >= 2 * garbage.length - soundCount,
    );
    await waitUntil(
      "the office has refused its share",
      () => office.status().refusedCount >= 4 * garbage.length - soundCount,
    );
    expect(await readdir(join(pair.officeDir, "partial"))).toEqual([]);
    expect(await readdir(join(pair.officeDir, "packages"))).toEqual([]);

    const entry = await pair.addPackage(200_000);
    const received = awaitReceipt(uplink, entry.packageId);
    uplink.kick();
    await expect(received).resolves.toMatchObject({ status: "RECEIVED" });
    await pair.dispose();
    await broker.stop();
  });
}
