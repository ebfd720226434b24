import { expect, it } from "vitest";
import type { JournalEntry } from "../../../runtime/journal/journal.ts";
import type { BoundedJournal } from "../../../runtime/journal/open-journal.ts";
import { isFailure } from "../../../runtime/kernel/errors.ts";
import { createRandom, type Random } from "../../../runtime/kernel/random.ts";
import { createSimulatedDisk } from "../kernel/simulated-disk.ts";
import { makeTemporaryFolder } from "../kernel/temporary-folder.ts";
import { openTestJournal, readAll } from "./journal-rig.ts";

/** Appends singly and in groups until the disk fails; returns what was acknowledged, in order. */
async function appendUntilFailure(journal: BoundedJournal, random: Random): Promise<readonly JournalEntry[]> {
  const acknowledged: JournalEntry[] = [];
  for (let round = 0; round < 60; round += 1) {
    const group = Array.from({ length: random.integer(1, 5) }, () => "x".repeat(random.integer(0, 700)));
    const results = await Promise.allSettled(group.map((text) => journal.append("note", { round, text })));
    for (const result of results) {
      if (result.status === "fulfilled") acknowledged.push(result.value);
      else if (!isFailure(result.reason, "state.poisoned")) throw result.reason;
    }
    if (results.some((result) => result.status === "rejected")) break;
  }
  return acknowledged;
}

it("has every acknowledged entry, in order and unharmed, after power cuts at any call, again and again", async () => {
  const dir = makeTemporaryFolder();
  for (let seed = 0; seed < 150; seed += 1) {
    const random = createRandom(`journal-${seed}`);
    const disk = createSimulatedDisk();
    let kept: readonly JournalEntry[] = [];
    for (let cut = 0; cut < 6; cut += 1) {
      disk.losePowerAfter(random.integer(1, 60));
      const journal = await openTestJournal(dir, { fileSystem: disk.fileSystem, segmentLimitBytes: 4_000 }).catch(
        (failure: unknown) => {
          if (!isFailure(failure, "state.poisoned")) throw failure;
          return null;
        },
      );
      let acknowledged: readonly JournalEntry[] = [];
      if (journal !== null) {
        const found = await readAll(journal.read());
        expect(found.slice(0, kept.length)).toEqual(kept);
        kept = found;
        acknowledged = await appendUntilFailure(journal, random);
        await journal.close();
      }
      kept = [...kept, ...acknowledged];
      disk.powerCut(random);
    }
    const last = await openTestJournal(dir, { fileSystem: disk.fileSystem });
    expect((await readAll(last.read())).slice(0, kept.length)).toEqual(kept);
    await last.close();
  }
});

it("keeps what it acknowledged when any one call fails, and goes on unless it must not", async () => {
  const dir = makeTemporaryFolder();
  for (const code of ["EIO", "ENOSPC"]) {
    for (let call = 1; call <= 60; call += 1) {
      const disk = createSimulatedDisk();
      const options = { fileSystem: disk.fileSystem, segmentLimitBytes: 1_500 };
      const first = await openTestJournal(dir, options);
      disk.failCall(call, code);
      const acknowledged: JournalEntry[] = [];
      for (let index = 0; index < 30; index += 1) {
        const appended = await first.append("note", "x".repeat(index * 7)).catch((failure: unknown) => failure);
        if (!(appended instanceof Error)) acknowledged.push(appended as JournalEntry);
        else if (!isFailure(appended, "disk.full") && !isFailure(appended, "state.poisoned")) throw appended;
      }
      await first.close();
      disk.powerCut(createRandom(`${code}-${call}`));
      const again = await openTestJournal(dir, options);
      const found = await readAll(again.read());
      expect(found.slice(0, acknowledged.length)).toEqual(acknowledged);
      await again.append("goes on", null);
      await again.close();
    }
  }
});
