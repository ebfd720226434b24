import type { Condition, DeskView, StepView } from "../../wire/kiosk-view.ts";
import { Icon } from "../pictures/icon.tsx";
import { view, words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import { formatTime } from "./format-time.ts";

/** Where the visit is in the official procedure, with the times that it is held to. */
export function OverviewPanel({ desk }: { readonly desk: DeskView }) {
  return (
    <>
      <Facts desk={desk} />
      <Steps steps={desk.steps} />
      <BoothConditions />
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

function Steps({ steps }: { readonly steps: readonly StepView[] }) {
  const { desk, chrome } = words.value;
  const sum = (pick: (step: StepView) => number) => formatTime(steps.reduce((total, step) => total + pick(step), 0));
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
          <td>{sum(({ standardMs }) => standardMs)}</td>
          <td>{sum(({ workingMs }) => workingMs)}</td>
          <td>{sum(({ waitingMs }) => waitingMs)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function StepRow({ step }: { readonly step: StepView }) {
  const { desk, steps, stepStates } = words.value;
  const { id, title, state, standardMs, workingMs, waitingMs, isOverStandard } = step;
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
      <td class={isOverStandard ? "over" : ""}>
        {isOverStandard ? desk.overStandard(formatTime(workingMs - standardMs)) : stepStates[state]}
      </td>
    </tr>
  );
}

/** What is the matter with the booth, in an officer's terms. */
function BoothConditions() {
  const { conditions, deviceRoles, chrome } = words.value;
  const shown = view.value?.conditions ?? [];
  if (shown.length === 0) return null;
  return (
    <ul class="desk-conditions">
      {shown.map((condition) => (
        <li key={condition.kind === "device-away" ? condition.role : condition.kind}>
          <Icon name={condition.kind} size={32} />
          <span>
            {condition.kind === "device-away" && <strong>{deviceRoles[condition.role]}: </strong>}
            {conditions[condition.kind].operator}
            {condition.kind === "office-offline" && condition.pending > 0 && ` ${chrome.pending(condition.pending)}.`}
            {condition.kind === "device-away" && ` ${tellFailure(condition)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Why a device is away: in its driver's own words, which know the device, else in ours for the kind of failure. */
function tellFailure({ failure, advice }: Extract<Condition, { readonly kind: "device-away" }>): string {
  const { failures } = words.value;
  if (advice !== null) return view.value?.language === "en" ? advice.en : advice.id;
  return failure === null ? "" : (lookUp(failures, failure) ?? failures.other).operator;
}
