import type { Intent, IntentOf } from "../wire/page-message.ts";
import type { Offer } from "../wire/view/offer.ts";
import type { CaptureTarget } from "../wire/view/terms.ts";
import { onAnswer, send } from "./socket.ts";
import { objection, pending, view } from "./state.ts";

/** A button is free again after this, whatever became of the answer. */
const answerWaitMaxMs = 5_000;

/** Longer where somebody is to lay a finger on the reader, or two after one another. */
const fingerWaitMaxMs = 70_000;

/** Which intent a button waits for, by the button's key: another one that is late must not free it. */
const inFlight = new Map<string, string>();

/** Names a button, so that it has one intent in flight at most. */
export function intentKey(intent: Intent): string {
  if (intent.kind === "take-offer") return `take-offer:${intent.offer}`;
  if (intent.kind === "pick-resident") return `pick-resident:${intent.entry}`;
  return intent.kind === "choose-language" ? `${intent.kind}:${intent.language}` : intent.kind;
}

function waitsForFinger(intent: Intent): boolean {
  if (intent.kind !== "take-offer") return intent.kind === "log-in-by-finger";
  return [intent.officer, intent.second].some((proof) => proof !== undefined && "isFinger" in proof);
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
  inFlight.set(key, token);
  const release = () => {
    clearTimeout(timer);
    if (inFlight.get(key) !== token) return;
    inFlight.delete(key);
    const left = new Set(pending.peek());
    if (left.delete(key)) pending.value = left;
  };
  const timer = setTimeout(release, waitsForFinger(intent) ? fingerWaitMaxMs : answerWaitMaxMs);
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
