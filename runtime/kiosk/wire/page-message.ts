import { z } from "zod";
import { exceptionReasons } from "../../kernel/biometric.ts";
import { serviceIds } from "../../procedure/service.ts";
import { entryLengthMax, pinLengthMax, reasonLengthMax, wantedLengthMax } from "./input-limits.ts";
import { languages } from "./languages.ts";

const id = z.string().min(1).max(64);
const pin = z.string().min(1).max(pinLengthMax);
/** An officer proves who it is: by PIN, or by the finger that is laid on the reader. */
const officer = z.union([z.strictObject({ id, pin }), z.strictObject({ id, isFinger: z.literal(true) })]);

/** What people do at the page. */
const intents = [
  z.strictObject({ kind: z.literal("start") }),
  z.strictObject({ kind: z.literal("choose-language"), language: z.enum(languages) }),
  z.strictObject({ kind: z.literal("choose-service"), service: z.enum(serviceIds) }),
  z.strictObject({ kind: z.literal("choose-letter"), letter: id }),
  z.strictObject({ kind: z.literal("accept-notice"), hash: id }),
  z.strictObject({ kind: z.literal("decline-notice") }),
  z.strictObject({ kind: z.literal("identify"), nik: z.string().max(32) }),
  /** Reads the number from a code on the paper that lies on the scanner. */
  z.strictObject({ kind: z.literal("scan-code") }),
  z.strictObject({ kind: z.literal("enter-data"), data: z.record(z.string().max(40), z.string().max(entryLengthMax)) }),
  z.strictObject({ kind: z.literal("back") }),
  /** The resident goes away: a visit is suspended, anything before it forgotten. */
  z.strictObject({ kind: z.literal("leave") }),
  z.strictObject({ kind: z.literal("more-time") }),
  z.strictObject({ kind: z.literal("call-help") }),
  /** An officer has come to whoever called. */
  z.strictObject({ kind: z.literal("answer-help") }),
  z.strictObject({
    kind: z.literal("set-comfort"),
    comfort: z.strictObject({
      isInReach: z.boolean(),
      isHighContrast: z.boolean(),
      hasMoreTime: z.boolean(),
      volumePercent: z.int().min(0).max(100),
    }),
  }),
  /** One of the offers, with what it needs. */
  z.strictObject({
    kind: z.literal("take-offer"),
    offer: z.string().min(1).max(100),
    reason: z.string().trim().min(1).max(reasonLengthMax).optional(),
    exceptionReason: z.enum(exceptionReasons).optional(),
    papers: z.array(id).max(20).optional(),
    officer: officer.optional(),
    second: officer.optional(),
  }),
  /** Prints the letter of the visit at the screen, again where it has been. */
  z.strictObject({ kind: z.literal("print-letter") }),
  /** Looks in the register's list for the resident at the screen: a part of name or NIK. */
  z.strictObject({ kind: z.literal("search-register"), wanted: z.string().trim().max(wantedLengthMax) }),
  /** This one of those found is the resident at the screen. */
  z.strictObject({ kind: z.literal("pick-resident"), entry: id }),
  z.strictObject({ kind: z.literal("resume-visit"), visitId: z.uuid() }),
  z.strictObject({ kind: z.literal("log-in"), id, pin }),
  /** By a finger on the reader, whosever it is. */
  z.strictObject({ kind: z.literal("log-in-by-finger") }),
  z.strictObject({ kind: z.literal("log-out") }),
  z.strictObject({ kind: z.literal("choose-resident"), resident: id }),
  /** Whoever stands before the page takes a scripted resident's place: their face where there is a camera, their signature. */
  z.strictObject({ kind: z.literal("take-part"), hasCamera: z.boolean() }),
  /** An officer of the demonstration lays a finger on the reader in place of the resident, once; null takes it back. */
  z.strictObject({ kind: z.literal("lay-finger"), officer: id.nullable() }),
  /** The demonstration plays this visit to its end by itself, or stops doing so. */
  z.strictObject({ kind: z.literal("play"), isPlaying: z.boolean() }),
] as const;

export const intentSchema = z.discriminatedUnion("kind", intents);
export type Intent = Readonly<z.output<typeof intentSchema>>;
export type OfficerProof = Readonly<z.output<typeof officer>>;
export type IntentOf<K extends Intent["kind"]> = Extract<Intent, { readonly kind: K }>;

const finite = z.number().min(-10_000).max(10_000_000);

/** Text messages of a page. */
const messages = [
  z.strictObject({
    kind: z.literal("intent"),
    /** Made by the page, once for each thing that somebody does: the same one twice is done once. */
    token: z.string().regex(/^[\w-]{8,64}$/),
    /** `position` of the view that the person saw. */
    position: z.int().nonnegative(),
    intent: intentSchema,
  }),
  /** Somebody touched the page: a sign of life, and nothing else. */
  z.strictObject({
    kind: z.literal("touch"),
    /** That it was at the officers' desk: nobody else's touches keep an officer logged in. */
    isAtDesk: z.boolean(),
  }),
  /** It could not read something, and asks for all that is to be shown; `dropped` counts since the page was loaded. */
  z.strictObject({ kind: z.literal("show-again"), dropped: z.int().nonnegative() }),
  /** What an officer has typed into one field of the form so far: kept for them, in case the desk is locked meanwhile. */
  z.strictObject({ kind: z.literal("typed"), field: z.string().max(40), value: z.string().max(entryLengthMax) }),
  /** Every two seconds: that the page still draws. */
  z.strictObject({ kind: z.literal("pulse"), framesDrawn: z.int().nonnegative(), build: z.string().max(64) }),
  /** Ink on the screen since the last message: milliseconds and millimetres, as the page's own scale has them. */
  z.strictObject({
    kind: z.literal("ink"),
    widthMm: z.number().min(10).max(1_000),
    heightMm: z.number().min(10).max(1_000),
    points: z
      .array(z.tuple([finite, finite, finite, z.number().min(0).max(1), z.union([z.literal(0), z.literal(1)])]))
      .max(2_000),
    /** `more`: the pen may come back; `done`: the signer is satisfied; `clear`: begins anew. */
    next: z.enum(["more", "done", "clear"]),
  }),
  /** That the page has a camera that may be used, or has not, or has lost it. */
  z.strictObject({ kind: z.literal("camera"), state: z.enum(["ready", "absent", "refused", "lost"]) }),
] as const;

export const pageMessageSchema = z.discriminatedUnion("kind", messages);
export type PageMessage = Readonly<z.output<typeof pageMessageSchema>>;

/** Header of a binary message of a page: one frame of its camera, as JPEG. */
export const cameraFrameHeaderSchema = z.strictObject({
  kind: z.literal("camera-frame"),
  sequence: z.int().nonnegative(),
});
export type CameraFrameHeader = Readonly<z.output<typeof cameraFrameHeaderSchema>>;

/** Bounds of what a page may send in one message. */
export const textBytesMax = 131_072;
export const frameBytesMax = 2_000_000;
