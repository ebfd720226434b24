import { access } from "node:fs/promises";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { createWorker, OEM, PSM } from "tesseract.js";
import type { ReaderAnswer, ReadWord } from "./read-word.ts";

/** What a reader's thread is told at its start. */
export type ReaderSetup = { readonly modelDir: string };

const { modelDir } = workerData as ReaderSetup;
let reader: Promise<Awaited<ReturnType<typeof createWorker>>> | undefined;

/**
 * A file that is not there is found out here: the library would never say so, and takes what looks like an address for
 * something to be fetched. It writes nothing beside the file.
 */
async function openReader() {
  await access(join(modelDir, "ind.traineddata.gz"));
  const opened = await createWorker("ind", OEM.LSTM_ONLY, {
    langPath: modelDir,
    gzip: true,
    cacheMethod: "none",
    // Without one, the library throws where nobody can catch it.
    errorHandler: () => undefined,
  });
  await opened.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
  return opened;
}

async function read(page: Uint8Array): Promise<readonly ReadWord[]> {
  reader ??= openReader();
  const opened = await reader;
  const { data } = await opened.recognize(Buffer.from(page.buffer, page.byteOffset, page.length), {}, { blocks: true });
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.flatMap(({ words }, line) =>
    words.map(({ text, confidence, bbox }) => ({
      text,
      confidencePercent: confidence,
      line,
      box: { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
    })),
  );
}

async function answer(page: Uint8Array): Promise<ReaderAnswer> {
  try {
    return { kind: "read", words: await read(page) };
  } catch (error) {
    return { kind: "failed", problem: String(error).slice(0, 200) };
  }
}

parentPort?.on("message", async (page: Uint8Array) => parentPort?.postMessage(await answer(page)));
