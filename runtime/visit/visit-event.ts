import { z } from "zod";
import { exceptionReasons, eyes, slapTargets } from "../kernel/biometric.ts";
import { roles, serviceIds } from "../procedure/service.ts";
import { captureTargets } from "./capture-target.ts";

/** More visits than this are not named for one finger. */
export const galleryHitsMax = 5;

const id = z.string().min(1).max(64);
const freeReason = z.string().trim().min(1).max(300);
const actor = z.strictObject({ role: z.enum(roles), id });
const blob = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), lengthBytes: z.int().nonnegative() });
const target = z.enum(captureTargets);
const slap = z.enum(slapTargets);
const slapFingersMax = 4;
const attempt = z.int().min(1).max(10_000);
const percent = z.number().min(0).max(100);
const reason = z.strictObject({ code: z.string().max(64), value: z.number(), limit: z.number() });
/** Something decided against the normal course: who, with whom, and why. */
const decision = { by: actor, second: actor, reason: freeReason };

const capture = z.strictObject({
  blob,
  score: percent,
  /** True when the capture met every limit in force. */
  passed: z.boolean(),
  /** False when the pipeline found no face, finger, eye or stroke in it: then there is nothing to accept. */
  isRecognised: z.boolean(),
  reasons: z.array(reason).max(32),
  capturedAt: z.iso.datetime(),
  isSimulated: z.boolean(),
  elapsedMs: z.number().nonnegative(),
  /** What a portrait shows of each eye, for where an iris cannot be captured; only of a portrait. */
  eyes: z.exactOptional(
    z
      .array(
        z.strictObject({
          eye: z.enum(eyes),
          irisDiameterPx: z.number().positive(),
          openingRatio: z.number().nonnegative(),
          isResampled: z.boolean(),
        }),
      )
      .max(eyes.length),
  ),
});

export const numberFields = ["nik", "nomorKk"] as const;
export type NumberField = (typeof numberFields)[number];

const hintBase = {
  field: z.enum(numberFields),
  confidencePercent: percent,
  source: z.enum(["print", "code"]),
};

/** What a paper says of a number that was typed; never a digit of either. */
export const numberHint = z.discriminatedUnion("outcome", [
  z.strictObject({ ...hintBase, outcome: z.literal("same") }),
  /** `places` differ, 1 to 16. */
  z.strictObject({
    ...hintBase,
    outcome: z.literal("differs"),
    places: z.array(z.int().min(1).max(16)).min(1).max(16),
  }),
  z.strictObject({ field: z.enum(numberFields), outcome: z.literal("not-found") }),
]);
export type NumberHint = Readonly<z.output<typeof numberHint>>;

/** How a scanned page can be read: score, and codes of what it lacks. */
const pageLook = z.strictObject({ score: percent, reasons: z.array(z.string().max(64)).max(32) });
export type PageLook = Readonly<z.output<typeof pageLook>>;

