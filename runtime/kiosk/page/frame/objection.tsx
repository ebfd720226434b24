import { useEffect } from "preact/hooks";
import type { IntentOutcome } from "../../wire/runtime-message.ts";
import { Button } from "../parts/button.tsx";
import { useSpeech } from "../parts/use-speech.ts";
import { isDeskOpen, objection, words } from "../state.ts";
import { refusalClips, residentsAction, wordCause } from "../words/look-up.ts";

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
  useSpeech("answer", shown === null || isDeskOpen.value ? [] : nameClips(shown));
  if (shown === null) return null;
  return (
    <div class="objection" role="alert">
      <p>{wordObjection(shown)}</p>
      <Button label={words.value.chrome.close} onPress={() => (objection.value = null)} />
    </div>
  );
}

type Shown = Exclude<IntentOutcome, { readonly kind: "done" }>;

function nameClips(outcome: Shown): readonly string[] {
  if (outcome.kind === "stale") return ["stale"];
  if (outcome.kind === "invalid") return [`invalidProblems.${outcome.problem}`];
  return refusalClips(words.value, outcome.cause, outcome.nextAction);
}

function wordObjection(outcome: Shown): string {
  const { stale, invalidProblems, nextActions } = words.value;
  switch (outcome.kind) {
    case "stale":
      return stale;
    case "invalid":
      return invalidProblems[outcome.problem];
    case "refused":
      return `${wordCause(words.value, outcome.cause, "resident")} ${nextActions[residentsAction(outcome.nextAction)]}`;
    default:
      return outcome satisfies never;
  }
}
