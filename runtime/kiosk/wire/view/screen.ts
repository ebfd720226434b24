import { z } from "zod";
import type { ReadOnly } from "../read-only.ts";
import { conditionKind } from "./condition.ts";
import { paperView } from "./paper-view.ts";
import { targetView } from "./target-view.ts";
import { captureTargetSchema, count, flag, number, service, slap, text } from "./terms.ts";

/** One line of a resident's data; `isMasked` where the middle is hidden. */
const dataLine = z.strictObject({ field: text, value: text, isMasked: flag });
export type DataLine = ReadOnly<z.output<typeof dataLine>>;

/** Why the resident waits. */
const waitReason = z.enum([
  "data-validation",
  "data-witness",
  "data-entry",
  "eligibility",
  "duplicate-decision",
  "verification-decision",
  "attestation",
  "signing",
  "letter-check",
  "letter-validation",
  "hand-over",
  "sealing",
  "machine",
]);
export type WaitReason = z.output<typeof waitReason>;

/** Where one signs: on this screen, on a pad of its own, or on a sheet of paper that is scanned. */
const signatureSurface = z.enum(["screen", "pad", "paper"]);
export type SignatureSurface = z.output<typeof signatureSurface>;

/** One topic of the notice. `office` is a name out of the configuration and stands before the text that is the same everywhere. */
const noticeSection = z.strictObject({
  /** Names the words among all that can be read aloud. */
  topic: text,
  title: text,
  office: text.nullable(),
  text,
});
export type NoticeSection = ReadOnly<z.output<typeof noticeSection>>;

/** What the resident sees. Everything to be shown is in here; what may be done is in `offers`. */
export const screen = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("attract") }),
  z.strictObject({ kind: z.literal("language") }),
  z.strictObject({
    kind: z.literal("service"),
    services: z.array(z.strictObject({ service, standardMs: number })),
  }),
  z.strictObject({ kind: z.literal("letter-kind"), letters: z.array(text) }),
  z.strictObject({
    kind: z.literal("notice"),
    version: text,
    /** Of these sections in all languages. */
    hash: text,
    sections: z.array(noticeSection),
  }),
  z.strictObject({
    kind: z.literal("identify"),
    /** Why the last number was not taken, or null. */
    problem: z
      .enum([
        "not-16-digits",
        "region",
        "day",
        "month",
        "date",
        "serial",
        "no-code",
        "no-scanner",
        "in-hand",
        "no-room",
      ])
      .nullable(),
    isLookingUp: flag,
    /** How the number is written; what is telling hides when nobody is there. */
    groups: z.array(z.strictObject({ digits: count, isTelling: flag })),
  }),
  z.strictObject({ kind: z.literal("papers"), papers: z.array(paperView), scanFailure: text.nullable() }),
  z.strictObject({ kind: z.literal("data-confirmation"), data: z.array(dataLine), differences: z.array(text) }),
  z.strictObject({ kind: z.literal("wait"), reason: waitReason }),
  z.strictObject({ kind: z.literal("photo"), face: targetView }),
  z.strictObject({ kind: z.literal("photo-approval") }),
  z.strictObject({
    kind: z.literal("fingers"),
    fingers: z.array(targetView),
    /** The first of those that are asked for, or that somebody has to decide on; null when there is none. */
    current: captureTargetSchema.nullable(),
    /** What the hands are asked for now, or wait for. */
    asked: z.array(captureTargetSchema),
    /** The slap that `asked` is the whole of; null where the fingers are named one by one. */
    slap: slap.nullable(),
    /** That the device looks at `current`. */
    isLooking: flag,
    /** What comes after that, or null. */
    next: z.union([captureTargetSchema, slap]).nullable(),
  }),
  z.strictObject({
    kind: z.literal("signature"),
    signature: targetView,
    surface: signatureSurface,
    /** That one may sign on this screen now. */
    isOnScreen: flag,
    /** That officers let a bare line stand for it. */
    isLineEnough: flag,
  }),
  z.strictObject({ kind: z.literal("irises"), eyes: z.array(targetView), current: captureTargetSchema.nullable() }),
  z.strictObject({ kind: z.literal("data-approval"), data: z.array(dataLine) }),
  z.strictObject({
    kind: z.literal("verification"),
    target: captureTargetSchema,
    /** Attempts still to come, once one has failed; null before that. */
    attemptsLeft: count.nullable(),
  }),
  z.strictObject({
    kind: z.literal("thanks"),
    receiptNumber: text,
    /** The receipt number as a QR code: modules a side, and an SVG path of the dark ones with one unit a module. */
    code: z.strictObject({ size: count, path: text }),
    isPrinted: flag,
  }),
  /** The number finds the visit again on the officers' desk. */
  z.strictObject({ kind: z.literal("suspended"), receiptNumber: text }),
  z.strictObject({ kind: z.literal("ended"), reason: z.enum(["cancelled", "declined"]) }),
  /** Nobody can be enrolled here now. */
  z.strictObject({ kind: z.literal("out-of-service"), condition: conditionKind }),
]);
export type Screen = ReadOnly<z.output<typeof screen>>;
export type ScreenKind = Screen["kind"];
