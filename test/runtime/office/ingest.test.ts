import { randomBytes } from "node:crypto";
import { open as openFile, readdir, readFile, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { lockFolder } from "../../../runtime/kernel/lock-folder.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { openReceipt } from "../../../runtime/transfer/receipt.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { boothId, createIngestRig, createParcel, ingestKeys, otherBoothId, type Said } from "./ingest-rig.ts";

const sealed = randomBytes(200_000);

const receiptsIn = (said: readonly Said[]) => said.flatMap((one) => (one.kind === "receipt" ? [one.payload] : []));
const abortsIn = (said: readonly Said[]) => said.flatMap((one) => (one.kind === "abort" ? [one.code] : []));
const lastProgress = (said: readonly Said[]) => said.findLast((one) => one.kind === "progress");
const allOf = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("taking a package in", () => {
  it("grants credit for a signed manifest, and gives a signed receipt for the whole", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    await ingest.takeManifest(parcel.topic, parcel.manifest);
    expect(lastProgress(rig.said)).toMatchObject({
      to: boothId,
      held: [],
      status: { packageId: parcel.packageId, cause: "manifest", creditBytes: 4_000_000 },
    });
    for (const index of allOf(parcel.count)) await ingest.takeChunk(parcel.topic, parcel.chunk(index));
    const [receipt = Buffer.alloc(0)] = receiptsIn(rig.said);
    expect(openReceipt(receipt, ingestKeys.publicKey)).toMatchObject({
      packageId: parcel.packageId,
      boothId,
      sequence: 1,
      ingestId: "ingest-01",
      status: "RECEIVED",
      ledgerHash: rig.received[0]?.entry.hash,
    });
    expect(sha256Hex(await readFile(rig.received[0]?.path ?? ""))).toBe(parcel.packageId);
    expect(await readdir(join(rig.dir, "partial"))).toEqual([]);
  });

  it("takes chunks in any order and any number of times", async () => {
    for (const seed of ["1", "2", "3", "4", "5"]) {
      const random = createRandom(seed);
      const rig = createIngestRig();
      const ingest = await rig.open();
      const parcel = createParcel(rig, sealed);
      const order = [...allOf(parcel.count), ...allOf(parcel.count)]
        .map((index) => ({ index, place: random.next() }))
        .sort((a, b) => a.place - b.place);
      await ingest.takeManifest(parcel.topic, parcel.manifest);
      for (const { index } of order) await ingest.takeChunk(parcel.topic, parcel.chunk(index));
      expect(receiptsIn(rig.said).length).toBe(1);
      expect(rig.received.length).toBe(1);
    }
  });

  it("answers the same package with the same receipt, byte for byte, and keeps one copy", async () => {
    const rig = createIngestRig();
    let ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    const cutAnew = createParcel(rig, sealed, { cutBytes: 65_536 });
    for (let round = 0; round < 3; round += 1) {
      for (const { topic, manifest, chunk, count } of [parcel, cutAnew]) {
        await ingest.takeManifest(topic, manifest);
        for (const index of allOf(count)) await ingest.takeChunk(topic, chunk(index));
      }
      ingest = await rig.open();
    }
    const receipts = receiptsIn(rig.said);
    expect(receipts.length).toBe(6);
    expect(receipts.every((receipt) => receipt.equals(receipts[0] ?? Buffer.alloc(0)))).toBe(true);
    expect(rig.received.length).toBe(1);
    expect(await readdir(join(rig.dir, "packages"))).toEqual([`${parcel.packageId}.p7`]);
    expect((await readFile(join(rig.dir, "ledger.jsonl"), "utf8")).trimEnd().split("\n").length).toBe(1);
  });

  it("tells the booth every eight chunks, durable by then", async () => {
    const rig = createIngestRig({ reportDelayMs: 60_000 });
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    await ingest.takeManifest(parcel.topic, parcel.manifest);
    for (const index of allOf(7)) await ingest.takeChunk(parcel.topic, parcel.chunk(index));
    expect(lastProgress(rig.said)).toMatchObject({ held: [], status: { cause: "manifest" } });
    await ingest.takeChunk(parcel.topic, parcel.chunk(7));
    expect(lastProgress(rig.said)).toMatchObject({ held: allOf(8), status: { cause: "chunks" } });
  });

  it("tells the booth a little after the last chunk that came", async () => {
    const rig = createIngestRig({ reportDelayMs: 5 });
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    await ingest.takeManifest(parcel.topic, parcel.manifest);
    await ingest.takeChunk(parcel.topic, parcel.chunk(9));
    await waitUntil("it was told", () => lastProgress(rig.said)?.held.length === 1);
  });

  it("asks again for a chunk that came damaged", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    await ingest.takeManifest(parcel.topic, parcel.manifest);
    await ingest.takeChunk(parcel.topic, parcel.chunk(0));
    await ingest.takeChunk(parcel.topic, parcel.damagedChunk(1));
    expect(lastProgress(rig.said)).toMatchObject({ held: [0], status: { refused: [1] } });
    for (const index of allOf(parcel.count)) await ingest.takeChunk(parcel.topic, parcel.chunk(index));
    expect(receiptsIn(rig.said).length).toBe(1);
  });

  it("keeps what is there when the booth cuts the package anew", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const large = createParcel(rig, sealed, { cutBytes: 65_536 });
    const small = createParcel(rig, sealed, { cutBytes: 16_384 });
    await ingest.takeManifest(large.topic, large.manifest);
    await ingest.takeChunk(large.topic, large.chunk(1));
    await ingest.takeManifest(small.topic, small.manifest);
    expect(lastProgress(rig.said)).toMatchObject({ held: [4, 5, 6, 7] });
    await ingest.takeChunk(large.topic, large.chunk(0));
    for (const index of allOf(small.count)) await ingest.takeChunk(small.topic, small.chunk(index));
    expect(receiptsIn(rig.said).length).toBe(1);
  });
});

