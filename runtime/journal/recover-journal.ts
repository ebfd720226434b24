import { syncFolder } from "../kernel/durable-file.ts";
import type { FileSystem, OpenFile } from "../kernel/file-system.ts";
import type { Logger } from "../kernel/logger.ts";
import { nameStorageFailure } from "../kernel/storage-failure.ts";
import type { JournalHead, JournalRecovery } from "./journal.ts";
import { chainStart } from "./journal-entry.ts";
import { assertUndamaged, readSegments } from "./read-journal.ts";
import type { WritePosition } from "./segment-writer.ts";

export type RecoveredJournal = {
  readonly recovery: JournalRecovery;
  readonly head: JournalHead;
  readonly position: WritePosition;
  /** The last segment, open; null when there is none yet. The caller closes it. */
  readonly file: OpenFile | null;
};

/**
 * Reads the whole journal, cuts a torn tail, and puts the rest beyond the reach of the next power cut.
 * @throws BoothError `journal.corrupt` with nothing changed; `state.poisoned` when the medium refuses
 */
export async function recoverJournal(dir: string, fileSystem: FileSystem, logger: Logger): Promise<RecoveredJournal> {
  let head = chainStart;
  let recovery: JournalRecovery = { entries: 0, segments: 0, tornBytesCut: 0 };
  let position: WritePosition = { segmentNumber: 0, endBytes: 0, usedBytes: 0 };
  let lastPath: string | null = null;

  for await (const segment of readSegments(dir, fileSystem)) {
    assertUndamaged(segment);
    const { entries, soundBytes, sizeBytes, path } = segment;
    const segments = recovery.segments + 1;
    recovery = { entries: recovery.entries + entries.length, segments, tornBytesCut: sizeBytes - soundBytes };
    position = { segmentNumber: segments, endBytes: soundBytes, usedBytes: position.usedBytes + soundBytes };
    head = segment.head;
    lastPath = path;
  }
  if (lastPath === null) return { recovery, head, position, file: null };

  const file = await settleSegment(lastPath, position.endBytes, fileSystem);
  await syncFolder(dir, fileSystem);
  const { tornBytesCut } = recovery;
  if (tornBytesCut > 0) {
    logger.warn("journal.torn-tail-cut", { path: lastPath, offsetBytes: position.endBytes, tornBytesCut });
  }
  return { recovery, head, position, file };
}

/**
 * A process that was killed may have written entries that no sync has covered yet: they read back now, and would
 * still be lost in a power cut. So the segment is synced before anything is built on it.
 */
async function settleSegment(path: string, lengthBytes: number, fileSystem: FileSystem): Promise<OpenFile> {
  const refuse = async (error: unknown): Promise<never> => {
    throw await nameStorageFailure(error, { path, operation: "recover", neededBytes: 0 });
  };
  const file = await fileSystem.open(path, "change").catch(refuse);
  try {
    await file.truncate(lengthBytes);
    await file.sync();
  } catch (error) {
    await file.close();
    return refuse(error);
  }
  return file;
}
