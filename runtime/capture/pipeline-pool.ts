import { Piscina } from "piscina";
import { BoothError } from "../kernel/errors.ts";
import type { PipelineAnswer, PipelineHandlers, PipelineTask, WorkerSetup } from "./pipeline-worker.ts";
import type { Pipelines } from "./pipelines.ts";

export type PipelinePoolParts = WorkerSetup & { readonly workers: number };

/**
 * Runs the pipelines in worker threads, so that no image ever holds up the visit, the screen or the line. A worker
 * starts with the first call and loads the models of a modality when it first needs them.
 */
export function createPipelinePool({ workers, modelsDir, limits }: PipelinePoolParts): Pipelines {
  const pool = new Piscina<PipelineTask, PipelineAnswer>({
    filename: new URL("./pipeline-worker.ts", import.meta.url).href,
    name: "perform",
    workerData: { modelsDir, limits } satisfies WorkerSetup,
    minThreads: 0,
    maxThreads: workers,
    idleTimeout: Number.POSITIVE_INFINITY,
  });
  const run = async <K extends keyof PipelineHandlers>(
    name: K,
    input: Parameters<PipelineHandlers[K]>[0],
  ): Promise<Awaited<ReturnType<PipelineHandlers[K]>>> => {
    const answer = await pool.run({ name, input } as PipelineTask);
    if (!answer.isDone) throw new BoothError(answer.code, answer.detail);
    return answer.value as Awaited<ReturnType<PipelineHandlers[K]>>;
  };
  return {
    assessPortrait: (image, backdrop) => run("assessPortrait", { image, backdrop }),
    assessFace: (image, backdrop) => run("assessFace", { image, backdrop }),
    assessFingerprint: (image) => run("assessFingerprint", image),
    segmentSlap: (image, wish) => run("segmentSlap", { image, wish }),
    assessIris: (image) => run("assessIris", image),
    assessSignature: (sample) => run("assessSignature", sample),
    assessDocument: (page) => run("assessDocument", page),
    readCodes: (page) => run("readCodes", page),
    matchFingers: (probe, reference) => run("matchFingers", { probe, reference }),
    describePrint: (minutiae, resolutionPpi) => run("describePrint", { minutiae, resolutionPpi }),
    readPrint: (image) => run("readPrint", image),
    scorePrints: (probe, prints) => run("scorePrints", { probe, prints }),
    encodeJp2: (image) => run("encodeJp2", image),
    decodeJp2: (bytes) => run("decodeJp2", bytes),
    encodeWsq: (image, options) => run("encodeWsq", { image, options }),
    modelHashes: () => run("modelHashes", null),
    warmUp: () => run("warmUp", null),
    close: () => pool.destroy(),
  };
}
