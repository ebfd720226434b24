import assert from "node:assert/strict";
import type { Clock } from "../kernel/clock.ts";
import { makeFolder } from "../kernel/durable-file.ts";
import { type FileSystem, nodeFileSystem } from "../kernel/file-system.ts";
import { type FolderLock, lockFolder } from "../kernel/lock-folder.ts";
import type { Logger } from "../kernel/logger.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { Journal } from "./journal.ts";
import { draftEntry } from "./journal-entry.ts";
import { readJournal } from "./read-journal.ts";
import { recoverJournal } from "./recover-journal.ts";
import { createSegmentWriter } from "./segment-writer.ts";

export type JournalOptions = {
  readonly dir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A new segment is begun rather than let one grow past this. */
  readonly segmentLimitBytes?: number;
  /** Size of the whole journal past which `append` throws `journal.full`. */
  readonly limitBytes?: number;
  /** Held back from new visits, so that the one that has begun and the receipts of those before it still fit. */
  readonly reserveBytes?: number;
  readonly fileSystem?: FileSystem;
};

/** A journal with a limit. Whoever begins visits asks first; nothing is ever dropped to make room. */
export type BoundedJournal = Journal & {
  readonly usedBytes: () => number;
  /** False when a new visit would eat into the reserve of what has already begun. */
  readonly hasRoomForVisit: () => boolean;
};

const segmentDefaultBytes = 8 * 1024 * 1024;
/** A visit writes some 100 kB: fifty visits a day for more than a year. */
const limitDefaultBytes = 2_000_000_000;
const reserveDefaultBytes = 8 * 1024 * 1024;

/**
 * Opens the journal in `dir`, makes the folder when it is missing, cuts a torn tail, and holds the folder until
 * `close`.
 * @throws BoothError `state.in-use` when another process writes here
 * @throws BoothError `journal.corrupt` with nothing changed on disk; the booth then starts in safe mode
 * @throws BoothError `disk.full`, `file.unreadable` or `state.poisoned` when the medium refuses
 */
export async function openJournal(options: JournalOptions): Promise<BoundedJournal> {
  const { dir, fileSystem = nodeFileSystem } = options;
  await makeFolder(dir, fileSystem);
  const lock = await lockFolder(dir);
  try {
    return await openLocked(options, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(options: JournalOptions, lock: FolderLock): Promise<BoundedJournal> {
  const { dir, clock, logger, fileSystem = nodeFileSystem } = options;
  const { segmentLimitBytes = segmentDefaultBytes, limitBytes = limitDefaultBytes } = options;
  const { reserveBytes = Math.min(reserveDefaultBytes, limitBytes / 4) } = options;

  const { recovery, head, position, file } = await recoverJournal(dir, fileSystem, logger);
  const writer = createSegmentWriter({ dir, fileSystem, segmentLimitBytes, position, file });
  const commit = createGroupCommit(writer, head, limitBytes);
  let isOpen = true;

  return {
    recovery,
    head: commit.head,
    usedBytes: () => writer.position().usedBytes,
    hasRoomForVisit: () => writer.position().usedBytes + reserveBytes <= limitBytes,
    append: async (kind, body) => {
      assert(isOpen, "append after close");
      return commit.append(draftEntry(clock.nowAt(), kind, body));
    },
    read: () => readJournal(dir, fileSystem, writer.position()),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await commit.settled();
      await writer.close();
      await lock.release();
    },
  };
}
