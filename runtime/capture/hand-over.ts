import { isMarkedAsUntransferable } from "node:worker_threads";

/**
 * The memory that can move to another thread with these pictures, without a copy: buffers that hold their pixels and nothing
 * else, each once. Where there is none the pixels are copied. Once moved, the pixels are gone here.
 */
export function memoryOf(...pictures: readonly { readonly pixels: Uint8Array }[]): readonly ArrayBuffer[] {
  const buffers = pictures.flatMap(({ pixels: { buffer, byteLength } }) => {
    const isWhole = buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength;
    return isWhole && !isMarkedAsUntransferable(buffer) ? [buffer] : [];
  });
  return [...new Set(buffers)];
}