/** What may happen to a visit. Ids and figures only: whatever is personal lies in the vault behind a blob. */
const deeds = [
  z.strictObject({
    kind: z.literal("opened"),
    service: z.enum(serviceIds),
    sopRevision: z.string().max(100),
    /** The resident's data, sealed in the vault. */
    residentData: blob,
    eligibility: z.enum(["eligible", "beginner", "under-age"]),
    backdrop: z.enum(["red", "blue", "orange"]),
    /** Which notice on personal data the resident has read; absent where nobody stood at a screen. */
    notice: z.strictObject({ version: id, hash: id, language: z.string().max(8) }).optional(),
    by: actor,
  }),
  z.strictObject({ kind: z.literal("step-taken"), by: actor }),
  z.strictObject({ kind: z.literal("step-left"), by: actor }),
  z.strictObject({ kind: z.literal("suspended"), by: actor, reason: freeReason }),
  z.strictObject({ kind: z.literal("resumed"), by: actor }),
  z.strictObject({ kind: z.literal("cancelled"), by: actor, reason: freeReason }),
  z.strictObject({ kind: z.literal("recovered") }),

  z.strictObject({ kind: z.literal("paper-checked"), paper: id, original: z.boolean(), copy: z.boolean(), by: actor }),
  z.strictObject({ kind: z.literal("paper-waived"), paper: id, ...decision }),
  z.strictObject({ kind: z.literal("scan-requested"), paper: id, by: actor }),
  z.strictObject({
    kind: z.literal("page-scanned"),
    paper: id,
    pages: z.array(blob).min(1).max(20),
    looks: z.array(pageLook).max(20).optional(),
  }),
  z.strictObject({
    kind: z.literal("page-read"),
    paper: id,
    page: z.int().nonnegative(),
    hints: z.array(numberHint).max(4),
    /** Why there is no hint, or null. */
    failure: id.nullable(),
  }),
  z.strictObject({ kind: z.literal("scan-failed"), paper: id, failure: id }),
  z.strictObject({ kind: z.literal("papers-confirmed"), by: actor }),

  z.strictObject({
    kind: z.literal("register-answered"),
    outcome: z.enum(["found", "not-found", "already-recorded", "unreachable"]),
    /** Names of the fields that differ; never their values. */
    differences: z.array(z.string().max(40)).max(60),
  }),
  z.strictObject({ kind: z.literal("look-up-requested"), by: actor }),
  z.strictObject({ kind: z.literal("data-validated"), by: actor }),
  z.strictObject({ kind: z.literal("register-overridden"), ...decision }),
  z.strictObject({ kind: z.literal("data-confirmed"), by: actor, witness: actor }),
  z.strictObject({ kind: z.literal("enrolment-opened"), by: actor }),
  z.strictObject({ kind: z.literal("eligibility-overridden"), ...decision }),

  z.strictObject({ kind: z.literal("captured"), target, attempt, capture }),
  z.strictObject({ kind: z.literal("capture-failed"), target, attempt, failure: id }),
  /** Several fingers in one look: each of those that were asked for, with its own attempt. */
  z.strictObject({
    kind: z.literal("slap-captured"),
    slap,
    fingers: z.array(z.strictObject({ target, attempt, capture })).min(1).max(slapFingersMax),
  }),
  z.strictObject({
    kind: z.literal("slap-failed"),
    slap,
    fingers: z.array(z.strictObject({ target, attempt })).min(1).max(slapFingersMax),
    failure: id,
  }),
  z.strictObject({ kind: z.literal("retry-requested"), target, by: actor }),
  z.strictObject({ kind: z.literal("below-limit-accepted"), target, ...decision }),
  z.strictObject({ kind: z.literal("capture-excepted"), target, ...decision, reason: z.enum(exceptionReasons) }),
  /** Who signs cannot write: from now on in this visit a bare line counts as the signature. */
  z.strictObject({ kind: z.literal("line-allowed"), target: z.literal("signature"), ...decision }),
  z.strictObject({ kind: z.literal("finger-reopened"), target, ...decision }),
  z.strictObject({
    kind: z.literal("gallery-searched"),
    target,
    /** Other visits of today with the same finger, likeliest first. */
    hits: z.array(z.strictObject({ visitId: z.uuid(), score: percent })).max(galleryHitsMax),
  }),
  z.strictObject({ kind: z.literal("duplicate-dismissed"), ...decision }),
  z.strictObject({ kind: z.literal("photo-approved"), by: actor }),
  z.strictObject({ kind: z.literal("photo-refused"), by: actor }),
  /** The resident has read everything through and stands by the signature. */
  z.strictObject({ kind: z.literal("data-approved"), by: actor }),

  z.strictObject({
    kind: z.literal("resident-compared"),
    target,
    attempt,
    score: percent,
    decision: z.enum(["match", "no-match", "no-probe"]),
  }),
  z.strictObject({ kind: z.literal("verification-retried"), by: actor }),
  z.strictObject({ kind: z.literal("verification-waived"), ...decision }),
  z.strictObject({
    kind: z.literal("operator-attested"),
    by: actor,
    method: z.enum(["pin", "fingerprint", "unattended"]),
  }),
  z.strictObject({ kind: z.literal("initialled"), by: actor }),
  z.strictObject({ kind: z.literal("kasi-signed"), by: actor }),
  z.strictObject({ kind: z.literal("stamped"), by: actor }),

  z.strictObject({ kind: z.literal("register-number-assigned"), number: id }),
  z.strictObject({ kind: z.literal("letter-verified"), by: actor }),
  z.strictObject({ kind: z.literal("letter-returned"), papers: z.array(id).max(20), by: actor, reason: freeReason }),
  z.strictObject({ kind: z.literal("letter-validated"), by: actor }),
  z.strictObject({ kind: z.literal("handed-over"), by: actor }),

  z.strictObject({
    kind: z.literal("package-sealed"),
    packageId: z.string().regex(/^[0-9a-f]{64}$/),
    sequence: z.int().positive(),
    lengthBytes: z.int().positive(),
  }),
  z.strictObject({
    kind: z.literal("receipted"),
    packageId: z.string().regex(/^[0-9a-f]{64}$/),
    status: z.enum(["RECEIVED", "ACCEPTED", "REJECTED"]),
    receivedAt: z.iso.datetime(),
  }),
] as const;

/** What somebody, or the machine, says has happened. */
export const visitDeedSchema = z.discriminatedUnion("kind", deeds);
export type VisitDeed = Readonly<z.output<typeof visitDeedSchema>>;

/** A deed with its moment: wall clock for the record, visit clock (ms since opening) for durations. */
export const visitEventSchema = z.strictObject({
  visitId: z.uuid(),
  at: z.iso.datetime(),
  ms: z.number().nonnegative(),
  deed: visitDeedSchema,
});
export type VisitEvent = Readonly<z.output<typeof visitEventSchema>>;

export type Actor = Readonly<z.output<typeof actor>>;
export type Capture = Readonly<z.output<typeof capture>>;
export type DeedOf<K extends VisitDeed["kind"]> = Extract<VisitDeed, { readonly kind: K }>;
