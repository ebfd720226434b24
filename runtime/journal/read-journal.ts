import { join } from "node:path";
import { BoothError, isSystemError } from "../kernel/errors.ts";
import { type FileSystem, nodeFileSystem } from "../kernel/file-system.ts";
import { systemCode } from "../kernel/storage-failure.ts";
import type { JournalEntry } from "./journal.ts";
import { chainStart } from "./journal-entry.ts";
import { readSegment, type SegmentReading } from "./read-segment.ts";

export type JournalSegment = SegmentReading & {
  readonly path: string;
  readonly sizeBytes: number;
  readonly isLast: boolean;
};

/** Stops a reading before what was appended after it began. */
export type ReadingEnd = { readonly segmentNumber: number; readonly endBytes: number };

const segmentName = /^(\d{6})\.log$/;

/** `000001.log` and so on. */
export function segmentPath(dir: string, segmentNumber: number): string {
  return join(dir, `${String(segmentNumber).padStart(6, "0")}.log`);
}

export function isSegmentName(name: string): boolean {
  return segmentName.test(name);
}

/**
 * Reads every segment in order without changing anything, one in memory at a time. Ends after the first that is not
 * whole; whether its tail may be cut is for the caller, by `assertUndamaged`.
 * @throws BoothError `journal.corrupt` when a segment is missing or cannot be read
 */
export async function* readSegments(
  dir: string,
  fileSystem: FileSystem = nodeFileSystem,
  end?: ReadingEnd,
): AsyncGenerator<JournalSegment> {
  const lastNumber = end?.segmentNumber ?? (await countSegments(dir, fileSystem));
  let head = chainStart;
  for (let segmentNumber = 1; segmentNumber <= lastNumber; segmentNumber += 1) {
    const path = segmentPath(dir, segmentNumber);
    const isLast = segmentNumber === lastNumber;
    const bytes = await readWhole(path, fileSystem);
    const reading = readSegment(isLast && end !== undefined ? bytes.subarray(0, end.endBytes) : bytes, head);
    yield { ...reading, path, sizeBytes: bytes.length, isLast };
    if (reading.tail.kind !== "whole") return;
    head = reading.head;
  }
}

/**
 * Every entry from the first, up to a torn tail, without a lock and without changing anything. Damage is thrown after
 * the sound entries before it, so that safe mode can still deliver those.
 * @throws BoothError `journal.corrupt`
 */
export async function* readJournal(
  dir: string,
  fileSystem: FileSystem = nodeFileSystem,
  end?: ReadingEnd,
): AsyncGenerator<JournalEntry> {
  for await (const segment of readSegments(dir, fileSystem, end)) {
    yield* segment.entries;
    assertUndamaged(segment);
  }
}

/**
 * Passes what a power cut can leave, and nothing else: a whole segment, or a torn tail in the last one.
 * @throws BoothError `journal.corrupt` naming the segment, the offset of the bad frame, and what is wrong with it
 */
export function assertUndamaged({ path, tail, soundBytes, sizeBytes, isLast }: JournalSegment): void {
  if (tail.kind === "damaged") throw corrupt(path, soundBytes, tail.problem);
  if (isLast) return;
  // The next segment is only made once this one is on the medium, and never before its first entry.
  if (tail.kind === "torn") throw corrupt(path, soundBytes, `${tail.problem}, yet another segment follows`);
  if (sizeBytes === 0) throw corrupt(path, 0, "the segment is empty, yet another segment follows");
}

async function countSegments(dir: string, fileSystem: FileSystem): Promise<number> {
  const numbers = (await fileSystem.listFolder(dir))
    .map((name) => Number(segmentName.exec(name)?.[1] ?? 0))
    .filter((segmentNumber) => segmentNumber > 0);
  return Math.max(0, ...numbers);
}

async function readWhole(path: string, fileSystem: FileSystem): Promise<Buffer> {
  try {
    return await fileSystem.readFile(path);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) throw corrupt(path, 0, "the segment is missing", error);
    throw systemCode(error) === undefined ? error : corrupt(path, 0, `cannot be read: ${systemCode(error)}`, error);
  }
}

function corrupt(path: string, offsetBytes: number, problem: string, cause?: unknown): BoothError {
  return new BoothError("journal.corrupt", { path, offsetBytes, problem }, { cause });
}
