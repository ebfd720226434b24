import type { ResidentStepView } from "../../wire/view/step-view.ts";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";

const minuteMs = 60_000;

/**
 * The steps of the official procedure as the resident sees them: which one is under way, how long it takes as a rule,
 * and how long it has been worked and waited on.
 */
export function StepBar({ steps }: { readonly steps: readonly ResidentStepView[] }) {
  const current = steps.find(({ isCurrent }) => isCurrent) ?? null;
  return (
    <section class="step-bar" aria-label={words.value.chrome.steps}>
      <ol class="step-bar-track">
        {steps.map((step) => (
          <StepMark key={step.id} step={step} />
        ))}
      </ol>
      {current !== null && <CurrentStep step={current} />}
    </section>
  );
}

function StepMark({ step }: { readonly step: ResidentStepView }) {
  const { chrome } = words.value;
  return (
    <li
      class={`step-mark ${step.state}`}
      style={{ flexGrow: Math.sqrt(step.standardMs / minuteMs) }}
      aria-current={step.isCurrent ? "step" : undefined}
    >
      <span class="step-mark-fill" style={{ width: `${step.spentRatio * 100}%` }} />
      <span class="unseen">
        {nameStep(step)}, {chrome.stepStates[step.state]}, {chrome.standard(step.standardMs / minuteMs)}
      </span>
    </li>
  );
}

function CurrentStep({ step }: { readonly step: ResidentStepView }) {
  const { chrome } = words.value;
  const clock = (ms: number) => chrome.time(Math.floor(ms / minuteMs), Math.floor((ms % minuteMs) / 1_000));
  return (
    <p class="step-bar-words">
      <strong>{nameStep(step)}</strong>
      <span>{chrome.standard(step.standardMs / minuteMs)}</span>
      <span class="figure">
        {chrome.working} {clock(step.workingMs)}
      </span>
      <span class="figure">
        {chrome.waiting} {clock(step.waitingMs)}
      </span>
    </p>
  );
}

function nameStep({ id, title }: ResidentStepView): string {
  return lookUp(words.value.steps, id) ?? title.id;
}
