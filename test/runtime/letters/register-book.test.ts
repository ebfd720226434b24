import { describe, expect, it } from "vitest";
import { type FileSystem, nodeFileSystem } from "../../../runtime/kernel/file-system.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import {
  assignRegisterNumber,
  emptyRegisterBook,
  type RegisterBook,
  registerBookSchema,
} from "../../../runtime/letters/register-book.ts";
import { openSettings } from "../../../runtime/settings/open-settings.ts";
import type { Settings } from "../../../runtime/settings/settings.ts";
import { createSimulatedDisk } from "../kernel/simulated-disk.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";

function openBook(dir: string, fileSystem: FileSystem = nodeFileSystem): Promise<Settings<RegisterBook>> {
  const parse = (input: unknown) => registerBookSchema.parse(input);
  return openSettings({ dir, name: "register-book", parse, initial: emptyRegisterBook, fileSystem });
}

const assign = (book: Settings<RegisterBook>, visitId: string, year = 2026, officeCode = "PB") =>
  assignRegisterNumber(book, { visitId, officeCode, year });

describe("the register book", () => {
  it("counts from 1, three digits wide and wider when it must", async () => {
    const book = await openBook(makeTemporaryFolder());
    expect(await assign(book, "a")).toBe("001/PB/2026");
    expect(await assign(book, "b")).toBe("002/PB/2026");
    await book.update((before) => ({ ...before, lastNumber: 999 }));
    expect(await assign(book, "c")).toBe("1000/PB/2026");
    await book.close();
  });

  it("gives a visit the same number however often it asks", async () => {
    const book = await openBook(makeTemporaryFolder());
    const first = await assign(book, "a");
    await assign(book, "b");
    expect(await assign(book, "a")).toBe(first);
    expect(await assign(book, "a", 2027)).toBe(first);
    expect(book.value().lastNumber).toBe(2);
    await book.close();
  });

  it("gives no number twice to visits that ask at once", async () => {
    const book = await openBook(makeTemporaryFolder());
    const numbers = await Promise.all(Array.from({ length: 12 }, (_, index) => assign(book, `v-${index}`)));
    expect(new Set(numbers).size).toBe(12);
    await book.close();
  });

  it("remembers after a restart", async () => {
    const dir = makeTemporaryFolder();
    const before = await openBook(dir);
    await assign(before, "a");
    await before.close();
    const after = await openBook(dir);
    expect(await assign(after, "a")).toBe("001/PB/2026");
    expect(await assign(after, "b")).toBe("002/PB/2026");
    await after.close();
  });

  it("begins again at 1 in a new year", async () => {
    const book = await openBook(makeTemporaryFolder());
    await assign(book, "a");
    await assign(book, "b");
    expect(await assign(book, "c", 2027)).toBe("001/PB/2027");
    expect(await assign(book, "d", 2027)).toBe("002/PB/2027");
    await book.close();
  });

  it("goes on in its own year when the clock is lost, so that no number is given twice", async () => {
    const book = await openBook(makeTemporaryFolder());
    await assign(book, "a");
    expect(await assign(book, "b", 1970)).toBe("002/PB/2026");
    expect(await assign(book, "c")).toBe("003/PB/2026");
    await book.close();
  });

  it("is one a folder: another office's book counts for itself", async () => {
    const [one, other] = [await openBook(makeTemporaryFolder()), await openBook(makeTemporaryFolder())];
    await assign(one, "a");
    await assign(one, "b");
    expect(await assign(other, "c", 2026, "AS")).toBe("001/AS/2026");
    expect(await assign(one, "c")).toBe("003/PB/2026");
    await Promise.all([one.close(), other.close()]);
  });

  it("gives a visit one number when it asks twice at once", async () => {
    const book = await openBook(makeTemporaryFolder());
    expect(await Promise.all([assign(book, "a"), assign(book, "a")])).toEqual(["001/PB/2026", "001/PB/2026"]);
    expect(book.value().lastNumber).toBe(1);
    await book.close();
  });

  it("tells no number that a power cut could take back", async () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const dir = makeTemporaryFolder();
      const disk = createSimulatedDisk();
      const told = await assignUntilDark(await openBook(dir, disk.fileSystem), () => disk.losePowerAfter(seed % 20));
      disk.powerCut(createRandom(`register-book/${seed}`));
      const after = await openBook(dir, disk.fileSystem);
      for (const [visitId, number] of told) expect(await assign(after, visitId)).toBe(number);
      const next = await assign(after, "next");
      expect([...told.values()]).not.toContain(next);
      await after.close();
    }
  });
});

/** Assigns one number, lets the power go as told, and goes on until nothing is written any more. */
async function assignUntilDark(book: Settings<RegisterBook>, losePower: () => void): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  for (let visit = 0; visit < 8; visit += 1) {
    if (visit === 1) losePower();
    const number = await assign(book, `v-${visit}`).catch(() => null);
    if (number === null) break;
    told.set(`v-${visit}`, number);
  }
  await book.close();
  return told;
}
