import { z } from "zod";
import type { ReadOnly } from "../read-only.ts";
import { paperPart } from "./paper-view.ts";
import { captureTargetSchema, exceptionReason, flag, role, text } from "./terms.ts";

export const officerView = z.strictObject({ id: text, role, hasPin: flag, hasFinger: flag });
export type OfficerView = ReadOnly<z.output<typeof officerView>>;

/** What an offer asks for before it can be taken. */
const offerNeed = z.discriminatedUnion("kind", [
  /** A sentence of 1 to 300 characters. */
  z.strictObject({ kind: z.literal("reason") }),
  z.strictObject({ kind: z.literal("exception-reason"), reasons: z.array(exceptionReason) }),
  /** Which papers of these the matter is about; may be none. */
  z.strictObject({ kind: z.literal("papers"), papers: z.array(text) }),
  /** Someone of these roles, one of these officers, proves who they are, and it is their deed. Most likely first. */
  z.strictObject({ kind: z.literal("officer"), roles: z.array(role), officers: z.array(officerView) }),
  /** A second person, one of these and not the first, proves who they are. */
  z.strictObject({ kind: z.literal("second"), officers: z.array(officerView) }),
]);
export type OfferNeed = ReadOnly<z.output<typeof offerNeed>>;

/**
 * Something that may be done now. The page shows it and sends its id back; whether it may be done is known nowhere else
 * than in the procedure, which has been asked.
 */
export const offer = z.strictObject({
  id: text,
  /** What it does, for words and picture: the name of the deed. */
  deed: text,
  target: captureTargetSchema.nullable(),
  paper: text.nullable(),
  /** For a tick of a paper: which of its two. */
  part: paperPart.nullable(),
  needs: z.array(offerNeed),
});
export type Offer = ReadOnly<z.output<typeof offer>>;
