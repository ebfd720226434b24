import { useEffect } from "preact/hooks";
import type { IntentOutcome } from "../../wire/runtime-message.ts";
import { Button } from "../parts/button.tsx";
import { objection, words } from "../state.ts";
import { lookUp, wordCause } from "../words/look-up.ts";

const shownMs = 10_000;

/** Why the last touch had no effect and what to do next; goes by itself. */
export function Objection() {
  const shown = objection.value;
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => {
      objection.value = null;
    }, shownMs);
    return () => clearTimeout(timer);
  }, [shown]);
  if (shown === null) return null;
  return (
    <div class="objection" role="alert">
      <p>{wordObjection(shown)}</p>
      <Button label={words.value.chrome.close} onPress={() => (objection.value = null)} />
    </div>
  );
}

function wordObjection(outcome: Exclude<IntentOutcome, { readonly kind: "done" }>): string {
  const { stale, invalidProblems, nextActions } = words.value;
  switch (outcome.kind) {
    case "stale":
      return stale;
    case "invalid":
      return invalidProblems[outcome.problem];
    case "refused":
      return `${wordCause(words.value, outcome.cause)} ${lookUp(nextActions, outcome.nextAction) ?? nextActions.other}`;
    default:
      return outcome satisfies never;
  }
}
