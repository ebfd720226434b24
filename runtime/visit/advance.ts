import assert from "node:assert/strict";
import type { Step } from "../procedure/service.ts";
import { services } from "../procedure/services.ts";
import { finishTiming, type Moment, openTiming, reopenTiming } from "../procedure/step-timing.ts";
import { startProgress } from "./acts/capture.ts";
import { enterAct } from "./enter-act.ts";
import type { FinishedVisit, OpenVisit, VisitState } from "./visit-state.ts";

/** Goes on to the next act that waits for something, finishing and opening steps on the way. */
export function advance(visit: FinishedVisit, by: string, moment: Moment): VisitState {
  const steps = services[visit.service].steps;
  const step = steps[visit.stepIndex];
  assert(step, "a visit in hand stands on a step");
  if (visit.actIndex + 1 < step.acts.length) {
    return arrive({ ...visit, actIndex: visit.actIndex + 1 }, by, moment);
  }
  const finished = changeStepTiming(visit, step, (timing) => finishTiming(timing, by, moment));
  if (visit.stepIndex + 1 >= steps.length) return { phase: "finished", visit: finished };
  return arrive(openStep({ ...finished, stepIndex: visit.stepIndex + 1, actIndex: 0 }, moment), by, moment);
}

/** Goes back: the step left behind is finished for now, the one returned to is begun again. */
export function goBack(visit: OpenVisit, to: Pick<OpenVisit, "stepIndex" | "actIndex">, moment: Moment): VisitState {
  const moved: OpenVisit =
    to.stepIndex === visit.stepIndex
      ? { ...visit, ...to }
      : openStep({ ...leaveStep(visit, moment), ...to, act: visit.act }, moment);
  const act = services[visit.service].steps[to.stepIndex]?.acts[to.actIndex];
  assert(act, "going back ends on an act of the service");
  if (act === "photo") return { phase: "open", visit: retakePhoto(moved) };
  const state = enterAct(moved, act);
  assert(state, "an act one returns to waits for something");
  return { phase: "open", visit: { ...moved, act: state } };
}

/** The first state of a visit: its first step, open. */
export function begin(visit: FinishedVisit, moment: Moment): VisitState {
  return arrive(openStep(visit, moment), "", moment);
}

function arrive(visit: FinishedVisit, by: string, moment: Moment): VisitState {
  const act = services[visit.service].steps[visit.stepIndex]?.acts[visit.actIndex];
  assert(act, "a visit arrives on an act of the service");
  const state = enterAct(visit, act);
  return state === null ? advance(visit, by, moment) : { phase: "open", visit: { ...visit, act: state } };
}

/** The refused photo is given up, its attempts stay counted. */
function retakePhoto(visit: OpenVisit): OpenVisit {
  const refused = visit.captures.find(({ target }) => target === "face");
  const captures = visit.captures.filter(({ target }) => target !== "face");
  return { ...visit, captures, act: { act: "photo", progress: [startProgress("face", refused?.attempts ?? 0)] } };
}

function openStep<V extends FinishedVisit>(visit: V, moment: Moment): V {
  const step = services[visit.service].steps[visit.stepIndex];
  assert(step, "a visit opens a step of its service");
  if (visit.timings.some(({ stepId }) => stepId === step.id)) {
    return changeStepTiming(visit, step, (timing) => reopenTiming(timing, moment));
  }
  return { ...visit, timings: [...visit.timings, openTiming(step.id, step.standardMs, moment)] };
}

function leaveStep(visit: OpenVisit, moment: Moment): FinishedVisit {
  const step = services[visit.service].steps[visit.stepIndex];
  assert(step, "a visit in hand stands on a step");
  return changeStepTiming(visit, step, (timing) => finishTiming(timing, "returned", moment));
}

function changeStepTiming<V extends FinishedVisit>(
  visit: V,
  step: Step,
  change: (timing: V["timings"][number]) => V["timings"][number],
): V {
  return { ...visit, timings: visit.timings.map((timing) => (timing.stepId === step.id ? change(timing) : timing)) };
}
