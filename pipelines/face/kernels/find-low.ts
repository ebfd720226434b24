/** Mask of 1 where a value is below the limit, else 0. */
export function findLow(values: Float32Array, limit: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index += 1) mask[index] = values[index]! < limit ? 1 : 0;
  return mask;
}
