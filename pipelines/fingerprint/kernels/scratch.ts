/**
 * Room that a kernel uses again on every call: fresh megabytes cost more to map and clear than to fill. The room holds
 * whatever was left there, is valid until the next request, and must never leave the call that asked for it; kernels do
 * not wait and do not call themselves, so that two calls never share it.
 */
export function createScratch32(): (length: number) => Int32Array {
  let room = new Int32Array(0);
  return (length) => {
    if (room.length < length) room = new Int32Array(length);
    return room.length === length ? room : room.subarray(0, length);
  };
}
