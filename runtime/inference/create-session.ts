import assert from "node:assert/strict";
import { InferenceSession, Tensor as OrtTensor } from "onnxruntime-node";
import { BoothError } from "../kernel/errors.ts";
import type { Infer, Tensor } from "../kernel/inference.ts";

export type Session = {
  readonly infer: Infer;
  /** Waits for what is running, then frees the native memory. Afterwards `infer` must not be called. */
  readonly close: () => Promise<void>;
};

/**
 * One thread, and no spinning between runs: a waiting thread would take the small PC's cores from everybody else.
 * More at a time comes from more workers.
 */
const options: InferenceSession.SessionOptions = {
  executionProviders: ["cpu"],
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
  extra: { session: { intra_op: { allow_spinning: "0" }, inter_op: { allow_spinning: "0" } } },
};

/**
 * A model with one float32 input, ready to run on the CPU. A run blocks the thread for its few milliseconds.
 * @throws BoothError `model.unsupported` when ONNX Runtime refuses the bytes
 */
export async function createSession(model: Uint8Array, path: string): Promise<Session> {
  const session = await open(model, path);
  const [inputName = ""] = session.inputNames;
  const running = new Set<Promise<unknown>>();

  const infer: Infer = async ({ shape, values }) => {
    const run = session.run({ [inputName]: new OrtTensor("float32", values, shape) });
    running.add(run);
    try {
      return readOutputs(await run);
    } finally {
      running.delete(run);
    }
  };
  return {
    infer,
    close: async () => {
      await Promise.allSettled(running);
      await session.release();
    },
  };
}

async function open(model: Uint8Array, path: string): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, options);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new BoothError("model.unsupported", { path, problem }, { cause: error });
  }
}

function readOutputs(outputs: InferenceSession.OnnxValueMapType): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { dims, data }]) => {
      assert(data instanceof Float32Array, `output ${name} is float32`);
      return [name, { shape: dims, values: data }];
    }),
  );
}
