import assert from "node:assert/strict";
import { z } from "zod";
import { sha256Hex } from "../kernel/digest.ts";
import type { JournalEntry, JournalHead } from "./journal.ts";

/** Where the chain starts: before the first entry. */
export const chainStart: JournalHead = { sequence: 0, hash: "0".repeat(64) };

export function headOf({ sequence, hash }: JournalEntry): JournalHead {
  return { sequence, hash };
}

/** An entry before it has its place in the chain. Its body is text already: later changes to the object do not count. */
export type EntryDraft = { readonly at: string; readonly kind: string; readonly bodyText: string };

const lineSchema = z.strictObject({
  v: z.literal(1),
  sequence: z.number().int().positive(),
  at: z.string().min(1),
  kind: z.string().min(1),
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  body: z.unknown(),
});

/** Fixes a body as the text that will be on disk. `undefined` becomes `null`. */
export function draftEntry(at: string, kind: string, body: unknown): EntryDraft {
  assert.notEqual(kind, "", "an entry needs a kind");
  return { at, kind, bodyText: JSON.stringify(body ?? null) };
}

/** The line that continues the chain after `head`. Names its predecessor by hash; its own hash is over its bytes. */
export function composeLine(draft: EntryDraft, head: JournalHead): string {
  const { at, kind, bodyText } = draft;
  const start = JSON.stringify({ v: 1, sequence: head.sequence + 1, at, kind, previous: head.hash });
  return `${start.slice(0, -1)},"body":${bodyText}}`;
}

export type LineReading =
  | { readonly kind: "entry"; readonly entry: JournalEntry }
  | { readonly kind: "bad"; readonly problem: string };

/** Parses one line and checks that it continues the chain after `head`. Never throws. */
export function readLine(paddedLine: string, head: JournalHead): LineReading {
  const line = paddedLine.trimEnd();
  const parsed = parseLine(line);
  if (parsed === null) return { kind: "bad", problem: "a line is not an entry" };

  const { sequence, at, kind, body, previous } = parsed;
  if (sequence !== head.sequence + 1) {
    return { kind: "bad", problem: `entry ${sequence} stands where entry ${head.sequence + 1} belongs` };
  }
  if (previous !== head.hash) {
    return { kind: "bad", problem: `entry ${sequence} does not continue what stands before it: one was changed` };
  }
  return { kind: "entry", entry: { sequence, at, kind, body: body ?? null, hash: sha256Hex(line) } };
}

function parseLine(line: string): z.output<typeof lineSchema> | null {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
