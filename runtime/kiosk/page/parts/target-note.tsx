import type { TargetView } from "../../wire/view/target-view.ts";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp, reasonClip, wordReason } from "../words/look-up.ts";
import type { Words } from "../words/words.ts";
import { useSpeech } from "./use-speech.ts";

/** Why a target is tried again, or who decides now; nothing while there is nothing to say. */
export function TargetNote({ target }: { readonly target: TargetView }) {
  return <TargetNotes targets={[target]} />;
}

/** The same for several at once: what is true of several is said once, and of whom, unless it is of all of them. */
export function TargetNotes({ targets }: { readonly targets: readonly TargetView[] }) {
  const told = targets.map((target) => ({ target, ...tell(words.value, target) }));
  const left = told.map((one) => one.left).filter((count) => count !== null);
  const notes = new Map<string, TargetView[]>();
  for (const { target, why } of told) {
    if (why !== "") notes.set(why, [...(notes.get(why) ?? []), target]);
  }
  const last = left.length === 0 ? "" : words.value.chrome.attemptsLeft(Math.min(...left));
  useSpeech("note", [...new Set(told.flatMap(({ clips }) => clips))]);
  const [first] = told.filter(({ why, left: own }) => why !== "" || own !== null);
  if (first === undefined) return null;
  return (
    <div class="target-note" role="status">
      <Icon name={first.target.note === "again" ? "info" : "officer"} size={40} />
      <div>
        {[...notes].map(([why, whose]) => (
          <p key={why}>
            {whose.length < targets.length && <strong>{nameAll(words.value, whose)}: </strong>}
            {why}
          </p>
        ))}
        {last !== "" && <p>{last}</p>}
      </div>
    </div>
  );
}

function nameAll({ targets: names }: Words, targets: readonly TargetView[]): string {
  return targets.map(({ target }) => names[target]).join(", ");
}

type Told = {
  readonly why: string;
  /** How often one may still try; null where nobody counts. */
  readonly left: number | null;
  /** The same as it is read aloud. */
  readonly clips: readonly string[];
};

function tell(all: Words, { target, note, attemptsLeft, reasons, failure, lookalike }: TargetView): Told {
  const { chrome, failures } = all;
  if (note === "blocked") {
    const code = failure !== null && lookUp(failures, failure) !== null ? failure : "other";
    const known = lookUp<{ readonly resident: string }>(failures, code) ?? failures.other;
    return {
      why: `${known.resident} ${chrome.blocked}`,
      left: null,
      clips: [`failures.${code}.resident`, "chrome.blocked"],
    };
  }
  if (note === null) return { why: "", left: null, clips: [] };
  const [reason] = reasons;
  const sentences: string[] = [];
  const clips: string[] = [];
  if (lookalike !== null) {
    sentences.push(all.reasons.sameFinger);
    clips.push("reasons.sameFinger");
  } else if (reason !== undefined) {
    sentences.push(wordReason(all, target, reason));
    clips.push(reasonClip(all, target, reason));
  }
  if (note === "undecided") {
    sentences.push(chrome.undecided);
    clips.push("chrome.undecided");
  }
  return { why: sentences.join(" "), left: attemptsLeft, clips };
}
