import type { BackdropColour, ExceptionReason, SlapTarget } from "../kernel/biometric.ts";
import type { Eligibility } from "../procedure/eligibility.ts";
import type { ActId, Role, ServiceId } from "../procedure/service.ts";
import type { StepTiming } from "../procedure/step-timing.ts";
import type { BlobRef } from "../vault/vault.ts";
import type { CaptureTarget } from "./capture-target.ts";
import type { Actor, Capture, DeedOf, NumberHint, PageLook } from "./visit-event.ts";

/** A decision against the normal course. `second` is never the same person as `by`. */
export type Decision = { readonly reason: string; readonly by: Actor; readonly second: Actor };

/** One target on its way to being settled. */
export type CaptureProgress = {
  readonly target: CaptureTarget;
  /** All attempts so far, refused photos included. */
  readonly attempts: number;
  /** Attempts since the resident last asked for a new photo. */
  readonly roundAttempts: number;
  /** The best of this round. */
  readonly best: Capture | null;
  /** `slap` is the one in which it was tried last, with others; null for a target by itself. */
  readonly status:
    | { readonly kind: "capturing" }
    /** Attempts are used up below the limit: the operator accepts, excepts or asks again. */
    | { readonly kind: "undecided"; readonly slap: SlapTarget | null }
    /** The device failed: the operator asks again or excepts. */
    | { readonly kind: "blocked"; readonly failure: string; readonly slap: SlapTarget | null };
};

/**
 * Accepted. `exception` is set when it stayed below its limit and the operator took it all the same, and on a signature for
 * which a bare line was allowed.
 */
export type SettledCapture = {
  readonly target: CaptureTarget;
  readonly attempts: number;
  readonly capture: Capture;
  readonly exception: Decision | null;
};

/** A biometric that is not there. */
export type ExceptedCapture = Decision & { readonly target: CaptureTarget; readonly reason: ExceptionReason };

export type PageReading = { readonly hints: readonly NumberHint[]; readonly failure: string | null };

export type PaperCheck = {
  readonly paper: string;
  readonly isOriginalSighted: boolean;
  readonly isCopyKept: boolean;
  readonly pages: readonly BlobRef[];
  /** How the pages of the last scan can be read. */
  readonly looks: readonly PageLook[];
  /** What the pages say of the numbers that were typed, in their order; pages at the end have not been read yet. */
  readonly readings: readonly PageReading[];
  readonly waiver: Decision | null;
};

/** A gate that was passed, by whom and when. */
export type Confirmation = {
  readonly gate: string;
  readonly by: Actor;
  readonly at: string;
  /** Set when it was passed against the normal course. */
  readonly decision: Decision | null;
};

/** Another visit of today in which somebody has the same finger. */
export type DuplicateSuspect = { readonly target: CaptureTarget; readonly visitId: string; readonly score: number };

/** What became of looking for this resident among today's. */
export type GallerySearch = {
  /** Fingers that have been looked for. */
  readonly searched: readonly CaptureTarget[];
  /** Found and undecided: nothing else goes on before two people decide. */
  readonly suspects: readonly DuplicateSuspect[];
  /** Found, and decided that the visit goes on. */
  readonly dismissed: readonly (DuplicateSuspect & { readonly decision: Decision })[];
};

type CaptureActId = "photo" | "fingers" | "signature" | "irises";
type PlainActId = Exclude<
  ActId,
  CaptureActId | "papers" | "data-validation" | "data-confirmation" | "resident-verification"
>;
export type RegisterAnswer = Pick<DeedOf<"register-answered">, "outcome" | "differences">;

