import { useEffect, useState } from "preact/hooks";
import type { IntentOf } from "../../wire/page-message.ts";
import type { IntentOutcome } from "../../wire/runtime-message.ts";
import type { Offer, OfferNeed } from "../../wire/view/offer.ts";
import { intentKey, take } from "../intents.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { objection, pending, words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import { ObjectionWords } from "./desk-objection.tsx";
import { chosenOffer, nameDeed } from "./offer-action.tsx";
import { type Given, isGiven, NeedPane, nameNeed } from "./offer-needs.tsx";

export type OfferDialogProps = { readonly offer: Offer };

const nothing: Given = { reason: "", exceptionReason: null, papers: [], officer: null, second: null };

/** Everything that one deed needs, one after another on one sheet, and a refusal where it is: with the deed. */
export function OfferDialog({ offer }: OfferDialogProps) {
  const [given, setGiven] = useState<Given>(nothing);
  const [shown, setShown] = useState<OfferNeed["kind"] | null>(offer.needs[0]?.kind ?? null);
  const { isBusy, refusal, submit } = useSubmission(offer, given, () =>
    // A PIN is typed once and sent once, whatever came of it.
    setGiven((before) => ({ ...before, officer: null, second: null })),
  );
  const { desk, targets, papers } = words.value;
  const open = offer.needs.filter((need) => !isGiven(need, given));
  const about = offer.target !== null ? targets[offer.target] : offer.paper;
  const pane = offer.needs.find(({ kind }) => kind === shown) ?? null;

  return (
    <Dialog title={nameDeed(offer)} class="offer-dialog">
      <p class="offer-question">
        {about !== null && <strong>{lookUp(papers, about) ?? about}</strong>} {askDeed(offer)}
      </p>
      {refusal !== null && (
        <div class="desk-objection" role="alert">
          <ObjectionWords outcome={refusal} />
        </div>
      )}
      {offer.needs.length > 1 && <NeedRail {...{ offer, given, shown }} onShow={setShown} />}
      {pane !== null && (
        <NeedPane
          key={pane.kind}
          need={pane}
          deed={offer.deed}
          given={given}
          onGiven={(next, isComplete) => {
            setGiven(next);
            if (isComplete) setShown(offer.needs.find((need) => !isGiven(need, next))?.kind ?? shown);
          }}
        />
      )}
      <div class="row offer-end">
        <Button icon="back" label={desk.cancel} onPress={() => (chosenOffer.value = null)} />
        <Button
          tone="primary"
          icon="agree"
          label={isBusy ? desk.sending : desk.confirm}
          isBusy={isBusy}
          isDisabled={open.length > 0}
          onPress={submit}
        >
          {open.length > 0 && (
            <small>
              {desk.stillNeeded} {open.map(nameNeed).join(", ")}
            </small>
          )}
        </Button>
      </div>
    </Dialog>
  );
}

function askDeed({ deed }: Offer): string {
  return lookUp<{ readonly question: string }>(words.value.deeds, deed)?.question ?? "";
}

type NeedRailProps = {
  readonly offer: Offer;
  readonly given: Given;
  readonly shown: OfferNeed["kind"] | null;
  readonly onShow: (kind: OfferNeed["kind"]) => void;
};

function NeedRail({ offer, given, shown, onShow }: NeedRailProps) {
  return (
    <div class="need-rail">
      {offer.needs.map((need) => (
        <Button
          key={need.kind}
          label={nameNeed(need)}
          isPressed={need.kind === shown}
          onPress={() => onShow(need.kind)}
          {...(isGiven(need, given) && { icon: "agree" })}
        />
      ))}
    </div>
  );
}

type Refusal = Exclude<IntentOutcome, { readonly kind: "done" }>;

/** Sends the deed; closes the dialog when it is done, and keeps the refusal when it is not. */
function useSubmission(offer: Offer, given: Given, onSent: () => void) {
  const [isSent, setSent] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isBusy = pending.value.has(intentKey({ kind: "take-offer", offer: offer.id }));
  useEffect(() => {
    if (!isSent || isBusy) return;
    setSent(false);
    const outcome = objection.peek();
    if (outcome === null) chosenOffer.value = null;
    setRefusal(outcome);
    // It is told here, not a second time behind the dialog.
    objection.value = null;
  }, [isSent, isBusy]);
  const submit = () => {
    objection.value = null;
    setRefusal(null);
    take(offer, fillIn(offer, given));
    setSent(true);
    onSent();
  };
  return { isBusy, refusal, submit };
}

type Inputs = Omit<IntentOf<"take-offer">, "kind" | "offer">;

/** Of what was given, what this offer asks for. */
function fillIn({ needs }: Offer, given: Given): Inputs {
  const asks = (kind: OfferNeed["kind"]) => needs.some((need) => need.kind === kind);
  return {
    ...(asks("reason") && { reason: given.reason.trim() }),
    ...(asks("exception-reason") && given.exceptionReason !== null && { exceptionReason: given.exceptionReason }),
    ...(asks("papers") && { papers: [...given.papers] }),
    ...(asks("officer") && given.officer !== null && { officer: given.officer }),
    ...(asks("second") && given.second !== null && { second: given.second }),
  };
}
