import { afterAll, describe, expect, it } from "vitest";
import { createPipelinePool } from "../../runtime/capture/pipeline-pool.ts";
import { builtModelsDir } from "../../runtime/config/built-models.ts";
import { type NumberTrial, tryNumbers } from "./number-trials.ts";

const limits = { fingerprintScoreMin: 40, irisScoreMin: 60 };
const pipelines = createPipelinePool({ workers: 1, modelsDir: builtModelsDir, limits });

describe("numbers read off family cards of a held-out seed", () => {
  afterAll(pipelines.close);

  it("are nearly all of those that are there, and hardly any that are not", async () => {
    const trials: NumberTrial[] = [];
    for (let number = 0; number < 6; number += 1) trials.push(await tryNumbers(pipelines, "held-out", number));
    const sum = (of: (trial: NumberTrial) => number) => trials.reduce((total, trial) => total + of(trial), 0);
    expect(sum(({ right }) => right) / sum(({ count }) => count)).toBeGreaterThanOrEqual(0.9);
    expect(sum(({ wrong }) => wrong)).toBeLessThanOrEqual(1);
  }, 180_000);
});
