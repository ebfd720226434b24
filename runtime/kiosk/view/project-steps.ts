import type { StepView } from "../../visit/visit-view.ts";
import type { ResidentStepView } from "../wire/view/step-view.ts";

/** The steps as a resident is to see them: how far each is, up to its standard time and never beyond. */
export function projectSteps(steps: readonly StepView[]): readonly ResidentStepView[] {
  const current = steps.find(({ state }) => state !== "finished" && state !== "ahead");
  return steps.map((step) => {
    const { id, title, state, standardMs, workingMs, waitingMs } = step;
    const spentRatio = state === "finished" ? 1 : Math.min(1, workingMs / standardMs);
    return {
      ...{ id, title, state, standardMs, waitingMs, spentRatio },
      workingMs: Math.min(workingMs, standardMs),
      isCurrent: step === current,
    };
  });
}
