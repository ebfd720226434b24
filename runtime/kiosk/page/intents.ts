import type { CaptureTarget, Offer } from "../wire/kiosk-view.ts";
import type { Intent, IntentOf } from "../wire/page-message.ts";
import { onAnswer, send } from "./socket.ts";
import { objection, pending, view } from "./state.ts";

/** A button is free again after this, whatever became of the answer. */
const answerWaitMaxMs = 5_000;

/** Names a button, so that it has one intent in flight at most. */
export function intentKey(intent: Intent): string {
  if (intent.kind === "take-offer") return `take-offer:${intent.offer}`;
  return intent.kind === "choose-language" ? `${intent.kind}:${intent.language}` : intent.kind;
}

/** Posts what somebody did. Does nothing while the same button waits for its answer, or while the line is lost. */
export function post(intent: Intent): void {
  const key = intentKey(intent);
  const position = view.peek()?.position;
  if (position === undefined || pending.peek().has(key)) return;
  const token = crypto.randomUUID();
  if (!send({ kind: "intent", token, position, intent })) return;
  objection.value = null;
  pending.value = new Set(pending.peek()).add(key);
  const release = () => {
    clearTimeout(timer);
    const left = new Set(pending.peek());
    if (left.delete(key)) pending.value = left;
  };
  const timer = setTimeout(release, answerWaitMaxMs);
  onAnswer(token, (outcome) => {
    release();
    objection.value = outcome.kind === "done" ? null : outcome;
  });
}

/** An offer to the resident by the name of its deed, and by target or paper where it has one; null when not offered. */
export function findOffer(
  deed: string,
  about: { readonly target?: CaptureTarget; readonly paper?: string } = {},
): Offer | null {
  const offers = view.value?.offers ?? [];
  return (
    offers.find(
      (offer) =>
        offer.deed === deed &&
        (about.target === undefined || offer.target === about.target) &&
        (about.paper === undefined || offer.paper === about.paper),
    ) ?? null
  );
}

/** Takes an offer with what it needs. */
export function take(offer: Offer, needs: Omit<IntentOf<"take-offer">, "kind" | "offer"> = {}): void {
  post({ kind: "take-offer", offer: offer.id, ...needs });
}
