import { randomBytes } from "node:crypto";
import { readdir, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type BoundedJournal, openJournal } from "../../../runtime/journal/open-journal.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import { openOutbox } from "../../../runtime/uplink/open-outbox.ts";
import { recoverOutbox } from "../../../runtime/uplink/recover-outbox.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import { composeEntry, createListeningLogger } from "./booth-and-office.ts";

const receipt = Buffer.from("a receipt");

/** An outbox on a real journal, which can be closed and opened again as a restart does. */
async function createRig() {
  const dir = makeTemporaryFolder();
  const outboxDir = join(dir, "outbox");
  const logger = createListeningLogger();
  let journal: BoundedJournal;
  const open = async () => {
    journal = await openJournal({
      dir: join(dir, "journal"),
      clock: createSystemClock(),
      logger: createSilentLogger(),
    });
    return openOutbox({ dir: outboxDir, journal, logger });
  };
  const kinds = async () => {
    const found: string[] = [];
    for await (const entry of journal.read()) found.push(entry.kind);
    return found;
  };
  const close = () => journal.close();
  const reopen = async () => {
    await close();
    return open();
  };
  return {
    outboxDir,
    logger,
    open,
    reopen,
    close,
    kinds,
    append: (kind: string, body: unknown) => journal.append(kind, body),
  };
}

const sealed = randomBytes(5_000);
const entry = composeEntry(sealed, 1, null);
const nextSealed = randomBytes(10);
const nextEntry = composeEntry(nextSealed, 2, entry.packageId);

it("holds packages over a restart, oldest first, and gives back their bytes", async () => {
  const rig = await createRig();
  const outbox = await rig.open();
  await outbox.add(entry, sealed);
  await outbox.add(nextEntry, nextSealed);
  const again = await rig.reopen();
  expect(again.pending()).toEqual([entry, nextEntry]);
  expect(again.newest()).toEqual(nextEntry);
  expect(Buffer.from(await again.read(entry.packageId)).equals(sealed)).toBe(true);
  expect(again.findVisit("visit-1")).toEqual({ entry, receipt: null });
  await rig.close();
});

it("journals a package once, however often it is added", async () => {
  const rig = await createRig();
  const outbox = await rig.open();
  await outbox.add(entry, sealed);
  await outbox.add(entry, sealed);
  await outbox.release(entry.packageId, receipt);
  await outbox.add(entry, sealed);
  expect(await rig.kinds()).toEqual(["package-sealed", "package-receipted"]);
  expect(outbox.pending()).toEqual([]);
  await rig.close();
});

it("refuses bytes that are not the entry's, and writes nothing", async () => {
  const rig = await createRig();
  const outbox = await rig.open();
  await expect(outbox.add(entry, nextSealed)).rejects.toMatchObject({ code: "package.invalid" });
  await expect(outbox.add({ ...entry, lengthBytes: 10 }, nextSealed)).rejects.toMatchObject({
    code: "package.invalid",
  });
  await expect(outbox.add({ ...entry, sequence: 0 }, sealed)).rejects.toMatchObject({ code: "package.invalid" });
  expect(await readdir(rig.outboxDir)).toEqual([]);
  expect(await rig.kinds()).toEqual([]);
  await rig.close();
});

it("removes a package only after its receipt is journalled, and remembers both", async () => {
  const rig = await createRig();
  const outbox = await rig.open();
  await outbox.add(entry, sealed);
  await outbox.release(entry.packageId, receipt);
  expect(await readdir(rig.outboxDir)).toEqual([]);
  expect(outbox.findVisit("visit-1")).toEqual({ entry, receipt });
  const again = await rig.reopen();
  expect(again.pending()).toEqual([]);
  expect(again.newest()).toEqual(entry);
  expect(again.findVisit("visit-1")).toEqual({ entry, receipt });
  await rig.close();
});

it("finishes a release that was cut short between journal and file", async () => {
  const rig = await createRig();
  const outbox = await rig.open();
  await outbox.add(entry, sealed);
  const body = { packageId: entry.packageId, visitId: "visit-1", receipt: receipt.toString("base64") };
  await rig.append("package-receipted", body);
  const again = await rig.reopen();
  expect(again.pending()).toEqual([]);
  expect(await readdir(rig.outboxDir)).toEqual([]);
  await rig.close();
});

it("keeps a file the journal never heard of, says so, and does not send it", async () => {
  const rig = await createRig();
  await rig.open();
  await writeFile(join(rig.outboxDir, `${entry.packageId}.p7`), sealed);
  await writeFile(join(rig.outboxDir, `${nextEntry.packageId}.p7.tmp`), "torn");
  const outbox = await rig.reopen();
  expect(outbox.pending()).toEqual([]);
  expect(rig.logger.lines).toEqual([{ event: "outbox.orphan-file", fields: { packageId: entry.packageId } }]);
  expect(await readdir(rig.outboxDir)).toEqual([`${entry.packageId}.p7`]);
  await rig.close();
});

it("still lists a package whose file is gone or changed, and refuses to read it", async () => {
  const rig = await createRig();
  const first = await rig.open();
  await first.add(entry, sealed);
  await first.add(nextEntry, nextSealed);
  await unlink(join(rig.outboxDir, `${entry.packageId}.p7`));
  await writeFile(join(rig.outboxDir, `${nextEntry.packageId}.p7`), "other bytes");
  const outbox = await rig.reopen();
  expect(outbox.pending()).toEqual([entry, nextEntry]);
  expect(rig.logger.lines.map(({ event }) => event)).toEqual(["outbox.file-missing"]);
  await expect(outbox.read(entry.packageId)).rejects.toMatchObject({ code: "package.invalid" });
  await expect(outbox.read(nextEntry.packageId)).rejects.toMatchObject({ code: "package.invalid" });
  await rig.close();
});

it("refuses to open on a journal entry that is not of its shape", async () => {
  const rig = await createRig();
  await rig.open();
  await rig.append("package-sealed", { packageId: "short" });
  await expect(rig.reopen()).rejects.toMatchObject({ code: "journal.corrupt" });
  await rig.close();
});

it("delivers from the files alone in safe mode, and enters the receipts once the journal is back", async () => {
  const rig = await createRig();
  const outbox = await rig.open();
  await outbox.add(entry, sealed);
  await outbox.add(nextEntry, nextSealed);

  const recovered = await recoverOutbox({ dir: rig.outboxDir, logger: rig.logger });
  expect(
    recovered
      .pending()
      .map(({ packageId }) => packageId)
      .sort(),
  ).toEqual([entry.packageId, nextEntry.packageId].sort());
  expect(recovered.pending()[0]).toMatchObject({ sequence: 0, previousPackageId: null });
  expect(sha256Hex(await recovered.read(entry.packageId))).toBe(entry.packageId);
  await recovered.release(entry.packageId, receipt);
  await expect(recovered.add(entry, sealed)).rejects.toMatchObject({ code: "state.corrupt" });
  const twice = await recoverOutbox({ dir: rig.outboxDir, logger: rig.logger });
  expect(twice.pending().map(({ packageId }) => packageId)).toEqual([nextEntry.packageId]);

  const back = await rig.reopen();
  expect(back.pending()).toEqual([nextEntry]);
  expect(back.findVisit("visit-1")).toEqual({ entry, receipt });
  expect(await readdir(rig.outboxDir)).toEqual([`${nextEntry.packageId}.p7`]);
  await rig.close();
});
