import { Piscina } from "piscina";
import { createTextReader } from "../inference/text-reader.ts";
import { BoothError } from "../kernel/errors.ts";
import type { PageImage } from "../kernel/image.ts";
import { memoryOf } from "./hand-over.ts";
import type { PipelineAnswer, PipelineHandlers, PipelineTask, WorkerSetup } from "./pipeline-worker.ts";
import type { Pipelines } from "./pipelines.ts";
import { readNumbers } from "./read-numbers.ts";

export type PipelinePoolParts = WorkerSetup & { readonly workers: number };

type PipelineValue<K extends keyof PipelineHandlers> = Awaited<ReturnType<PipelineHandlers[K]>>;

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
    transferList: readonly ArrayBuffer[] = [],
  ): Promise<PipelineValue<K>> => {
    const answer = await pool.run({ name, input } as PipelineTask, { transferList: [...transferList] });
    if (!answer.isDone) throw new BoothError(answer.code, answer.detail);
    return answer.value as PipelineValue<K>;
  };
  const text = createTextReader();
  const readCodes = (page: PageImage) => run("readCodes", page, memoryOf(page));
  return {
    guideFace: (frame, backdrop, colourGains = null) =>
      run("guideFace", { frame, request: { backdrop, colourGains } }, memoryOf(frame.image)),
    assessPortrait: (image, backdrop, colourGains = null) =>
      run("assessPortrait", { image, request: { backdrop, colourGains } }, memoryOf(image)),
    assessFace: (image, backdrop) => run("assessFace", { image, request: { backdrop } }, memoryOf(image)),
    // Copied: a print is read once a touch, and is shown and kept afterwards.
    assessFingerprint: (image, wish) => run("assessFingerprint", { image, wish }),
    // Copied: asked twice of one slap, out of which the fingers are then cut.
    segmentSlap: (image, wish) => run("segmentSlap", { image, wish }),
    assessIris: (image, wish) => run("assessIris", { image, wish }, memoryOf(image)),
    // Copied: a sheet that was signed is read once, and shown afterwards.
    assessSignature: (sample, wish) => run("assessSignature", { sample, wish }),
    assessDocument: (page) => run("assessDocument", page, memoryOf(page)),
    shapePage: (page) => run("shapePage", page, memoryOf(page)),
    readCodes: async (page) => (await readCodes(page)).codes,
    readNumbers: (page) =>
      readNumbers(page, {
        readCodes,
        preparePrint: (sheet, isFlipped) => run("preparePrint", { page: sheet, isFlipped }, memoryOf(sheet)),
        readText: text.read,
      }),
    matchFingers: (probe, reference) => run("matchFingers", { probe, reference }, memoryOf(probe, reference)),
    // Copied: minutiae are few, and templates are kept for the next comparison.
    describePrint: (minutiae, resolutionPpi) => run("describePrint", { minutiae, resolutionPpi }),
    readPrint: (image) => run("readPrint", image, memoryOf(image)),
    scorePrints: (probe, prints) => run("scorePrints", { probe, prints }),
    encodeJp2: (image) => run("encodeJp2", image, memoryOf(image)),
    // Copied: mostly a part of a record that the caller goes on reading.
    decodeJp2: (bytes) => run("decodeJp2", bytes),
    encodeWsq: (image, options) => run("encodeWsq", { image, options }, memoryOf(image)),
    modelHashes: () => run("modelHashes", null),
    warmUp: () => run("warmUp", null),
    close: async () => {
      await text.close();
      await pool.destroy();
    },
  };
}
