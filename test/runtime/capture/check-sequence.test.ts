import { expect, it } from "vitest";
import { checkSequence } from "../../../runtime/capture/check-sequence.ts";
import { matchPolicy } from "../../../runtime/matching/match-policy.ts";
import { fingerTarget } from "../../../runtime/visit/capture-target.ts";
import { matchingPipelines, pressMinutiae, pressTemplate } from "../matching/print-rig.ts";
import { fakePipelines } from "./fake-pipelines.ts";

const pipelines = matchingPipelines();
const scoreMin = matchPolicy.sequenceScoreMin;
const positions = [1, 2, 3, 6, 7] as const;
const prints = positions.map((position) => ({
  target: fingerTarget(position),
  template: pressTemplate(`sequence/${position}`, "first"),
}));
const seen = (finger: string, impression: string) => ({
  minutiae: pressMinutiae(finger, impression),
  resolutionPpi: 500,
});

it("names the finger that is offered again, by another impression of it", async () => {
  for (const position of positions) {
    const found = await checkSequence(pipelines, seen(`sequence/${position}`, "second"), { prints, scoreMin });
    expect(found).toEqual({ code: `same-as-${fingerTarget(position)}`, value: expect.any(Number), limit: scoreMin });
    expect(found?.value).toBeGreaterThanOrEqual(scoreMin);
  }
});

it("says nothing of a finger that has not been there yet", async () => {
  for (const finger of ["sequence/4", "sequence/5", "sequence/8"]) {
    expect(await checkSequence(pipelines, seen(finger, "first"), { prints, scoreMin })).toBeNull();
  }
});

it("asks the matcher nothing where there is nothing to compare", async () => {
  const idle = fakePipelines({});
  expect(await checkSequence(idle, seen("sequence/1", "first"), { prints: [], scoreMin })).toBeNull();
  expect(await checkSequence(idle, { minutiae: [], resolutionPpi: 500 }, { prints, scoreMin })).toBeNull();
});

it("counts a score at the limit, and names the highest", async () => {
  const scored = (...scores: readonly number[]) =>
    checkSequence({ ...pipelines, scorePrints: async () => scores }, seen("sequence/1", "first"), {
      prints,
      scoreMin: 50,
    });
  expect(await scored(0, 50, 0, 0, 0)).toEqual({ code: "same-as-finger-02", value: 50, limit: 50 });
  expect(await scored(49.99, 49, 48, 0, 0)).toBeNull();
  expect(await scored(60, 70, 70, 65, 10)).toEqual({ code: "same-as-finger-02", value: 70, limit: 50 });
});
