import type { QueueEntry } from "../../wire/kiosk-view.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";

const shownChars = 6;

/** The end of a visit's id: enough to tell visits of a day apart, and what papers of the visit show. */
export function nameVisit(visitId: string): string {
  return `…${visitId.slice(-shownChars)}`;
}

/** The other visits in hand, and the way to call a waiting one to the screen. */
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

function QueueRow({ entry: { visitId, service, phase, stepId } }: { readonly entry: QueueEntry }) {
  const { desk, services, steps, phases } = words.value;
  return (
    <li>
      <p>
        <strong>{services[service].title}</strong>
        <span class="figure">
          {nameVisit(visitId)} · {phases[phase]}
          {stepId !== null && ` · ${lookUp(steps, stepId) ?? stepId}`}
        </span>
      </p>
      {phase === "suspended" && (
        <IntentButton icon="resume" label={desk.resume} intent={{ kind: "resume-visit", visitId }} />
      )}
    </li>
  );
}
