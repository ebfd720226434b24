import { z } from "zod";
import { exceptionReasons } from "../../kernel/biometric.ts";
import { serviceIds } from "../../procedure/service.ts";
import { languages } from "./kiosk-view.ts";

const id = z.string().min(1).max(64);
const pin = z.string().min(1).max(64);
const officer = z.strictObject({ id, pin });

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
  z.strictObject({ kind: z.literal("enter-data"), data: z.record(z.string().max(40), z.string().max(120)) }),
  z.strictObject({ kind: z.literal("back") }),
  /** The resident goes away: a visit is suspended, anything before it forgotten. */
  z.strictObject({ kind: z.literal("leave") }),
  z.strictObject({ kind: z.literal("more-time") }),
  z.strictObject({ kind: z.literal("call-help") }),
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
    reason: z.string().trim().min(1).max(300).optional(),
    exceptionReason: z.enum(exceptionReasons).optional(),
    papers: z.array(id).max(20).optional(),
    officer: officer.optional(),
    second: officer.optional(),
  }),
  z.strictObject({ kind: z.literal("resume-visit"), visitId: z.uuid() }),
  z.strictObject({ kind: z.literal("log-in"), id, pin }),
  /** By a finger on the reader, whosever it is. */
  z.strictObject({ kind: z.literal("log-in-by-finger") }),
  z.strictObject({ kind: z.literal("log-out") }),
  z.strictObject({ kind: z.literal("choose-resident"), resident: id }),
  /** The demonstration plays this visit to its end by itself, or stops doing so. */
  z.strictObject({ kind: z.literal("play"), isPlaying: z.boolean() }),
] as const;

export const intentSchema = z.discriminatedUnion("kind", intents);
export type Intent = Readonly<z.output<typeof intentSchema>>;
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
    /** On the officers' side; whoever touches the resident's side is no officer. */
    isAtDesk: z.exactOptional(z.boolean()),
  }),
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
