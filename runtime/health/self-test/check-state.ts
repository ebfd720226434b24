import { constants } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { verifyJournal } from "../../journal/verify-journal.ts";
import { BoothError, isFailure, isSystemError } from "../../kernel/errors.ts";
import { type CheckResult, tell } from "./check-result.ts";

/** The folder of the booth's state: there, or yet to be made; writable; on a disk with room. Writes nothing. */
export async function checkState(stateDir: string, freeSpaceMinBytes: number): Promise<readonly CheckResult[]> {
  const path = resolve(stateDir);
  const existing = await nearestFolder(path);
  try {
    await access(existing, constants.W_OK | constants.X_OK);
  } catch (error) {
    const problem = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return [tell("state", "fail", "state-not-writable", { path: existing, problem })];
  }
  const { bavail, bsize } = await statfs(existing);
  const freeBytes = bavail * bsize;
  if (freeBytes < freeSpaceMinBytes)
    return [tell("state", "fail", "state-space-low", { path, freeBytes, limitBytes: freeSpaceMinBytes })];
  if (existing !== path) return [tell("state", "ok", "state-to-be-made", { path, freeBytes })];
  return [tell("state", "ok", "state-good", { path, freeBytes })];
}

async function nearestFolder(path: string): Promise<string> {
  const isThere = await access(path).then(
    () => true,
    (error: unknown) => !isSystemError(error, "ENOENT"),
  );
  return isThere || path === dirname(path) ? path : nearestFolder(dirname(path));
}

export type JournalCheck = {
  readonly dir: string;
  readonly usedBytes: () => Promise<number>;
  readonly limitBytes: number;
};

/** Of the journal's room, beyond which somebody should plan. */
const nearlyFullRatio = 0.9;

/** Every byte and the whole chain, without a lock. `lastAt` is for the clock's own check. */
export async function checkJournal({
  dir,
  usedBytes,
  limitBytes,
}: JournalCheck): Promise<{ readonly results: readonly CheckResult[]; readonly lastAt: string | null }> {
  try {
    const { entries, lastAt, tornBytes } = await verifyJournal(dir);
    const used = await usedBytes();
    const results = [
      lastAt === null
        ? tell("journal", "ok", "journal-empty", { path: dir })
        : tell("journal", "ok", "journal-good", { entries, lastAt }),
      ...(tornBytes > 0 ? [tell("journal", "warn", "journal-torn", { tornBytes })] : []),
      ...(used > limitBytes * nearlyFullRatio
        ? [tell("journal", "warn", "journal-nearly-full", { usedBytes: used, limitBytes })]
        : []),
    ];
    return { results, lastAt };
  } catch (error) {
    if (isFailure(error, "file.missing"))
      return { results: [tell("journal", "ok", "journal-empty", { path: dir })], lastAt: null };
    if (!(error instanceof BoothError)) throw error;
    const problem = "problem" in error.detail ? error.detail.problem : error.code;
    return { results: [tell("journal", "fail", "journal-damaged", { problem: String(problem) })], lastAt: null };
  }
}