describe("refusing", () => {
  it("takes no byte before the signature is checked", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const forged = createParcel(rig, sealed, { key: ingestKeys.privateKey });
    await ingest.takeManifest(forged.topic, forged.manifest);
    for (const index of allOf(forged.count)) await ingest.takeChunk(forged.topic, forged.chunk(index));
    expect(abortsIn(rig.said)).toEqual(["signature-invalid"]);
    const stranger = createParcel(rig, sealed, { claim: { boothId: "bilik-99" } });
    await ingest.takeManifest({ ...stranger.topic, boothId: "bilik-99" }, stranger.manifest);
    expect(abortsIn(rig.said)).toEqual(["signature-invalid", "booth-unknown"]);
    expect(await readdir(join(rig.dir, "partial"))).toEqual([]);
  });

  it("refuses a manifest on another booth's topic, or of another site", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    await ingest.takeManifest({ ...parcel.topic, boothId: otherBoothId }, parcel.manifest);
    await ingest.takeManifest({ ...parcel.topic, packageId: "f".repeat(64) }, parcel.manifest);
    const elsewhere = createParcel(rig, sealed, { claim: { siteId: "kecamatan-02" } });
    await ingest.takeManifest({ ...elsewhere.topic, siteId: "kecamatan-02" }, elsewhere.manifest);
    expect(ingest.refusedCount()).toBe(3);
    expect(rig.said).toEqual([]);
  });

  it("takes no chunk from another booth, and none of another package", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed.subarray(0, 10_000));
    const other = createParcel(rig, randomBytes(10_000));
    await ingest.takeManifest(parcel.topic, parcel.manifest);
    await ingest.takeChunk({ ...parcel.topic, boothId: otherBoothId }, parcel.chunk(0));
    await ingest.takeChunk(parcel.topic, other.chunk(0));
    await ingest.takeChunk(other.topic, other.chunk(0));
    expect(receiptsIn(rig.said)).toEqual([]);
    expect(ingest.refusedCount()).toBe(1);
    await ingest.takeChunk(parcel.topic, parcel.chunk(0));
    expect(receiptsIn(rig.said).length).toBe(1);
  });

  it("gives one booth nothing for another booth's package, under way or received", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const own = createParcel(rig, sealed);
    const thief = createParcel(rig, sealed, { from: otherBoothId });
    await ingest.takeManifest(own.topic, own.manifest);
    await ingest.takeManifest(thief.topic, thief.manifest);
    for (const index of allOf(own.count)) await ingest.takeChunk(own.topic, own.chunk(index));
    await ingest.takeManifest(thief.topic, thief.manifest);
    expect(abortsIn(rig.said)).toEqual(["package-foreign", "package-foreign"]);
    expect(rig.said.filter(({ kind, to }) => kind === "receipt" && to === otherBoothId)).toEqual([]);
  });

  it("refuses a whole that does not hash to its name, and keeps nothing of it", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const liar = createParcel(rig, sealed, { claim: { packageId: sha256Hex("something else") } });
    await ingest.takeManifest(liar.topic, liar.manifest);
    for (const index of allOf(liar.count)) await ingest.takeChunk(liar.topic, liar.chunk(index));
    expect(abortsIn(rig.said)).toEqual(["hash-mismatch"]);
    expect(await readdir(join(rig.dir, "partial"))).toEqual([]);
    expect(rig.received).toEqual([]);
  });
});

