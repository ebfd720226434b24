import type { DeskView } from "../../wire/view/desk-view.ts";
import type { StepView } from "../../wire/view/step-view.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import { formatTime } from "./format-time.ts";

/** Where the visit is in the official procedure, with the times that it is held to. */
export function OverviewPanel({ desk }: { readonly desk: DeskView }) {
  return (
    <>
      <Facts desk={desk} />
      {desk.letter !== null && <Letter letter={desk.letter} />}
      <Steps desk={desk} />
    </>
  );
}

function Facts({ desk }: { readonly desk: DeskView }) {
  const { desk: named, services, acts, registerOutcomes, eligibilities } = words.value;
  const facts: readonly (readonly [term: string, value: string | null])[] = [
    [named.visit, services[desk.service].title],
    [named.now, desk.act === null ? null : acts[desk.act]],
    [named.data, desk.register === null ? null : registerOutcomes[desk.register]],
    [named.eligibility, eligibilities[desk.eligibility]],
    [named.registerNumber, desk.registerNumber],
  ];
  return (
    <dl class="desk-facts">
      {facts.map(([term, value]) =>
        value === null ? null : (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The sheet that is signed by hand: whether it has come out, and the way to have it printed. */
function Letter({ letter: { state, canPrint } }: { readonly letter: NonNullable<DeskView["letter"]> }) {
  const { desk, letterStates } = words.value;
  return (
    <div class="desk-letter">
      <p role="status">
        <strong>{desk.letter}</strong>
        <span>{letterStates[state]}</span>
      </p>
      {canPrint && (
        <IntentButton
          icon="print"
          label={state === "due" ? desk.letterPrint : desk.letterPrintAgain}
          intent={{ kind: "print-letter" }}
        />
      )}
    </div>
  );
}

function Steps({ desk: { steps, stepTotals } }: { readonly desk: DeskView }) {
  const { desk, chrome } = words.value;
  return (
    <table class="desk-steps">
      <caption class="unseen">{chrome.steps}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{desk.standard}</th>
          <th scope="col">{desk.working}</th>
          <th scope="col">{desk.waiting}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <StepRow key={step.id} step={step} />
        ))}
      </tbody>
      <tfoot>
        <tr class="figure">
          <th scope="row">{desk.total}</th>
          <td>{formatTime(stepTotals.standardMs)}</td>
          <td>{formatTime(stepTotals.workingMs)}</td>
          <td>{formatTime(stepTotals.waitingMs)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function StepRow({ step }: { readonly step: StepView }) {
  const { desk, steps, stepStates } = words.value;
  const { id, title, state, standardMs, workingMs, waitingMs, overMs } = step;
  return (
    <tr class={`figure ${state}`}>
      <th scope="row">
        <span class="step-name">
          {state === "finished" && <Icon name="agree" size={24} />}
          {lookUp(steps, id) ?? title.id}
        </span>
      </th>
      <td>{formatTime(standardMs)}</td>
      <td>{formatTime(workingMs)}</td>
      <td>{formatTime(waitingMs)}</td>
      <td class={overMs > 0 ? "over" : ""}>{overMs > 0 ? desk.overStandard(formatTime(overMs)) : stepStates[state]}</td>
    </tr>
  );
}
