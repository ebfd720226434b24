import { parentPort, workerData } from "node:worker_threads";
import { BoothError, type FailureCode, type FailureDetail } from "../kernel/errors.ts";
import { assemblePackage, type PackageDraft } from "./build-package.ts";
import { type SealedPackage, type Sealing, sealPackage } from "./cms/sealed-package.ts";

export type SealTask = { readonly draft: PackageDraft; readonly sealing: Sealing };

/** An error loses its class between threads, so that a failure crosses as data. */
export type SealAnswer =
  | { readonly isDone: true; readonly value: SealedPackage }
  | { readonly isDone: false; readonly code: FailureCode; readonly detail: FailureDetail[FailureCode] };

function seal({ draft, sealing }: SealTask): SealAnswer {
  try {
    const { packageId, sealed } = sealPackage(assemblePackage(draft).archive, sealing);
    return { isDone: true, value: { packageId, sealed: new Uint8Array(sealed) } };
  } catch (error) {
    if (!(error instanceof BoothError)) throw error;
    return { isDone: false, code: error.code, detail: error.detail };
  }
}

const answer = seal(workerData as SealTask);
// A copy above gave the package memory of its own: it moves, and nothing else of this thread with it.
parentPort?.postMessage(answer, answer.isDone ? [answer.value.sealed.buffer as ArrayBuffer] : []);
