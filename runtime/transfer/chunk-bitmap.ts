import { BoothError } from "../kernel/errors.ts";

/** A set of chunk indexes as bits, base64url: chunk 0 is the lowest bit of the first byte; spare bits are zero. */
export function encodeBitmap(indexes: Iterable<number>, count: number): string {
  const bits = Buffer.alloc(Math.ceil(count / 8));
  for (const index of indexes) bits[index >>> 3] = (bits[index >>> 3] ?? 0) | (1 << (index & 7));
  return bits.toString("base64url");
}

/** @throws BoothError `message.invalid` when it is not exactly a bitmap of `count` chunks */
export function parseBitmap(text: string, count: number): ReadonlySet<number> {
  const bits = Buffer.from(text, "base64url");
  const indexes = new Set<number>();
  for (let index = 0; index < bits.length * 8; index += 1) {
    if (((bits[index >>> 3] ?? 0) >>> (index & 7)) & 1) indexes.add(index);
  }
  if (
    encodeBitmap(
      [...indexes].filter((index) => index < count),
      count,
    ) !== text
  ) {
    throw new BoothError("message.invalid", { message: "status", problem: `not a bitmap of ${count} chunks` });
  }
  return indexes;
}
