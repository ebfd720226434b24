import type { Journal, JournalEntry } from "../../../runtime/journal/journal.ts";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";

/** A journal without a disk. Its medium can be held up, and can refuse. */
export type MemoryJournal = Journal & {
  readonly entries: readonly JournalEntry[];
  /** From now on appends wait; the returned function lets all of them through. */
  readonly hold: () => () => void;
  /** The next append fails with this. */
  readonly failNext: (error: Error) => void;
  /** A journal that ends after the first `count` entries, as a power cut would have left it. */
  readonly cut: (count: number) => MemoryJournal;
};

export function createMemoryJournal(before: readonly JournalEntry[] = []): MemoryJournal {
  const entries = [...before];
  let gate: Promise<void> = Promise.resolve();
  let failure: Error | null = null;
  const head = () => ({ sequence: entries.length, hash: entries.at(-1)?.hash ?? "0".repeat(64) });

  return {
    entries,
    recovery: { entries: before.length, segments: 1, tornBytesCut: 0 },
    head,
    append: async (kind, body) => {
      await gate;
      if (failure !== null) {
        const error = failure;
        failure = null;
        throw error;
      }
      const { sequence, hash } = head();
      const text = JSON.stringify(body);
      const at = new Date(Date.UTC(2026, 0, 5, 1, 0, 0, sequence)).toISOString();
      const entry = {
        sequence: sequence + 1,
        at,
        kind,
        body: JSON.parse(text),
        hash: sha256Hex(`${hash}${kind}${text}`),
      };
      entries.push(entry);
      return entry;
    },
    read: async function* () {
      yield* entries;
    },
    close: async () => undefined,
    hold: () => {
      let release: () => void = () => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
    failNext: (error) => {
      failure = error;
    },
    cut: (count) => createMemoryJournal(entries.slice(0, count)),
  };
}
