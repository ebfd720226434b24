import { expect, it } from "vitest";
import { projectSteps } from "../../../../runtime/kiosk/view/project-steps.ts";
import type { StepView } from "../../../../runtime/visit/visit-view.ts";

const step = (id: string, rest: Partial<StepView>): StepView => ({
  ...{ id, title: { id, en: id }, standardMs: 60_000, workingMs: 0, waitingMs: 0, state: "ahead", overMs: 0 },
  ...rest,
});

it("shows a resident how far each step is, and no time beyond its standard", () => {
  const steps = projectSteps([
    step("one", { state: "finished", workingMs: 410_000, overMs: 350_000 }),
    step("two", { state: "working", workingMs: 15_000, waitingMs: 4_000 }),
    step("three", {}),
  ]);
  expect(steps.map(({ isCurrent, spentRatio, workingMs }) => ({ isCurrent, spentRatio, workingMs }))).toEqual([
    { isCurrent: false, spentRatio: 1, workingMs: 60_000 },
    { isCurrent: true, spentRatio: 0.25, workingMs: 15_000 },
    { isCurrent: false, spentRatio: 0, workingMs: 0 },
  ]);
  expect(JSON.stringify(steps)).not.toContain("overMs");
  expect(JSON.stringify(steps)).not.toContain("410000");
});

it("stands still at the end of a step that takes longer, also while it is under way", () => {
  const [over] = projectSteps([step("one", { state: "working", workingMs: 60_001, overMs: 1 })]);
  expect(over).toMatchObject({ isCurrent: true, spentRatio: 1, workingMs: 60_000 });
});

it("is at none of them before the first and after the last", () => {
  expect(projectSteps([step("one", {})]).some(({ isCurrent }) => isCurrent)).toBe(false);
  expect(projectSteps([step("one", { state: "finished" })]).some(({ isCurrent }) => isCurrent)).toBe(false);
});
