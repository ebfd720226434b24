import type { TargetView } from "../../wire/kiosk-view.ts";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp, wordReason } from "../words/look-up.ts";
import type { Words } from "../words/words.ts";

/** Why a target is tried again, or who decides now; nothing while there is nothing to say. */
export function TargetNote({ target }: { readonly target: TargetView }) {
  const sentences = tell(words.value, target);
  if (sentences.length === 0) return null;
  return (
    <div class="target-note" role="status">
      <Icon name={target.state === "capturing" ? "info" : "officer"} size={40} />
      <div>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}

function tell(all: Words, { target, state, attempts, attemptsLeft, reasons, failure, lookalike }: TargetView) {
  const { chrome, failures } = all;
  if (state === "blocked") {
    const known = failure === null ? null : lookUp<{ readonly resident: string }>(failures, failure);
    return [(known ?? failures.other).resident, chrome.blocked];
  }
  if (attempts === 0 || state === "accepted" || state === "excepted") return [];
  const [reason] = reasons;
  const sentences: string[] = [];
  if (lookalike !== null) sentences.push(all.reasons.sameFinger);
  else if (reason !== undefined) sentences.push(wordReason(all, target, reason));
  if (state === "undecided") sentences.push(chrome.undecided);
  else if (attemptsLeft > 0) sentences.push(chrome.attemptsLeft(attemptsLeft));
  return sentences;
}
