import type { JournalEntry } from "../../../runtime/journal/journal.ts";
import type { BoundedJournal, JournalOptions } from "../../../runtime/journal/open-journal.ts";
import { openJournal } from "../../../runtime/journal/open-journal.ts";
import type { Clock } from "../../../runtime/kernel/clock.ts";
import { createSilentLogger, type Logger } from "../../../runtime/kernel/logger.ts";

export const at = "2026-01-05T02:03:04.567Z";

export const clock: Clock = { monotonicMs: () => 0, nowAt: () => at, sleep: async () => undefined };

/** A journal with a still clock and a silent logger. */
export function openTestJournal(dir: string, options: Partial<JournalOptions> = {}): Promise<BoundedJournal> {
  return openJournal({ dir, clock, logger: createSilentLogger(), ...options });
}

export async function readAll(entries: AsyncIterable<JournalEntry>): Promise<readonly JournalEntry[]> {
  const all: JournalEntry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}

/** Keeps the names of warnings. */
export function createListeningLogger(): Logger & { readonly warnings: string[] } {
  const warnings: string[] = [];
  return { ...createSilentLogger(), warnings, warn: (event) => warnings.push(event) };
}