/** What the visit waits for now, with exactly what is known by then. */
export type ActState =
  | { readonly act: "papers"; readonly scanning: string | null; readonly scanFailure: string | null }
  | { readonly act: "data-validation"; readonly register: RegisterAnswer }
  | {
      readonly act: "data-confirmation";
      readonly differences: readonly string[];
      readonly scanning: string | null;
      readonly scanFailure: string | null;
    }
  | { readonly act: CaptureActId; readonly progress: readonly CaptureProgress[] }
  | {
      readonly act: "resident-verification";
      /** Fingers still to be compared; empty with `undecided` when none was captured. */
      readonly pending: readonly CaptureTarget[];
      readonly attempts: number;
      readonly isUndecided: boolean;
    }
  | { readonly act: PlainActId };

export type CaptureAct = Extract<ActState, { readonly progress: unknown }>;

/** A visit in hand. Lists are in the order in which things happened. */
export type OpenVisit = {
  readonly visitId: string;
  readonly service: ServiceId;
  readonly sopRevision: string;
  readonly residentData: BlobRef;
  readonly eligibility: Eligibility;
  readonly backdrop: BackdropColour;
  /** Accepted events so far; an intent that names an older revision is stale. */
  readonly revision: number;
  readonly stepIndex: number;
  readonly actIndex: number;
  readonly act: ActState;
  readonly register: RegisterAnswer | null;
  readonly registerNumber: string | null;
  readonly papers: readonly PaperCheck[];
  readonly captures: readonly SettledCapture[];
  readonly exceptions: readonly ExceptedCapture[];
  readonly gallery: GallerySearch;
  readonly confirmations: readonly Confirmation[];
  /** One a step begun, in the order of the procedure. */
  readonly timings: readonly StepTiming[];
};

/** What is left when every gate is passed. */
export type FinishedVisit = Omit<OpenVisit, "act">;

export type VisitState =
  | { readonly phase: "idle" }
  | { readonly phase: "open"; readonly visit: OpenVisit }
  | { readonly phase: "suspended"; readonly visit: OpenVisit; readonly reason: string; readonly by: Actor }
  | { readonly phase: "finished"; readonly visit: FinishedVisit }
  | { readonly phase: "sealed"; readonly visit: FinishedVisit; readonly packageId: string; readonly sequence: number }
  | { readonly phase: "closed"; readonly visit: FinishedVisit; readonly receipt: DeedOf<"receipted"> }
  | { readonly phase: "cancelled"; readonly visit: FinishedVisit; readonly reason: string; readonly by: Actor };

/** Why an event changes nothing, what to do next, and who may decide otherwise (null: nobody). */
export type Refusal = { readonly cause: string; readonly nextAction: string; readonly override: Role | null };

/** Work the machine owes the visit in its present state. Equal effects are one and the same piece of work. */
export type VisitEffect =
  | { readonly kind: "scan-paper"; readonly paper: string }
  | { readonly kind: "read-page"; readonly paper: string; readonly page: number }
  | { readonly kind: "look-up-resident" }
  | {
      readonly kind: "capture";
      readonly target: CaptureTarget;
      readonly attempt: number;
      /** Present where two people have let a bare line stand for the signature. */
      readonly isLineAllowed?: true;
    }
  /** One look at several fingers: those that are still to be captured of this slap. */
  | {
      readonly kind: "capture-slap";
      readonly slap: SlapTarget;
      readonly fingers: readonly { readonly target: CaptureTarget; readonly attempt: number }[];
    }
  | { readonly kind: "compare-resident"; readonly target: CaptureTarget; readonly attempt: number }
  | { readonly kind: "search-gallery"; readonly target: CaptureTarget }
  | { readonly kind: "assign-register-number" }
  | { readonly kind: "seal-package" };

/** Whether the reader takes fingers one by one, or four, four and two together. */
export type FingersBy = "finger" | "slap";

export type VisitPolicy = {
  /** Says which work is asked for; never what comes of it, so that a reader may be changed in the midst of a visit. */
  readonly fingersBy: FingersBy;
  /** Attempts after which a capture below its limit may be accepted by decision. */
  readonly attemptsMax: number;
  /** Comparisons after which the verification may be waived by decision. */
  readonly verificationAttemptsMax: number;
};
