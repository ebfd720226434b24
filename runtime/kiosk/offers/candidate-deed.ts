import type { ExceptionReason } from "../../kernel/biometric.ts";
import type { Role } from "../../procedure/service.ts";
import type { CaptureTarget } from "../../visit/capture-target.ts";
import type { Actor, VisitDeed } from "../../visit/visit-event.ts";
import type { Offer, OfferNeed } from "../wire/view/offer.ts";
import type { PaperPart } from "../wire/view/paper-view.ts";

/** What a deed needs, by whatever officers there are. */
export type DeedNeed =
  | Exclude<OfferNeed, { readonly kind: "officer" | "second" }>
  | { readonly kind: "officer"; readonly roles: readonly Role[] }
  | { readonly kind: "second" };

export type DeedOffer = Omit<Offer, "needs"> & { readonly needs: readonly DeedNeed[] };

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
  readonly part: PaperPart | null;
  readonly needs: readonly DeedNeed[];
  readonly make: (inputs: DeedInputs) => VisitDeed;
};
