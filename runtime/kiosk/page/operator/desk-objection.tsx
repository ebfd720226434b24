import type { IntentOutcome } from "../../wire/runtime-message.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../pictures/icon.tsx";
import { objection, words } from "../state.ts";
import { lookUp, wordCause } from "../words/look-up.ts";

type Objection = Exclude<IntentOutcome, { readonly kind: "done" }>;

/** Why the last touch on the desk had no effect: the cause, what to do next, and who may decide otherwise. */
export function DeskObjection() {
  const shown = objection.value;
  if (shown === null) return null;
  return (
    <div class="desk-objection" role="alert">
      <Icon name="attention" size={40} />
      <ObjectionWords outcome={shown} />
      <Button label={words.value.chrome.close} onPress={() => (objection.value = null)} />
    </div>
  );
}

/** The words alone, for where the refusal belongs to something on the screen. */
export function ObjectionWords({ outcome }: { readonly outcome: Objection }) {
  const { desk, stale, invalidProblems, nextActions, roles } = words.value;
  if (outcome.kind === "stale") return <p>{stale}</p>;
  if (outcome.kind === "invalid") return <p>{invalidProblems[outcome.problem]}</p>;
  const { cause, nextAction, override } = outcome;
  return (
    <dl class="refusal">
      <div>
        <dt>{desk.refusedTitle}</dt>
        <dd>{wordCause(words.value, cause)}</dd>
      </div>
      <div>
        <dt>{desk.nextAction}</dt>
        <dd>{lookUp(nextActions, nextAction) ?? nextActions.other}</dd>
      </div>
      <div>
        <dt>{desk.whoMay}</dt>
        <dd>{override === null ? desk.nobodyMay : (lookUp(roles, override) ?? override)}</dd>
      </div>
    </dl>
  );
}
