import { type SimdKernels, simdCode } from "./build/simd-code.ts";

let kernels: SimdKernels | null = null;

/**
 * The kernels in WebAssembly, for one call of a stage: all their room is free again. What was put there is valid until
 * the next one asks, so that nothing of it may leave the call; stages do not wait in between.
 */
export function openSimd(): SimdKernels {
  kernels ??= instantiate();
  kernels.clearRoom();
  return kernels;
}

function instantiate(): SimdKernels {
  const code = Uint8Array.from(atob(simdCode), (byte) => byte.charCodeAt(0));
  return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as SimdKernels;
}

/** Where a copy of `data` stands in the kernels' memory. */
export function putData(simd: SimdKernels, data: Uint8Array | Int8Array | Int32Array | Float32Array): number {
  const at = simd.reserve(data.byteLength);
  new Uint8Array(simd.memory.buffer).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
  return at;
}

/** A copy of the bytes at `at`. */
export function takeBytes(simd: SimdKernels, at: number, length: number): Uint8Array {
  return new Uint8Array(simd.memory.buffer, at, length).slice();
}
