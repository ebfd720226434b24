import { z } from "zod";
import type { ReadOnly } from "../read-only.ts";
import { flag, number, text } from "./terms.ts";

export const stepView = z.strictObject({
  id: text,
  title: z.strictObject({ id: text, en: text }),
  standardMs: number,
  workingMs: number,
  waitingMs: number,
  state: z.enum(["ahead", "waiting", "working", "suspended", "finished"]),
  /** Worked on beyond the standard time; 0 within it. */
  overMs: number,
});
export type StepView = ReadOnly<z.output<typeof stepView>>;

/**
 * A step of the official procedure as the resident sees it. Time beyond the standard is the office's matter: it is told
 * to officers, and is not in here: `workingMs` ends at the standard time.
 */
export const residentStepView = stepView.omit({ overMs: true }).extend({
  /** How much of its standard time is behind, 0 to 1; 1 once it is finished. */
  spentRatio: number,
  /** The one that is under way. */
  isCurrent: flag,
});
export type ResidentStepView = ReadOnly<z.output<typeof residentStepView>>;
