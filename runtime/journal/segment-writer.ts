import { syncFolder } from "../kernel/durable-file.ts";
import { isFailure } from "../kernel/errors.ts";
import type { FileSystem, OpenFile } from "../kernel/file-system.ts";
import { namePoison, nameStorageFailure } from "../kernel/storage-failure.ts";
import { segmentPath } from "./read-journal.ts";

/** Where the next frame goes: `endBytes` of segment `segmentNumber`; segment 0 stands before the first. */
export type WritePosition = { readonly segmentNumber: number; readonly endBytes: number; readonly usedBytes: number };

/** Puts frames one after another into segments. Calls never overlap. */
export type SegmentWriter = {
  /** Covers exactly what is on the medium. */
  readonly position: () => WritePosition;
  /**
   * Durable on return.
   * @throws BoothError `disk.full` and `file.unreadable` with the segment as it was before
   * @throws BoothError `state.poisoned` when nobody can say what is on the medium; the caller must write no more
   */
  readonly write: (frame: Buffer) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type SegmentWriterStart = {
  readonly dir: string;
  readonly fileSystem: FileSystem;
  readonly segmentLimitBytes: number;
  readonly position: WritePosition;
  /** The open segment at `position`; null before the first. The writer closes it. */
  readonly file: OpenFile | null;
};

export function createSegmentWriter(start: SegmentWriterStart): SegmentWriter {
  const { dir, fileSystem, segmentLimitBytes } = start;
  let { position, file } = start;

  const openNext = async (): Promise<OpenFile> => {
    const segmentNumber = position.segmentNumber + 1;
    const next = await createSegment(dir, segmentNumber, fileSystem);
    const full = file;
    file = next;
    position = { ...position, segmentNumber, endBytes: 0 };
    await full?.close();
    return next;
  };

  return {
    position: () => position,
    write: async (frame) => {
      const isOver = position.endBytes > 0 && position.endBytes + frame.length > segmentLimitBytes;
      const target = file === null || isOver ? await openNext() : file;
      await writeFrame(target, frame, position.endBytes, segmentPath(dir, position.segmentNumber));
      const { segmentNumber, endBytes, usedBytes } = position;
      position = { segmentNumber, endBytes: endBytes + frame.length, usedBytes: usedBytes + frame.length };
    },
    close: async () => {
      await file?.close();
      file = null;
    },
  };
}

/** Empty, and durable in its folder: an entry in it must not vanish with its name. */
async function createSegment(dir: string, segmentNumber: number, fileSystem: FileSystem): Promise<OpenFile> {
  const path = segmentPath(dir, segmentNumber);
  let file: OpenFile;
  try {
    file = await fileSystem.open(path, "create");
  } catch (error) {
    throw await nameStorageFailure(error, { path, operation: "create segment", neededBytes: 0 });
  }
  try {
    await syncFolder(dir, fileSystem);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}

async function writeFrame(file: OpenFile, frame: Buffer, offsetBytes: number, path: string): Promise<void> {
  try {
    await file.writeAt(frame, offsetBytes);
  } catch (error) {
    const failure = await nameStorageFailure(error, { path, operation: "write", neededBytes: frame.length });
    if (!isFailure(failure, "state.poisoned")) await cutBack(file, offsetBytes, path);
    throw failure;
  }
  try {
    await file.syncContent();
  } catch (error) {
    throw namePoison(error, path, "sync");
  }
}

/** Takes away the part of a frame that still found room, so that the next frame starts on clean ground. */
async function cutBack(file: OpenFile, lengthBytes: number, path: string): Promise<void> {
  try {
    await file.truncate(lengthBytes);
    await file.sync();
  } catch (error) {
    throw namePoison(error, path, "cut back");
  }
}
