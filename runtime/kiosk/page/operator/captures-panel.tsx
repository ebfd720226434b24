import type { DeskView, Offer, TargetView } from "../../wire/kiosk-view.ts";
import { Icon, type IconName } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookalikeOf, lookUp, topicOf, wordReason } from "../words/look-up.ts";
import { OfferAction } from "./offer-action.tsx";

const icons = { face: "face", iris: "eye", signature: "pen", fingerprint: "finger", document: "paper" } as const;

/** Every capture with its score against its limit, why it falls short, and what may be decided; the undecided first. */
export function CapturesPanel({ desk, offers }: { readonly desk: DeskView; readonly offers: readonly Offer[] }) {
  const isOpen = ({ state }: TargetView) => state === "undecided" || state === "blocked";
  const inOrder = [...desk.targets.filter(isOpen), ...desk.targets.filter((target) => !isOpen(target))];
  return (
    <ul class="desk-captures">
      {inOrder.map((target) => (
        <CaptureCard
          key={target.target}
          capture={target}
          offers={offers.filter((offer) => offer.target === target.target)}
        />
      ))}
    </ul>
  );
}

function CaptureCard({ capture, offers }: { readonly capture: TargetView; readonly offers: readonly Offer[] }) {
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
        {state === "capturing" && ` · ${desk.attemptsLeft(attemptsLeft)}`}
        {exception !== null && ` · ${exceptions[exception]}`}
      </p>
      {failure !== null && <p class="desk-capture-failure">{(lookUp(failures, failure) ?? failures.other).operator}</p>}
      <Reasons capture={capture} />
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

function Score({ capture: { score, limit } }: { readonly capture: TargetView }) {
  const { desk } = words.value;
  const told = score === null ? desk.noScore(Math.round(limit)) : desk.scoreOf(Math.round(score), Math.round(limit));
  const isEnough = score !== null && score >= limit;
  return (
    <div class="desk-score">
      <span class="desk-score-words figure">{told}</span>
      <div class={`meter ${isEnough ? "enough" : "short"}`} aria-hidden="true">
        <span class="meter-fill" style={{ width: `${score ?? 0}%` }} />
        <span class="meter-limit" style={{ left: `${limit}%` }} />
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
