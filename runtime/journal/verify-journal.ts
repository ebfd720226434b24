import { BoothError } from "../kernel/errors.ts";
import { nodeFileSystem } from "../kernel/file-system.ts";
import { systemCode } from "../kernel/storage-failure.ts";
import type { JournalHead } from "./journal.ts";
import { chainStart } from "./journal-entry.ts";
import { assertUndamaged, isSegmentName, readSegments } from "./read-journal.ts";

export type JournalVerdict = {
  readonly entries: number;
  readonly segments: number;
  readonly head: JournalHead;
  /** Wall clock of the last entry; null in an empty journal. */
  readonly lastAt: string | null;
  /** Left by a power cut, or by an append in flight; the next start of the booth cuts them. */
  readonly tornBytes: number;
};

/**
 * Checks every frame and the whole chain without a lock and without changing anything.
 * @throws BoothError `journal.corrupt` at the first thing that is wrong
 * @throws BoothError `file.missing` when there is no such folder, `file.unreadable` when it holds something else
 */
export async function verifyJournal(dir: string): Promise<JournalVerdict> {
  await assertJournalFolder(dir);
  let verdict: JournalVerdict = { entries: 0, segments: 0, head: chainStart, lastAt: null, tornBytes: 0 };
  for await (const segment of readSegments(dir)) {
    assertUndamaged(segment);
    verdict = {
      entries: verdict.entries + segment.entries.length,
      segments: verdict.segments + 1,
      head: segment.head,
      lastAt: segment.entries.at(-1)?.at ?? verdict.lastAt,
      tornBytes: segment.sizeBytes - segment.soundBytes,
    };
  }
  return verdict;
}

/** An empty folder is a journal before its first entry; any other folder would pass as sound without a look inside. */
async function assertJournalFolder(dir: string): Promise<void> {
  let names: string[];
  try {
    names = await nodeFileSystem.listFolder(dir);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code === "ENOENT") throw new BoothError("file.missing", { path: dir }, { cause: error });
    throw new BoothError("file.unreadable", { path: dir, problem: code }, { cause: error });
  }
  if (names.length === 0 || names.some(isSegmentName)) return;
  throw new BoothError("file.unreadable", { path: dir, problem: "no journal segment in this folder" });
}
