import type { JournalEntry, JournalHead } from "./journal.ts";
import { headOf, readLine } from "./journal-entry.ts";
import { readFrame, splitLines } from "./journal-frame.ts";

/** How a segment ends: as written, in a write that a power cut tore, or in damage. */
export type SegmentTail =
  | { readonly kind: "whole" }
  | { readonly kind: "torn"; readonly problem: string }
  | { readonly kind: "damaged"; readonly problem: string };

export type SegmentReading = {
  /** Every sound entry before the tail, in order. */
  readonly entries: readonly JournalEntry[];
  readonly head: JournalHead;
  /** Where the sound part ends and a torn or damaged one starts. */
  readonly soundBytes: number;
  readonly tail: SegmentTail;
};

/** Reads a segment's bytes, continuing the chain after `head`. Pure; never throws, whatever the bytes. */
export function readSegment(segment: Buffer, head: JournalHead): SegmentReading {
  const entries: JournalEntry[] = [];
  let reached = head;
  let soundBytes = 0;
  const endIn = (tail: SegmentTail): SegmentReading => ({ entries, head: reached, soundBytes, tail });

  while (soundBytes < segment.length) {
    const frame = readFrame(segment, soundBytes);
    if (frame.kind !== "frame") return endIn(frame);

    const group = readGroup(splitLines(frame.payload), reached);
    if (group.kind === "bad") return endIn({ kind: "damaged", problem: group.problem });
    entries.push(...group.entries);
    reached = group.head;
    soundBytes = frame.endBytes;
  }
  return endIn({ kind: "whole" });
}

type GroupReading =
  | { readonly kind: "group"; readonly entries: readonly JournalEntry[]; readonly head: JournalHead }
  | { readonly kind: "bad"; readonly problem: string };

/** Entries written together stand or fall together. */
function readGroup(lines: readonly string[], head: JournalHead): GroupReading {
  const entries: JournalEntry[] = [];
  let reached = head;
  for (const line of lines) {
    const reading = readLine(line, reached);
    if (reading.kind === "bad") return reading;
    entries.push(reading.entry);
    reached = headOf(reading.entry);
  }
  return { kind: "group", entries, head: reached };
}
