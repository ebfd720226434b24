import { readFileSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JournalEntry } from "../../../runtime/journal/journal.ts";
import { chainStart } from "../../../runtime/journal/journal-entry.ts";
import { frameHeaderBytes } from "../../../runtime/journal/journal-frame.ts";
import { readJournal } from "../../../runtime/journal/read-journal.ts";
import { readSegment } from "../../../runtime/journal/read-segment.ts";
import { verifyJournal } from "../../../runtime/journal/verify-journal.ts";
import { isFailure } from "../../../runtime/kernel/errors.ts";
import { type FileSystem, nodeFileSystem } from "../../../runtime/kernel/file-system.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import { openTestJournal, readAll } from "./journal-rig.ts";

type Sample = { readonly dir: string; readonly entries: readonly JournalEntry[]; readonly lastFrameBytes: number };

/** Three segments; the last one ends in a frame of three entries that spans several sectors. */
async function writeSample(): Promise<Sample> {
  const dir = makeTemporaryFolder();
  const journal = await openTestJournal(dir, { segmentLimitBytes: 1_800 });
  for (let index = 0; index < 12; index += 1)
    await journal.append("visit-event", { index, text: "x".repeat(index * 9) });
  const before = journal.usedBytes();
  await Promise.all([1, 2, 3].map((index) => journal.append("group", { index, text: "y".repeat(250) })));
  const sample = { dir, entries: await readAll(journal.read()), lastFrameBytes: journal.usedBytes() - before };
  await journal.close();
  expect(await readdir(dir)).toHaveLength(3);
  return sample;
}

/** The folder as it is, but for one file with other bytes. */
function withBytes(path: string, bytes: Buffer): FileSystem {
  return { ...nodeFileSystem, readFile: async (asked) => (asked === path ? bytes : readFile(asked)) };
}

/** The entries that can be read, and the failure that ended the reading. */
async function readUntilFailure(dir: string, fileSystem: FileSystem) {
  const entries: JournalEntry[] = [];
  try {
    for await (const entry of readJournal(dir, fileSystem)) entries.push(entry);
  } catch (failure) {
    return { entries, failure };
  }
  return { entries, failure: null };
}

describe("journal, torn by a power cut", () => {
  it("loses the last write alone, wherever in it the file ends", async () => {
    const { dir, entries, lastFrameBytes } = await writeSample();
    const path = join(dir, "000003.log");
    const whole = readFileSync(path);
    for (let cutBytes = 1; cutBytes <= lastFrameBytes; cutBytes += 1) {
      const torn = withBytes(path, whole.subarray(0, whole.length - cutBytes));
      expect(await readUntilFailure(dir, torn)).toEqual({ entries: entries.slice(0, -3), failure: null });
    }
  });

  it("loses the last write alone, whichever of its sectors were never written", async () => {
    const { dir, entries, lastFrameBytes } = await writeSample();
    const path = join(dir, "000003.log");
    const whole = readFileSync(path);
    const frameStart = whole.length - lastFrameBytes;
    const bounds = [frameStart];
    for (let at = 512; at < whole.length; at += 512) if (at > frameStart) bounds.push(at);
    bounds.push(whole.length);
    expect(bounds.length).toBeGreaterThan(3);
    for (let pattern = 1; pattern < 2 ** (bounds.length - 1); pattern += 1) {
      const torn = Buffer.from(whole);
      for (let share = 0; share < bounds.length - 1; share += 1) {
        if ((pattern >> share) % 2 === 1) torn.fill(0, bounds[share], bounds[share + 1]);
      }
      expect(await readUntilFailure(dir, withBytes(path, torn))).toEqual({
        entries: entries.slice(0, -3),
        failure: null,
      });
    }
  });
});

