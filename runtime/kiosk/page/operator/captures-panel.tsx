import type { DeskView } from "../../wire/view/desk-view.ts";
import type { Offer } from "../../wire/view/offer.ts";
import type { PortraitEyeView, TargetView } from "../../wire/view/target-view.ts";
import { Icon, type IconName } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookalikeOf, lookUp, topicOf, wordReason } from "../words/look-up.ts";
import { OfferAction } from "./offer-action.tsx";

const icons = { face: "face", iris: "eye", signature: "pen", fingerprint: "finger", document: "paper" } as const;

/** Every capture with its score against its limit, why it falls short, and what may be decided. */
export function CapturesPanel({ desk, offers }: { readonly desk: DeskView; readonly offers: readonly Offer[] }) {
  return (
    <ul class="desk-captures">
      {desk.targets.map((target) => (
        <CaptureCard
          key={target.target}
          capture={target}
          portraitEye={desk.portraitEyes.find((eye) => eye.target === target.target)}
          offers={offers.filter((offer) => offer.target === target.target)}
        />
      ))}
    </ul>
  );
}

type CardFacts = {
  readonly capture: TargetView;
  readonly portraitEye: PortraitEyeView | undefined;
  readonly offers: readonly Offer[];
};

function CaptureCard({ capture, portraitEye, offers }: CardFacts) {
  const { target, state, attempts, attemptsLeft, exception, failure } = capture;
  const { targets, targetStates, desk, exceptions, failures } = words.value;
  const icon: IconName = icons[topicOf(target)];
  return (
    <li class={`desk-capture ${state}`}>
      <div class="desk-capture-head">
        <Icon name={icon} size={32} />
        <strong>{targets[target]}</strong>
        <span class="desk-capture-state">{targetStates[state]}</span>
      </div>
      <Score capture={capture} />
      <p class="desk-capture-facts">
        {attempts === 0 ? desk.noAttempts : desk.attempts(attempts)}
        {attemptsLeft !== null && ` · ${desk.attemptsLeft(attemptsLeft)}`}
        {exception !== null && ` · ${exceptions[exception]}`}
      </p>
      {failure !== null && <p class="desk-capture-failure">{(lookUp(failures, failure) ?? failures.other).operator}</p>}
      <Reasons capture={capture} />
      {portraitEye !== undefined && <PortraitEye eye={portraitEye} />}
      {offers.length > 0 && (
        <div class="desk-capture-actions">
          {offers.map((offer) => (
            <OfferAction key={offer.id} offer={offer} />
          ))}
        </div>
      )}
    </li>
  );
}

/** What goes with the package in place of an iris, or why nothing does. */
function PortraitEye({ eye: { irisDiameterPx, refusal } }: { readonly eye: PortraitEyeView }) {
  const { desk } = words.value;
  const told = refusal === null ? desk.portraitEye(irisDiameterPx ?? 0) : desk.portraitEyeRefusals[refusal];
  return <p class="desk-portrait-eye">{told}</p>;
}

function Score({ capture: { score, limit, isEnough } }: { readonly capture: TargetView }) {
  const { desk } = words.value;
  // What is judged by its measures, and not by a score, has no limit to reach.
  const against = limit > 0 ? Math.round(limit) : null;
  const told = score === null ? desk.noScore(against) : desk.scoreOf(Math.round(score), against);
  return (
    <div class="desk-score">
      <span class="desk-score-words figure">{told}</span>
      <div class={`meter ${isEnough ? "enough" : "short"}`} aria-hidden="true">
        <span class="meter-fill" style={{ width: `${score ?? 0}%` }} />
        {against !== null && <span class="meter-limit" style={{ left: `${against}%` }} />}
      </div>
    </div>
  );
}

function Reasons({ capture: { target, reasons } }: { readonly capture: TargetView }) {
  if (reasons.length === 0) return null;
  return (
    <ul class="desk-reasons">
      {reasons.map((code) => {
        const other = lookalikeOf(words.value, code);
        return (
          <li key={code} class={other === null ? "" : "twin"}>
            {other === null ? wordReason(words.value, target, code) : words.value.desk.lookalike(other)}
          </li>
        );
      })}
    </ul>
  );
}
