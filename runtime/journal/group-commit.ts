import assert from "node:assert/strict";
import { BoothError, isFailure } from "../kernel/errors.ts";
import type { JournalEntry, JournalHead } from "./journal.ts";
import { composeLine, type EntryDraft, headOf, readLine } from "./journal-entry.ts";
import { encodeFrame, frameLengthBytes } from "./journal-frame.ts";
import type { SegmentWriter } from "./segment-writer.ts";

/** Lets entries that come while a sync is in flight share the next one. */
export type GroupCommit = {
  readonly head: () => JournalHead;
  /** Resolves once the entry is on the medium. Entries keep the order of the calls. */
  readonly append: (draft: EntryDraft) => Promise<JournalEntry>;
  /** Resolves when nothing waits any more. Never rejects. */
  readonly settled: () => Promise<void>;
};

type Waiting = {
  readonly draft: EntryDraft;
  readonly resolve: (entry: JournalEntry) => void;
  readonly reject: (failure: unknown) => void;
};

type Group = { readonly members: Waiting[]; readonly lines: string[]; readonly entries: JournalEntry[] };

/** Text of one entry. An entry holds ids, scores and times; images and records belong in the vault. */
const entryTextMaxBytes = 1024 * 1024;
/** Text that shares one sync; keeps a frame below `framePayloadMaxBytes`, with one entry of any size to spare. */
const groupTextMaxBytes = 1024 * 1024;
/** Entries that wait for their sync. A booth makes a few a second. */
const waitingMax = 10_000;

/** `head` is the last entry on the medium; entries that would take the journal past `limitBytes` are refused. */
export function createGroupCommit(writer: SegmentWriter, head: JournalHead, limitBytes: number): GroupCommit {
  const waiting: Waiting[] = [];
  let durableHead = head;
  let poison: unknown = null;
  let flushing: Promise<void> | null = null;

  const refuse = (members: readonly Waiting[], failure: unknown): void => {
    const leavesMediumKnown = isFailure(failure, "disk.full") || isFailure(failure, "file.unreadable");
    if (!leavesMediumKnown) poison = failure;
    const refused = leavesMediumKnown ? members : [...members, ...waiting.splice(0)];
    for (const member of refused) member.reject(failure);
  };

  const flushGroup = async (): Promise<void> => {
    const group = takeGroup(waiting, durableHead, { usedBytes: writer.position().usedBytes, limitBytes });
    const last = group.entries.at(-1);
    if (last === undefined) return;
    try {
      await writer.write(encodeFrame(group.lines));
    } catch (failure) {
      refuse(group.members, failure);
      return;
    }
    durableHead = headOf(last);
    for (const [index, entry] of group.entries.entries()) group.members[index]?.resolve(entry);
  };

  const flushAll = async (): Promise<void> => {
    // One turn of grace: entries appended together share the very first sync too.
    await Promise.resolve();
    while (waiting.length > 0) await flushGroup();
    flushing = null;
  };

  return {
    head: () => durableHead,
    append: (draft) =>
      new Promise((resolve, reject) => {
        assert(draft.bodyText.length <= entryTextMaxBytes, `a body of ${draft.bodyText.length} characters`);
        assert(waiting.length < waitingMax, "entries are appended faster than they can be synced");
        if (poison !== null) {
          reject(poison);
          return;
        }
        waiting.push({ draft, resolve, reject });
        flushing ??= flushAll();
      }),
    settled: async () => {
      await flushing;
    },
  };
}

type Room = { readonly usedBytes: number; readonly limitBytes: number };

/** Takes from the front of `waiting` what fits one frame, chained after `head`. Refuses what the limit forbids. */
function takeGroup(waiting: Waiting[], head: JournalHead, { usedBytes, limitBytes }: Room): Group {
  const group: Group = { members: [], lines: [], entries: [] };
  let reached = head;
  let textBytes = 0;
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    const line = composeLine(next.draft, reached);
    const withLineBytes = textBytes + Buffer.byteLength(line) + 1;
    if (group.lines.length > 0 && withLineBytes > groupTextMaxBytes) break;
    waiting.shift();
    if (usedBytes + frameLengthBytes(withLineBytes) > limitBytes) {
      next.reject(new BoothError("journal.full", { usedBytes, limitBytes }));
      continue;
    }
    // Read back at once: what is promised to the caller is what a replay will find.
    const reading = readLine(line, reached);
    assert(reading.kind === "entry", "a line of our own making does not read back");
    group.members.push(next);
    group.lines.push(line);
    group.entries.push(reading.entry);
    reached = headOf(reading.entry);
    textBytes = withLineBytes;
  }
  return group;
}
