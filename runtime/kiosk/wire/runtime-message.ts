import { z } from "zod";
import { kioskViewSchema } from "./kiosk-view.ts";
import type { ReadOnly } from "./read-only.ts";
import { captureTargetSchema } from "./view/terms.ts";

const text = z.string();
const count = z.int().nonnegative();
const side = z.int().min(1);

/** Of the wrong form, in the wrong order, or too many: counted, and without effect. */
const invalidProblem = z.enum(["form", "not-offered", "missing-need", "too-fast", "too-large"]);

/** What became of an intent. `stale`: things had moved on; the page shows how they are now and nothing has happened. */
const intentOutcome = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("done") }),
  z.strictObject({ kind: z.literal("stale") }),
  /** The procedure says no: why, what to do next, and who may decide otherwise. */
  z.strictObject({ kind: z.literal("refused"), cause: text, nextAction: text, override: text.nullable() }),
  z.strictObject({ kind: z.literal("invalid"), problem: invalidProblem }),
]);
export type IntentOutcome = ReadOnly<z.output<typeof intentOutcome>>;

/** Text messages of the runtime. */
export const runtimeMessageSchema = z.discriminatedUnion("kind", [
  /** The first one. `start` differs after a restart of the runtime. */
  z.strictObject({ kind: z.literal("hello"), start: text, build: text }),
  z.strictObject({ kind: z.literal("view"), view: kioskViewSchema }),
  z.strictObject({ kind: z.literal("answer"), token: text, outcome: intentOutcome }),
  /** Something that the page has just said was not heard, and nobody could read which intent it was, if it was one. */
  z.strictObject({ kind: z.literal("refused"), problem: invalidProblem }),
  /** A frame of the page's camera has been taken in; the next may be sent. */
  z.strictObject({ kind: z.literal("camera-taken"), sequence: count }),
  /** Takes back whatever the page holds of the last resident: pictures, ink, what was typed. */
  z.strictObject({ kind: z.literal("wipe") }),
]);
export type RuntimeMessage = ReadOnly<z.output<typeof runtimeMessageSchema>>;

const advice = z.strictObject({
  /** Code of a reason. */
  code: text,
  /** Sign of what was measured, for advice that has sides: to the person's left is negative. */
  side: z.literal([-1, 0, 1]),
});
export type Advice = ReadOnly<z.output<typeof advice>>;

/** A live frame and what is to be said of it, together, so that words never belong to another picture. */
const previewHeader = z.strictObject({
  kind: z.literal("preview"),
  target: captureTargetSchema,
  sequence: count,
  /** When it came from the device; tells how late the words are that one reads with it. */
  capturedAt: text,
  widthPx: side,
  heightPx: side,
  /** 0 to 100. */
  score: z.number(),
  limit: z.number(),
  passed: z.boolean(),
  /** The one most useful thing to do, steady enough to be read; null when nothing is amiss. */
  advice: advice.nullable(),
  /** How much of the steady look that releases the shutter is behind: 0 to 1. */
  steadyRatio: z.number(),
  /** Where the face or the eye is, in pixels of the frame; null where none was found. */
  outline: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
});
export type PreviewHeader = ReadOnly<z.output<typeof previewHeader>>;

/** A picture to be looked at: the photo to approve, the signature. */
const stillHeader = z.strictObject({
  kind: z.literal("still"),
  name: captureTargetSchema,
  widthPx: side,
  heightPx: side,
});
export type StillHeader = ReadOnly<z.output<typeof stillHeader>>;

/** Header of a binary message: what the picture behind it is. JPEG unless said otherwise. */
export const pictureHeaderSchema = z.discriminatedUnion("kind", [previewHeader, stillHeader]);
export type PictureHeader = ReadOnly<z.output<typeof pictureHeaderSchema>>;
