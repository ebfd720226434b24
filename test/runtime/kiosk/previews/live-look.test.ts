import { describe, expect, it } from "vitest";
import { createPipelinePool } from "../../../../runtime/capture/pipeline-pool.ts";
import { modelsMissing } from "../../../pipelines/face/face-rig.ts";
import { watchLoop } from "../../../watch-loop.ts";
import { drawPostures, lookLive } from "./live-look.ts";

const modelsDir = "models/build";
const holdMaxMs = 20;

if (modelsMissing !== null) process.stdout.write(`live-look: skipped, ${modelsMissing}\n`);

describe.skipIf(modelsMissing !== null)("a look at a face, through camera, pipelines and preview", () => {
  it("guides from frame to frame to a good portrait, and never holds the booth's own thread for 20 ms", async () => {
    const pipelines = createPipelinePool({
      workers: 1,
      modelsDir,
      limits: { fingerprintScoreMin: 40, irisScoreMin: 60 },
    });
    try {
      // What the first frames bring into memory is brought once in the booth's life.
      const postures = await drawPostures(modelsDir);
      await lookLive(pipelines, { postures, frames: 3 });
      const loop = watchLoop();
      const { result, headers, latenciesMs, durationMs } = await lookLive(pipelines, { postures, frames: 30 });
      const { longestHoldMs, latestMs, lateP99Ms } = loop.stop();
      const middle = [...latenciesMs].sort((one, other) => one - other)[latenciesMs.length >> 1];
      process.stdout.write(
        `live look: ${headers.length} frames in ${Math.round(durationMs)} ms, each ${middle} ms old when it leaves; ` +
          `event loop held ${longestHoldMs.toFixed(1)} ms at most, late ${lateP99Ms.toFixed(1)} ms (p99), ` +
          `${latestMs.toFixed(1)} ms (max)\n`,
      );
      expect(result).toMatchObject({ kind: "captured", verdict: { passed: true } });
      expect(headers.length).toBeGreaterThan(8);
      const said = headers.map(({ advice }) => advice?.code ?? "well");
      expect(said[0]).toBe("too-far");
      expect(said).toContain("yaw");
      expect(headers.every(({ outline }) => outline !== null)).toBe(true);
      expect(longestHoldMs).toBeLessThan(holdMaxMs);
    } finally {
      await pipelines.close();
    }
  });
});
