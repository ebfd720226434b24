import { z } from "zod";
import { numberHint } from "../../../visit/visit-event.ts";
import type { ReadOnly } from "../read-only.ts";
import { paperView } from "./paper-view.ts";
import { stepView } from "./step-view.ts";
import { portraitEyeView, targetView } from "./target-view.ts";
import { act, captureTargetSchema, flag, number, service, text } from "./terms.ts";

const letterState = z.enum(["due", "printing", "out", "failed"]);
export type LetterState = z.output<typeof letterState>;

export type NumberHint = ReadOnly<z.output<typeof numberHint>>;

/** What the operator sees of the visit at the screen. */
export const deskView = z.strictObject({
  visitId: text,
  service,
  act: act.nullable(),
  steps: z.array(stepView),
  stepTotals: stepView.pick({ standardMs: true, workingMs: true, waitingMs: true }),
  papers: z.array(paperView),
  /** Side by side: what the resident says and what the register says; null where that is not known. */
  data: z.array(
    z.strictObject({
      field: text,
      value: text,
      comparison: z.enum(["same", "differs"]).nullable(),
      /** What the register has in its place; null where it agrees or is not at hand. */
      registered: text.nullable(),
    }),
  ),
  register: z.enum(["found", "not-found", "already-recorded", "unreachable"]).nullable(),
  eligibility: z.enum(["eligible", "beginner", "under-age"]),
  /** What has to be decided first, then the others in the order of the procedure. */
  targets: z.array(targetView),
  /** Eyes that stand in, as the portrait shows them, where an iris is excepted. Empty where the office wants none. */
  portraitEyes: z.array(portraitEyeView),
  /** Fingers of the visit that look like another one of it. */
  twins: z.array(z.strictObject({ target: captureTargetSchema, lookalike: captureTargetSchema })),
  duplicates: z.array(
    z.strictObject({ target: captureTargetSchema, visitId: text, receiptNumber: text, score: number }),
  ),
  registerNumber: text.nullable(),
  /** Where the sheet is that the officers sign by hand; null while there is nothing to sign. */
  letter: z.strictObject({ state: letterState, canPrint: flag }).nullable(),
  /** What the papers say of the numbers that were typed; a hint, by readers that err. Empty until a paper is read. */
  numberHints: z.array(numberHint),
  /** Papers whose last scan is hard to read: codes of why, most useful first. */
  pageFaults: z.array(z.strictObject({ paper: text, reasons: z.array(text) })),
});
export type DeskView = ReadOnly<z.output<typeof deskView>>;
