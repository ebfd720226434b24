import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSimulatedDisk } from "../kernel/simulated-disk.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import { at, createListeningLogger, openTestJournal, readAll } from "./journal-rig.ts";

describe("journal", () => {
  it("gives back after a restart what it acknowledged, and continues the chain", async () => {
    const dir = join(makeTemporaryFolder(), "not", "yet");
    const first = await openTestJournal(dir);
    expect(first.recovery).toEqual({ entries: 0, segments: 0, tornBytesCut: 0 });
    expect(first.head()).toEqual({ sequence: 0, hash: "0".repeat(64) });
    const one = await first.append("visit-event", { visitId: "v", kind: "started" });
    const two = await first.append("note", undefined);
    expect(one).toMatchObject({ sequence: 1, at, kind: "visit-event", body: { visitId: "v", kind: "started" } });
    expect(two).toMatchObject({ sequence: 2, body: null });
    expect(first.head()).toEqual({ sequence: 2, hash: two.hash });
    await first.close();

    const second = await openTestJournal(dir);
    expect(second.recovery).toEqual({ entries: 2, segments: 1, tornBytesCut: 0 });
    const three = await second.append("note", [3]);
    expect(await readAll(second.read())).toEqual([one, two, three]);
    await second.close();
  });

  it("writes readable lines, each naming its predecessor's SHA-256", async () => {
    const dir = makeTemporaryFolder();
    const journal = await openTestJournal(dir);
    const one = await journal.append("a", { n: 1 });
    await journal.append("b", { n: 2 });
    await journal.close();
    const lines = readFileSync(join(dir, "000001.log"), "utf8").match(/\{"v".*\}/g) ?? [];
    expect(JSON.parse(lines[1] ?? "")).toEqual({
      v: 1,
      sequence: 2,
      at,
      kind: "b",
      previous: one.hash,
      body: { n: 2 },
    });
    expect(
      createHash("sha256")
        .update(lines[0] ?? "")
        .digest("hex"),
    ).toBe(one.hash);
    expect(statSync(join(dir, "000001.log")).mode & 0o777).toBe(0o600);
  });

  it("keeps the body as it was when it was appended, whatever the caller does to it afterwards", async () => {
    const journal = await openTestJournal(makeTemporaryFolder());
    const body = { n: 1 };
    const appended = journal.append("a", body);
    body.n = 2;
    expect((await appended).body).toEqual({ n: 1 });
    await journal.close();
  });

  it("gives any JSON body back exactly", async () => {
    const dir = makeTemporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: "binary", minLength: 1 }), fc.jsonValue())),
        async (drafts) => {
          const journal = await openTestJournal(join(dir, `run-${++run}`), { segmentLimitBytes: 1_000 });
          const appended = await Promise.all(drafts.map(([kind, body]) => journal.append(kind, body)));
          const expected = drafts.map(([, body]) => JSON.parse(JSON.stringify(body)) as unknown);
          expect(appended.map((entry) => entry.body)).toEqual(expected);
          expect(await readAll(journal.read())).toEqual(appended);
          await journal.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it("lets entries appended together share one write and one sync, in order", async () => {
    const dir = makeTemporaryFolder();
    const disk = createSimulatedDisk();
    const journal = await openTestJournal(dir, { fileSystem: disk.fileSystem });
    await journal.append("first", null);
    const before = disk.calls();
    const entries = await Promise.all(Array.from({ length: 64 }, (_, index) => journal.append("together", index)));
    expect(disk.calls() - before).toBe(2);
    expect(entries.map((entry) => entry.sequence)).toEqual(entries.map((_, index) => index + 2));
    await journal.close();
  });

  it("begins a new segment rather than let one grow past the limit, and reads across them", async () => {
    const dir = makeTemporaryFolder();
    const journal = await openTestJournal(dir, { segmentLimitBytes: 1_000 });
    for (let index = 0; index < 20; index += 1) await journal.append("note", "x".repeat(100));
    expect(await readAll(journal.read())).toHaveLength(20);
    await journal.close();
    const names = readdirSync(dir).sort();
    expect(names.slice(0, 2)).toEqual(["000001.log", "000002.log"]);
    for (const name of names) expect(statSync(join(dir, name)).size).toBeLessThanOrEqual(1_000);
    const again = await openTestJournal(dir, { segmentLimitBytes: 1_000 });
    expect(again.recovery).toEqual({ entries: 20, segments: names.length, tornBytesCut: 0 });
    await again.close();
  });

  it("reads what is there when the reading begins, while more is appended", async () => {
    const journal = await openTestJournal(makeTemporaryFolder(), { segmentLimitBytes: 500 });
    for (let index = 0; index < 5; index += 1) await journal.append("note", index);
    const seen: unknown[] = [];
    for await (const entry of journal.read()) {
      seen.push(entry.body);
      await journal.append("later", null);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    await journal.close();
  });

  it("refuses a second writer, and lets it in after close", async () => {
    const dir = makeTemporaryFolder();
    const journal = await openTestJournal(dir);
    await expect(openTestJournal(dir)).rejects.toMatchObject({ code: "state.in-use" });
    const pending = journal.append("last", null);
    await journal.close();
    await journal.close();
    expect((await pending).sequence).toBe(1);
    await (await openTestJournal(dir)).close();
  });

  it("cuts a torn tail, says so, and goes on", async () => {
    const dir = makeTemporaryFolder();
    const journal = await openTestJournal(dir);
    const kept = await journal.append("kept", null);
    await journal.append("torn", "x".repeat(50));
    await journal.close();
    const path = join(dir, "000001.log");
    truncateSync(path, statSync(path).size - 20);
    const logger = createListeningLogger();
    const again = await openTestJournal(dir, { logger });
    expect(logger.warnings).toEqual(["journal.torn-tail-cut"]);
    expect(again.recovery.tornBytesCut).toBeGreaterThan(0);
    expect(await readAll(again.read())).toEqual([kept]);
    expect((await again.append("next", null)).sequence).toBe(2);
    await again.close();
  });

  it("changes nothing and frees the folder when it finds damage", async () => {
    const dir = makeTemporaryFolder();
    const path = join(dir, "000001.log");
    writeFileSync(path, "these are not frames, and never were");
    for (let round = 0; round < 2; round += 1) {
      await expect(openTestJournal(dir)).rejects.toMatchObject({
        code: "journal.corrupt",
        detail: { path, offsetBytes: 0 },
      });
    }
    expect(readFileSync(path, "utf8")).toBe("these are not frames, and never were");
  });
});

