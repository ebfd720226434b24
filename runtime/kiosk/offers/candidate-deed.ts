import type { ExceptionReason } from "../../kernel/biometric.ts";
import type { CaptureTarget } from "../../visit/capture-target.ts";
import type { Actor, VisitDeed } from "../../visit/visit-event.ts";
import type { OfferNeed } from "../wire/kiosk-view.ts";

/** All that a deed may need from the people who do it. */
export type DeedInputs = {
  readonly by: Actor;
  /** Confirms a decision; another person than `by`. */
  readonly second: Actor;
  /** Watches a resident confirm. */
  readonly witness: Actor;
  readonly reason: string;
  readonly exceptionReason: ExceptionReason;
  readonly papers: readonly string[];
};

/** Something that somebody might do now; whether they may, only the procedure knows. */
export type CandidateDeed = {
  /** `deed`, or `deed:target`, `deed:paper`, `deed:paper:part`. */
  readonly id: string;
  readonly kind: VisitDeed["kind"];
  readonly target: CaptureTarget | null;
  readonly paper: string | null;
  readonly needs: readonly OfferNeed[];
  readonly make: (inputs: DeedInputs) => VisitDeed;
};
