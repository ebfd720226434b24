/**
 * Room that a kernel uses again on every call: fresh megabytes cost more to map and clear than to fill. The room holds
 * whatever was left there, is valid until the next request, and must never leave the call that asked for it; kernels do
 * not wait and do not call themselves, so that two calls never share it.
 */
export function createScratch(): (length: number) => Float64Array {
  return createRoom((length) => new Float64Array(length));
}

/** The same for whole numbers of 32 bits. */
export function createScratch32(): (length: number) => Int32Array {
  return createRoom((length) => new Int32Array(length));
}

/** And of 16 bits. */
export function createScratch16(): (length: number) => Int16Array {
  return createRoom((length) => new Int16Array(length));
}

type Numbers<T> = { readonly length: number; readonly subarray: (from: number, end: number) => T };

function createRoom<T extends Numbers<T>>(allocate: (length: number) => T): (length: number) => T {
  let room = allocate(0);
  return (length) => {
    if (room.length < length) room = allocate(length);
    return room.length === length ? room : room.subarray(0, length);
  };
}
