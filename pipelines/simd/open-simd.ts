import { type SimdKernels, simdCode } from "./build/simd-code.ts";

/** Memory never shrinks: what grew beyond this for one large image is left to be collected. */
const keptMaxBytes = 32 * 1024 * 1024;

let compiled: WebAssembly.Module | null = null;
let kernels: SimdKernels | null = null;

/**
 * The kernels in WebAssembly, for one call of a stage: all their room is free again. What was put there is valid until
 * the next one asks, so that nothing of it may leave the call; stages do not wait in between.
 */
export function openSimd(): SimdKernels {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(simdCode), (byte) => byte.charCodeAt(0)));
  if (kernels === null || kernels.memory.buffer.byteLength > keptMaxBytes) {
    kernels = new WebAssembly.Instance(compiled).exports as SimdKernels;
  }
  kernels.clearRoom();
  return kernels;
}

/** Where a copy of `data` stands in the kernels' memory. */
export function putData(
  simd: Pick<SimdKernels, "memory" | "reserve">,
  data: Uint8Array | Int8Array | Int32Array | Float32Array | Float64Array,
): number {
  const at = simd.reserve(data.byteLength);
  new Uint8Array(simd.memory.buffer).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
  return at;
}

/** A copy of the bytes at `at`. */
export function takeBytes(simd: SimdKernels, at: number, length: number): Uint8Array {
  return new Uint8Array(simd.memory.buffer, at, length).slice();
}
