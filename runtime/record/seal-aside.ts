import { once } from "node:events";
import { isMarkedAsUntransferable, Worker } from "node:worker_threads";
import { BoothError } from "../kernel/errors.ts";
import type { PackageDraft } from "./build-package.ts";
import type { SealedPackage, Sealing } from "./cms/sealed-package.ts";
import type { SealAnswer, SealTask } from "./seal-worker.ts";

/**
 * Assembles, signs and encrypts a package in a thread of its own: hashing and copying tens of megabytes would hold the
 * screen and the line. The draft's files are handed over, and gone for the caller; the private key never leaves the process.
 * @throws BoothError as `assemblePackage` and `sealPackage`
 */
export async function sealAside(draft: PackageDraft, sealing: Sealing): Promise<SealedPackage> {
  const task: SealTask = { draft, sealing };
  const transferList = [...new Set(draft.files.flatMap(({ bytes }) => memoryOf(bytes)))];
  const worker = new Worker(new URL("./seal-worker.ts", import.meta.url), { workerData: task, transferList });
  try {
    return readAnswer(await waitForAnswer(worker));
  } finally {
    await worker.terminate();
  }
}

async function waitForAnswer(worker: Worker): Promise<SealAnswer> {
  const over = new AbortController();
  const { signal } = over;
  try {
    // An error of the thread rejects `once`; one that ends without an answer would leave it waiting.
    const ended = once(worker, "exit", { signal }).then(([code]) =>
      Promise.reject(new Error(`sealing ended: ${code}`)),
    );
    const [answer] = await Promise.race([once(worker, "message", { signal }), ended]);
    return answer as SealAnswer;
  } finally {
    over.abort();
  }
}

function readAnswer(answer: SealAnswer): SealedPackage {
  if (!answer.isDone) throw new BoothError(answer.code, answer.detail);
  return answer.value;
}

/** Memory that holds these bytes alone. */
function memoryOf({ buffer, byteLength }: Uint8Array): readonly ArrayBuffer[] {
  const isWhole = buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength;
  return isWhole && !isMarkedAsUntransferable(buffer) ? [buffer] : [];
}