describe("journal, damaged", () => {
  it("reports every flipped bit of every byte, the last entry's included, and still gives what stands before it", async () => {
    const { dir, entries } = await writeSample();
    for (const name of (await readdir(dir)).sort()) {
      const path = join(dir, name);
      const whole = readFileSync(path);
      for (let offset = 0; offset < whole.length; offset += 1) {
        const damaged = Buffer.from(whole);
        damaged[offset] = whole[offset]! ^ (1 << (offset % 8));
        const { entries: left, failure } = await readUntilFailure(dir, withBytes(path, damaged));
        expect(isFailure(failure, "journal.corrupt"), `${name} byte ${offset}`).toBe(true);
        expect(left).toEqual(entries.slice(0, left.length));
      }
    }
  });

  it("reports any other value of any byte", async () => {
    const { dir } = await writeSample();
    const segment = readFileSync(join(dir, "000001.log"));
    fc.assert(
      fc.property(fc.nat(segment.length - 1), fc.integer({ min: 1, max: 255 }), (offset, difference) => {
        const damaged = Buffer.from(segment);
        damaged[offset] = segment[offset]! ^ difference;
        expect(readSegment(damaged, chainStart).tail.kind).toBe("damaged");
      }),
      { numRuns: 5_000 },
    );
  });

  it("names segment, offset of the bad frame, and problem", async () => {
    const { dir } = await writeSample();
    const path = join(dir, "000002.log");
    const bytes = readFileSync(path);
    const secondFrame = frameHeaderBytes + bytes.readUInt32LE(4);
    bytes[secondFrame + frameHeaderBytes + 5]! ^= 1;
    writeFileSync(path, bytes);
    await expect(verifyJournal(dir)).rejects.toMatchObject({
      code: "journal.corrupt",
      detail: { path, offsetBytes: secondFrame, problem: "the checksum does not fit the entries" },
    });
  });

  it("does not take damage for a torn tail when a later write stands behind it", async () => {
    const { dir } = await writeSample();
    const path = join(dir, "000002.log");
    const whole = readFileSync(path);
    const zeroed = Buffer.from(whole).fill(0, 0, 512);
    expect((await readUntilFailure(dir, withBytes(path, zeroed))).failure).toMatchObject({
      detail: { path, offsetBytes: 0, problem: "zeros stand before a sound frame" },
    });
    truncateSync(path, whole.length - 1);
    expect((await readUntilFailure(dir, nodeFileSystem)).failure).toMatchObject({
      code: "journal.corrupt",
      detail: { path },
    });
  });

  it("reports segments that are missing, empty, or in each other's place", async () => {
    const { dir, entries } = await writeSample();
    const second = join(dir, "000002.log");
    const missing = { ...nodeFileSystem, listFolder: async () => ["000001.log", "000003.log"] };
    const absent: FileSystem = { ...missing, readFile: (path) => readFile(path === second ? `${path}.not` : path) };
    expect((await readUntilFailure(dir, absent)).failure).toMatchObject({
      detail: { problem: "the segment is missing" },
    });

    const empty = await readUntilFailure(dir, withBytes(second, Buffer.alloc(0)));
    expect(empty.failure).toMatchObject({ code: "journal.corrupt", detail: { path: second } });

    const swapped = await readUntilFailure(dir, withBytes(second, readFileSync(join(dir, "000003.log"))));
    expect(swapped.failure).toMatchObject({ code: "journal.corrupt", detail: { path: second, offsetBytes: 0 } });
    expect(swapped.entries).toEqual(entries.slice(0, swapped.entries.length));
  });

  it("notices an entry that was rewritten together with its checksums", async () => {
    const dir = makeTemporaryFolder();
    const forged = makeTemporaryFolder();
    for (const [folder, text] of [
      [dir, "true"],
      [forged, "fake"],
    ] as const) {
      const journal = await openTestJournal(folder);
      await journal.append("note", text);
      await journal.append("note", "second");
      await journal.close();
    }
    const bytes = readFileSync(join(dir, "000001.log"));
    const firstFrame = frameHeaderBytes + bytes.readUInt32LE(4);
    const mixed = Buffer.concat([
      readFileSync(join(forged, "000001.log")).subarray(0, firstFrame),
      bytes.subarray(firstFrame),
    ]);
    const path = join(dir, basename("000001.log"));
    expect((await readUntilFailure(dir, withBytes(path, mixed))).failure).toMatchObject({
      detail: { offsetBytes: firstFrame, problem: expect.stringContaining("entry 2 does not continue") },
    });
  });

  it("never throws anything but journal.corrupt, whatever the bytes", async () => {
    const dir = makeTemporaryFolder();
    const journal = await openTestJournal(dir);
    await journal.append("note", null);
    await journal.close();
    const path = join(dir, "000001.log");
    const seed = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(seed.length),
        fc.boolean(),
        async (noise, keep, isTail) => {
          const bytes = isTail ? Buffer.concat([seed.subarray(0, keep), noise]) : Buffer.from(noise);
          const { failure } = await readUntilFailure(dir, withBytes(path, bytes));
          expect(failure === null || isFailure(failure, "journal.corrupt")).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("counts an empty journal, refuses a folder that is none, and one that is not there", async () => {
    const dir = makeTemporaryFolder();
    expect(await verifyJournal(dir)).toMatchObject({ entries: 0, segments: 0, head: { sequence: 0 }, lastAt: null });
    writeFileSync(join(dir, "readme.txt"), "not a journal");
    await expect(verifyJournal(dir)).rejects.toMatchObject({ code: "file.unreadable" });
    await expect(verifyJournal(join(dir, "readme.txt"))).rejects.toMatchObject({ code: "file.unreadable" });
    unlinkSync(join(dir, "readme.txt"));
    await expect(verifyJournal(join(dir, "nowhere"))).rejects.toMatchObject({ code: "file.missing" });
  });
});
