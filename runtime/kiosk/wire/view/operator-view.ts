import { z } from "zod";
import type { ReadOnly } from "../read-only.ts";
import { deskView } from "./desk-view.ts";
import { offer, officerView } from "./offer.ts";
import { act, count, flag, number, service, text } from "./terms.ts";

const queueEntry = z.strictObject({
  visitId: text,
  service,
  phase: z.enum(["open", "suspended", "finished", "sealed"]),
  /** What the resident was told to call the visit by; says nothing of them. */
  receiptNumber: text,
  /** Where in the procedure it stands; null once every step is done. */
  stepId: text.nullable(),
  act: act.nullable(),
  /** Why it was put aside, in the words of whoever did; null where it was not. */
  reason: text.nullable(),
  /** For how long nothing has gone on with it. */
  waitingMs: number,
  canResume: flag,
});
export type QueueEntry = ReadOnly<z.output<typeof queueEntry>>;

/** A side of the officers' desk. */
const deskSide = z.enum(["search", "overview", "papers", "data", "captures", "queue"]);
export type DeskSide = z.output<typeof deskSide>;

/** Somebody of the register's list, with what tells people of one name apart, and no more. */
const listedResident = z.strictObject({
  /** Names them to the runtime for as long as they are listed. */
  entry: text,
  name: text,
  /** Without its middle. */
  nik: text,
  birthDate: text,
  village: text,
});
export type ListedResident = ReadOnly<z.output<typeof listedResident>>;

/** What a search of the register's list has come to. */
const registerSearchView = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("idle") }),
  z.strictObject({ state: z.literal("too-short"), lettersMin: count, digitsMin: count }),
  z.strictObject({ state: z.literal("searched"), found: z.array(listedResident), isMore: flag }),
]);
export type RegisterSearchView = ReadOnly<z.output<typeof registerSearchView>>;

/** Why a field of the form cannot be taken as it is. */
const entryFault = z.enum(["missing", "sixteen-digits", "digits-only", "no-such-date", "too-long", "not-listed"]);
export type EntryFault = z.output<typeof entryFault>;

const entryField = z.strictObject({
  field: text,
  form: z.enum(["text", "digits", "date", "choice"]),
  choices: z.array(text),
  /** Longest value that is taken, in characters. */
  lengthMax: count,
  /** Must not be left empty. */
  isRequired: flag,
  value: text,
  /** What is wrong with the value; null where nothing is, and until somebody has tried to save the form. */
  fault: entryFault.nullable(),
});
export type EntryField = ReadOnly<z.output<typeof entryField>>;

export const operatorView = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("locked"),
    officers: z.array(officerView),
    /** That somebody may log in by laying a finger on the reader. */
    canLogInByFinger: flag,
    failure: z.enum(["refused", "locked"]).nullable(),
    waitMs: number,
  }),
  z.strictObject({
    state: z.literal("open"),
    officer: officerView,
    /** The sides of the desk that there are now, each with how many things on it are open. */
    sides: z.array(z.strictObject({ side: deskSide, open: count })),
    /** The side that has something to decide. */
    suggestedSide: deskSide,
    queue: z.array(queueEntry),
    desk: deskView.nullable(),
    /** A resident whose data nobody has: the operator types them in. The fields, in their order. */
    entry: z.array(entryField).nullable(),
    /** The register's list, for a resident at the screen who does not know their number; null where it is not to be had. */
    search: registerSearchView.nullable(),
    offers: z.array(offer),
  }),
]);
export type OperatorView = ReadOnly<z.output<typeof operatorView>>;
