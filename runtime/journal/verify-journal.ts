import { BoothError, isSystemError } from "../kernel/errors.ts";
import type { JournalHead } from "./journal.ts";
import { chainStart } from "./journal-entry.ts";
import { assertUndamaged, readSegments } from "./read-journal.ts";

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
 * @throws BoothError `file.missing` when there is no such folder
 */
export async function verifyJournal(dir: string): Promise<JournalVerdict> {
  let verdict: JournalVerdict = { entries: 0, segments: 0, head: chainStart, lastAt: null, tornBytes: 0 };
  try {
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
  } catch (error) {
    if (isSystemError(error, "ENOENT")) throw new BoothError("file.missing", { path: dir }, { cause: error });
    if (isSystemError(error, "ENOTDIR")) {
      throw new BoothError("file.unreadable", { path: dir, problem: "not a folder" }, { cause: error });
    }
    throw error;
  }
  return verdict;
}
