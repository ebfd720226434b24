import { z } from "zod";
import { portraitEyeCodes } from "../../../record/portrait-eye.ts";
import type { ReadOnly } from "../read-only.ts";
import { captureTargetSchema, count, exceptionReason, flag, number, text } from "./terms.ts";

/** What a capture of one target has come to. */
export const targetView = z.strictObject({
  target: captureTargetSchema,
  state: z.enum(["ahead", "capturing", "undecided", "blocked", "accepted", "excepted"]),
  attempts: count,
  /** Attempts still to come before somebody has to decide; null where none comes, or nobody counts. */
  attemptsLeft: count.nullable(),
  /** Best score from 0 to 100, or null. */
  score: number.nullable(),
  /** The limit the score is held to; 0 for what is judged by its measures, and not by a score. */
  limit: number,
  /** That the best attempt may be taken as it is, by score and by every measure. */
  isEnough: flag,
  /** That nothing goes on by itself: attempts are used up, or the device failed. */
  isToDecide: flag,
  /** What the person before the device is to be told besides what to do now, or null. */
  note: z.enum(["again", "undecided", "blocked"]).nullable(),
  /** Codes of what the best attempt lacks, most useful first. */
  reasons: z.array(text),
  /** Code of the device's failure when `blocked`. */
  failure: text.nullable(),
  exception: exceptionReason.nullable(),
  /** The finger of the same visit that this one looks like. */
  lookalike: captureTargetSchema.nullable(),
});
export type TargetView = ReadOnly<z.output<typeof targetView>>;

/** An eye in visible light, from the portrait: no iris capture. */
export const portraitEyeView = z.strictObject({
  target: captureTargetSchema,
  /** Whole pixels across the iris; null where none was found. */
  irisDiameterPx: count.nullable(),
  /** Why it is not kept; null where it goes with the package. */
  refusal: z.enum(portraitEyeCodes).nullable(),
});
export type PortraitEyeView = ReadOnly<z.output<typeof portraitEyeView>>;
