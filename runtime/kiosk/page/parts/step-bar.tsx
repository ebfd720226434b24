import type { StepView } from "../../wire/kiosk-view.ts";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";

const minuteMs = 60_000;

/**
 * The steps of the official procedure as the resident sees them: which one is under way, how long it takes as a rule,
 * and how long it has been worked and waited on. Time beyond the standard is the office's matter: it is told to the
 * operator, and never here.
 */
export function StepBar({ steps }: { readonly steps: readonly StepView[] }) {
  const current = steps.find(({ state }) => state !== "finished" && state !== "ahead") ?? null;
  return (
    <section class="step-bar" aria-label={words.value.chrome.steps}>
      <ol class="step-bar-track">
        {steps.map((step) => (
          <StepMark key={step.id} step={step} isCurrent={step === current} />
        ))}
      </ol>
      {current !== null && <CurrentStep step={current} />}
    </section>
  );
}

function StepMark({ step, isCurrent }: { readonly step: StepView; readonly isCurrent: boolean }) {
  const { chrome, stepStates } = words.value;
  const spentRatio = step.state === "finished" ? 1 : Math.min(1, step.workingMs / step.standardMs);
  return (
    <li
      class={`step-mark ${step.state}`}
      style={{ flexGrow: Math.sqrt(step.standardMs / minuteMs) }}
      aria-current={isCurrent ? "step" : undefined}
    >
      <span class="step-mark-fill" style={{ width: `${spentRatio * 100}%` }} />
      <span class="unseen">
        {nameStep(step)}, {stepStates[step.state]}, {chrome.standard(step.standardMs / minuteMs)}
      </span>
    </li>
  );
}

function CurrentStep({ step }: { readonly step: StepView }) {
  const { chrome, desk } = words.value;
  const clock = (ms: number) => desk.time(Math.floor(ms / minuteMs), Math.floor((ms % minuteMs) / 1_000));
  return (
    <p class="step-bar-words">
      <strong>{nameStep(step)}</strong>
      <span>{chrome.standard(step.standardMs / minuteMs)}</span>
      <span class="figure">
        {desk.working} {clock(Math.min(step.workingMs, step.standardMs))}
      </span>
      <span class="figure">
        {desk.waiting} {clock(step.waitingMs)}
      </span>
    </p>
  );
}

function nameStep({ id, title }: StepView): string {
  return lookUp(words.value.steps, id) ?? title.id;
}
