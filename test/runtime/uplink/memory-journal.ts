import type { Journal, JournalEntry } from "../../../runtime/journal/journal.ts";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";

/** A journal that outlives nothing but the object; `entries` may be given to a second one, as a restart would. */
export function createMemoryJournal(entries: JournalEntry[] = []): Journal & { readonly entries: JournalEntry[] } {
  const head = () => ({ sequence: entries.length, hash: entries.at(-1)?.hash ?? "0".repeat(64) });
  return {
    entries,
    recovery: { entries: entries.length, segments: 1, tornBytesCut: 0 },
    head,
    append: async (kind, body) => {
      const previous = head();
      const line = {
        sequence: previous.sequence + 1,
        at: "2026-01-05T02:00:00.000Z",
        kind,
        body: structuredClone(body),
      };
      const entry = { ...line, hash: sha256Hex(previous.hash + JSON.stringify(line)) };
      entries.push(entry);
      return entry;
    },
    read: async function* () {
      yield* entries;
    },
    close: async () => undefined,
  };
}
