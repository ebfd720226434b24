import type { QueueEntry } from "../../wire/view/operator-view.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";

const minuteMs = 60_000;

/** The other visits in hand, by what finds the person in a waiting room, and the way to call one to the screen. */
export function QueuePanel({ queue }: { readonly queue: readonly QueueEntry[] }) {
  const { desk } = words.value;
  if (queue.length === 0) return <p class="desk-empty">{desk.queueEmpty}</p>;
  return (
    <ul class="desk-queue">
      {queue.map((entry) => (
        <QueueRow key={entry.visitId} entry={entry} />
      ))}
    </ul>
  );
}

function QueueRow({ entry }: { readonly entry: QueueEntry }) {
  const { visitId, receiptNumber, service, phase, stepId, act, reason, waitingMs, canResume } = entry;
  const { desk, services, steps, acts, phases } = words.value;
  const place = [stepId === null ? null : (lookUp(steps, stepId) ?? stepId), act === null ? null : acts[act]];
  return (
    <li class={phase}>
      <p class="queue-number figure">{receiptNumber}</p>
      <p class="queue-words">
        <strong>{services[service].title}</strong>
        <span>{place.filter((part) => part !== null).join(" · ")}</span>
        <span class="figure">
          {phases[phase]} · {desk.waited(Math.floor(waitingMs / minuteMs))}
        </span>
        {reason !== null && <span class="queue-reason">{reason}</span>}
      </p>
      {canResume && <IntentButton icon="resume" label={desk.resume} intent={{ kind: "resume-visit", visitId }} />}
    </li>
  );
}