describe("room", () => {
  it("lets a package wait without credit until another is done", async () => {
    const rig = createIngestRig({ openTransfersMax: 1 });
    const ingest = await rig.open();
    const first = createParcel(rig, sealed);
    const second = createParcel(rig, randomBytes(100_000), { from: otherBoothId });
    await ingest.takeManifest(first.topic, first.manifest);
    await ingest.takeManifest(second.topic, second.manifest);
    expect(lastProgress(rig.said)).toMatchObject({ to: otherBoothId, status: { creditBytes: 0 } });
    for (const index of allOf(first.count)) await ingest.takeChunk(first.topic, first.chunk(index));
    expect(lastProgress(rig.said)).toMatchObject({ to: otherBoothId, status: { creditBytes: 4_000_000 } });
  });

  it("counts the announced bytes of all that is open", async () => {
    const rig = createIngestRig({ openBytesMax: 250_000 });
    const ingest = await rig.open();
    const first = createParcel(rig, sealed);
    const second = createParcel(rig, randomBytes(60_000));
    await ingest.takeManifest(first.topic, first.manifest);
    await ingest.takeManifest(second.topic, second.manifest);
    expect(lastProgress(rig.said)).toMatchObject({ status: { packageId: second.packageId, creditBytes: 0 } });
  });

  it("gives the place of a transfer that has long been silent to another", async () => {
    const rig = createIngestRig({ openTransfersMax: 1, transferIdleMs: 0 });
    const ingest = await rig.open();
    const silent = createParcel(rig, sealed);
    const next = createParcel(rig, randomBytes(60_000));
    await ingest.takeManifest(silent.topic, silent.manifest);
    await ingest.takeChunk(silent.topic, silent.chunk(0));
    await ingest.takeManifest(next.topic, next.manifest);
    expect(lastProgress(rig.said)).toMatchObject({ status: { packageId: next.packageId, creditBytes: 4_000_000 } });
    expect(await readdir(join(rig.dir, "partial"))).toEqual([`${next.packageId}.manifest`, `${next.packageId}.part`]);
  });

  it("grants nothing while the disk is low", async () => {
    const rig = createIngestRig({ diskReserveBytes: Number.MAX_SAFE_INTEGER });
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    await ingest.takeManifest(parcel.topic, parcel.manifest);
    expect(lastProgress(rig.said)).toMatchObject({ status: { creditBytes: 0 } });
  });
});

describe("after a crash", () => {
  it("resumes with the chunks whose bytes are really there", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    await ingest.takeManifest(parcel.topic, parcel.manifest);
    for (const index of [0, 1, 2, 5]) await ingest.takeChunk(parcel.topic, parcel.chunk(index));
    const again = await rig.open();
    const file = await openFile(join(rig.dir, "partial", `${parcel.packageId}.part`), "r+");
    await file.write(Buffer.from("flip"), 0, 4, 16_384 + 7);
    await file.close();
    await again.resume();
    expect(lastProgress(rig.said)).toMatchObject({ held: [0, 1, 2, 5], status: { cause: "resumed" } });
    const third = await rig.open();
    await third.resume();
    expect(lastProgress(rig.said)).toMatchObject({ held: [0, 2, 5], status: { cause: "resumed" } });
    for (const index of allOf(parcel.count)) await third.takeChunk(parcel.topic, parcel.chunk(index));
    expect(receiptsIn(rig.said).length).toBe(1);
  });

  it("enters a package that was stored and not yet in the ledger", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    await ingest.takeManifest(parcel.topic, parcel.manifest);
    for (const index of allOf(parcel.count - 1)) await ingest.takeChunk(parcel.topic, parcel.chunk(index));
    await ingest.close();
    const part = join(rig.dir, "partial", `${parcel.packageId}.part`);
    const file = await openFile(part, "r+");
    await file.write(sealed, 0, sealed.length, 0);
    await file.close();
    await rename(part, join(rig.dir, "packages", `${parcel.packageId}.p7`));
    await rig.open();
    expect(receiptsIn(rig.said).length).toBe(1);
    expect(rig.received[0]?.entry.packageId).toBe(parcel.packageId);
  });

  it("gives the receipt of the ledger entry when it was not yet written", async () => {
    const rig = createIngestRig();
    const ingest = await rig.open();
    const parcel = createParcel(rig, sealed);
    await ingest.takeManifest(parcel.topic, parcel.manifest);
    for (const index of allOf(parcel.count)) await ingest.takeChunk(parcel.topic, parcel.chunk(index));
    await ingest.close();
    await unlink(join(rig.dir, "receipts", `${parcel.packageId}.receipt`));
    const again = await rig.open();
    await again.takeManifest(parcel.topic, parcel.manifest);
    const [first, second] = receiptsIn(rig.said).map((bytes) => openReceipt(bytes, ingestKeys.publicKey));
    expect(second).toEqual(first);
    expect(rig.received.length).toBe(1);
  });

  it("lets no second process into the folder", async () => {
    const rig = createIngestRig();
    await rig.open();
    await expect(lockFolder(rig.dir)).rejects.toMatchObject({ code: "state.in-use" });
  });
});
