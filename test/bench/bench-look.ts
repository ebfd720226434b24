import { createPipelinePool } from "../../runtime/capture/pipeline-pool.ts";
import { drawPostures, lookLive } from "../runtime/kiosk/previews/live-look.ts";
import { watchLoop } from "../watch-loop.ts";
import { type Figure, median } from "./figure.ts";

const frames = 90;
const limits = { fingerprintScoreMin: 40, irisScoreMin: 60 };

/**
 * A look at a face as the booth's own thread sees it: a webcam's frames of 1280×720 in, previews with their words out, the
 * networks in a worker. How old a preview is when it leaves, and how long anything held the event loop.
 */
export async function benchLook(modelsDir: string): Promise<readonly Figure[]> {
  const postures = await drawPostures(modelsDir);
  const pipelines = createPipelinePool({ workers: 1, modelsDir, limits });
  await lookLive(pipelines, { postures, frames: 8 });
  const loop = watchLoop();
  const { latenciesMs, durationMs } = await lookLive(pipelines, { postures, frames });
  const { longestHoldMs, lateP99Ms } = loop.stop();
  await pipelines.close();
  const sorted = [...latenciesMs].sort((one, other) => one - other);
  const of = { bench: "look", runs: latenciesMs.length, unit: "ms" } as const;
  return [
    { ...of, figure: "1280×720, frame in → preview with words out, half of all", value: median(latenciesMs) },
    {
      ...of,
      figure: "1280×720, frame in → preview with words out, 95 of 100",
      value: sorted[Math.floor(0.95 * sorted.length)] ?? Number.NaN,
    },
    { ...of, figure: "frames guided by and shown", value: (1_000 * latenciesMs.length) / durationMs, unit: "1/s" },
    { ...of, figure: "event loop held at most, processor time of its thread", value: longestHoldMs },
    { ...of, figure: "event loop late, 99 of 100", value: lateP99Ms },
  ];
}
