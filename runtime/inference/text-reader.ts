import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { BoothError } from "../kernel/errors.ts";
import type { ReaderAnswer, ReadWord } from "./read-word.ts";
import type { ReaderSetup } from "./text-reader-worker.ts";

/** Reads printed text. It guesses: what it says is a hint to a person, never a fact. */
export type TextReader = {
  /**
   * Words of a gray picture in PGM (P5); calls wait for each other. The bytes are handed over and gone for the caller.
   * @throws BoothError `reading.timeout`, `reading.failed`; the next call begins with a fresh reader
   */
  readonly read: (pgm: Uint8Array<ArrayBuffer>) => Promise<readonly ReadWord[]>;
  /** Never throws; safe to call twice. */
  readonly close: () => Promise<void>;
};

/** A page takes a second or two; what takes longer than this is stuck. */
const readTimeoutMs = 20_000;
/** The reader holds some 100 MB: it goes when no paper has come for this long. */
const idleCloseMs = 60_000;

export type TextReaderParts = { readonly timeoutMs: number; readonly modelDir: string };

/**
 * A reader in a thread of its own, which starts with the first page and is given up when a page takes too long. It reads
 * what it needs from files, and nothing from the network.
 */
export function createTextReader(parts: Partial<TextReaderParts> = {}): TextReader {
  const { timeoutMs = readTimeoutMs, modelDir = findModels() } = parts;
  let thread: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  const giveUp = async () => {
    const ending = thread;
    thread = null;
    await ending?.terminate();
  };
  const readNow = async (pgm: Uint8Array<ArrayBuffer>): Promise<readonly ReadWord[]> => {
    clearTimeout(idle);
    thread ??= startThread({ modelDir });
    try {
      return await ask(thread, pgm, timeoutMs);
    } catch (error) {
      await giveUp();
      throw error;
    } finally {
      idle = setTimeout(() => void giveUp(), idleCloseMs).unref();
    }
  };
  return {
    read: (pgm) => {
      const reading = turn.then(() => readNow(pgm));
      turn = reading.catch(() => undefined);
      return reading;
    },
    close: async () => {
      clearTimeout(idle);
      await giveUp();
    },
  };
}

/** Indonesian, as it is installed. */
function findModels(): string {
  return join(dirname(fileURLToPath(import.meta.resolve("@tesseract.js-data/ind/package.json"))), "4.0.0_best_int");
}

/** What the library prints may hold what it has read: it goes nowhere. */
function startThread(workerData: ReaderSetup): Worker {
  const file = new URL("./text-reader-worker.ts", import.meta.url);
  const thread = new Worker(file, { workerData, stdout: true, stderr: true });
  thread.unref();
  // Heard by whoever waits; without a listener it would end the booth.
  thread.on("error", () => undefined);
  thread.stdout.resume();
  thread.stderr.resume();
  return thread;
}

function ask(thread: Worker, pgm: Uint8Array<ArrayBuffer>, timeoutMs: number): Promise<readonly ReadWord[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly ReadWord[]>();
  const fail = (problem: string) => reject(new BoothError("reading.failed", { problem }));
  const onMessage = (answer: ReaderAnswer) => (answer.kind === "read" ? resolve(answer.words) : fail(answer.problem));
  const onError = (error: Error) => fail(error.message.slice(0, 200));
  const onExit = () => fail("the reader ended");
  const timer = setTimeout(() => reject(new BoothError("reading.timeout", { timeoutMs })), timeoutMs);
  thread.on("message", onMessage).on("error", onError).on("exit", onExit);
  thread.postMessage(pgm, [pgm.buffer]);
  return promise.finally(() => {
    clearTimeout(timer);
    thread.off("message", onMessage).off("error", onError).off("exit", onExit);
  });
}
