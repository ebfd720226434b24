import { join } from "node:path";
import { compileKernels } from "../../../pipelines/simd/compile-kernels.ts";

/** What `assembly/` exports, with the docstrings there. */
export type NetworkKernels = {
  readonly memory: WebAssembly.Memory;
  readonly clearRoom: () => void;
  readonly reserve: (bytes: number) => number;
  readonly place: (
    ...places: readonly [
      columns: number,
      firstWidth: number,
      secondWidth: number,
      starts: number,
      positions: number,
      wanted: number,
      knots: number,
      weights: number,
      scratch: number,
    ]
  ) => void;
  readonly seedSilence: (one: number, two: number, three: number, four: number) => void;
  readonly spreadKnots: () => void;
  readonly learnRows: (order: number, count: number, silentRatio: number) => number;
  readonly collectSlopes: () => void;
  readonly stepWeights: (means: number, step: number, ratio: number, decayRatio: number) => void;
};

const entry = join(import.meta.dirname, "assembly", "index.ts");

let module: WebAssembly.Module | null = null;

/** The kernels that train a network, with memory of their own. They are compiled at the first call: a second. */
export async function openNetworkKernels(): Promise<NetworkKernels> {
  module ??= new WebAssembly.Module((await compileKernels(entry)).code);
  const { exports } = new WebAssembly.Instance(module);
  const kernels = exports as NetworkKernels;
  kernels.clearRoom();
  return kernels;
}
