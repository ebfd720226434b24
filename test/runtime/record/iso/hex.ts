/** Bytes from hand-written hexadecimal, in any grouping. */
export function fromHex(...groups: readonly string[]): Uint8Array {
  return new Uint8Array(Buffer.from(groups.join("").replaceAll(" ", ""), "hex"));
}

/** A 32-bit length as hexadecimal. */
export function hex32(value: number): string {
  return value.toString(16).padStart(8, "0");
}

/** A copy in which some bytes are replaced. */
export function withBytes(bytes: Uint8Array, offset: number, ...values: readonly number[]): Uint8Array {
  const changed = bytes.slice();
  changed.set(values, offset);
  return changed;
}
