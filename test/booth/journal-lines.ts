import { join } from "node:path";
import { readJournal } from "../../runtime/journal/read-journal.ts";
import type { VisitDeed } from "../../runtime/visit/visit-event.ts";

/** One journal entry as a test looks at it; `visitId` and `deed` only where it speaks of a visit. */
export type JournalLine = {
  readonly sequence: number;
  readonly hash: string;
  readonly kind: string;
  readonly visitId: string | null;
  readonly deed: VisitDeed | null;
  readonly packageId: string | null;
  /** The visit's own clock at the deed. */
  readonly visitMs: number | null;
};

type Body = {
  readonly visitId?: string;
  readonly deed?: VisitDeed;
  readonly packageId?: string;
  readonly ms?: number;
};

/**
 * What the journal of a state folder says, read as `bilik journal verify` reads it: without a lock, every byte and the
 * whole chain checked. Empty where there is none yet.
 */
export async function readJournalLines(state: string): Promise<readonly JournalLine[]> {
  const lines: JournalLine[] = [];
  for await (const { sequence, hash, kind, body } of readIfThere(join(state, "booth/journal"))) {
    const { visitId = null, deed = null, packageId = null, ms: visitMs = null } = body as Body;
    lines.push({ sequence, hash, kind, visitId, deed, packageId, visitMs });
  }
  return lines;
}

/** The deeds of one visit, in order. */
export function deedsOf(lines: readonly JournalLine[], visitId: string): readonly VisitDeed[] {
  return lines.flatMap((line) => (line.visitId === visitId && line.deed !== null ? [line.deed] : []));
}

async function* readIfThere(dir: string) {
  try {
    yield* readJournal(dir);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}