describe("journal with little room", () => {
  it("refuses entries past its limit and takes smaller ones that still fit", async () => {
    const journal = await openTestJournal(makeTemporaryFolder(), { limitBytes: 1_000 });
    await journal.append("note", "x".repeat(500));
    const refused = journal.append("note", "x".repeat(500));
    const small = journal.append("note", null);
    await expect(refused).rejects.toMatchObject({ code: "journal.full", detail: { limitBytes: 1_000 } });
    expect((await small).sequence).toBe(2);
    await journal.close();
  });

  it("has no room for a new visit while there is still room for the one that has begun", async () => {
    const journal = await openTestJournal(makeTemporaryFolder(), { limitBytes: 2_000, reserveBytes: 1_000 });
    expect(journal.hasRoomForVisit()).toBe(true);
    while (journal.hasRoomForVisit()) await journal.append("note", "x".repeat(200));
    expect(journal.usedBytes()).toBeGreaterThan(1_000);
    await journal.append("note", "the visit goes on");
    await journal.close();
  });
});

describe("journal on a disk that fails", () => {
  it("forgets a half written entry when there is no space, and goes on once there is", async () => {
    const dir = makeTemporaryFolder();
    const disk = createSimulatedDisk();
    const journal = await openTestJournal(dir, { fileSystem: disk.fileSystem });
    const one = await journal.append("one", null);
    disk.failCall(1, "ENOSPC");
    await expect(journal.append("lost", "x".repeat(2_000))).rejects.toMatchObject({ code: "disk.full" });
    const two = await journal.append("two", null);
    expect(await readAll(journal.read())).toEqual([one, two]);
    await journal.close();
    const again = await openTestJournal(dir, { fileSystem: disk.fileSystem });
    expect(again.recovery).toEqual({ entries: 2, segments: 1, tornBytesCut: 0 });
    await again.close();
  });

  it("accepts nothing more after a failed sync, neither what waits nor what comes", async () => {
    const dir = makeTemporaryFolder();
    const disk = createSimulatedDisk();
    const journal = await openTestJournal(dir, { fileSystem: disk.fileSystem });
    await journal.append("one", null);
    disk.failCall(2, "EIO");
    const inFlight = journal.append("two", null);
    const waiting = Promise.resolve().then(() => journal.append("three", null));
    await expect(inFlight).rejects.toMatchObject({ code: "state.poisoned" });
    await expect(waiting).rejects.toMatchObject({ code: "state.poisoned" });
    await expect(journal.append("four", null)).rejects.toMatchObject({ code: "state.poisoned" });
    expect(journal.head().sequence).toBe(1);
    await journal.close();
  });
});
