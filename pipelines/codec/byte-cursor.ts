/** Says what is wrong and where; throws the format's own typed error. */
export type ByteFailure = (offsetBytes: number, problem: string) => never;

/** Reads big-endian fields one after another and never past the end: a short read is a failure, not `undefined`. */
export type ByteCursor = {
  /** Offset of the next byte, counted from the start of the outermost bytes. */
  readonly offset: () => number;
  readonly remaining: () => number;
  readonly u8: (field: string) => number;
  readonly u16: (field: string) => number;
  readonly u24: (field: string) => number;
  readonly u32: (field: string) => number;
  /** The next bytes as a view, not a copy. */
  readonly take: (lengthBytes: number, field: string) => Uint8Array;
  /** All bytes that are left, as a view, without passing over them. */
  readonly peek: () => Uint8Array;
  /** A cursor over the next bytes alone, with the same offsets and failures. */
  readonly enter: (lengthBytes: number, field: string) => ByteCursor;
  /** Fails unless the next byte, word or text is exactly this. */
  readonly expect: (expected: Uint8Array, field: string) => void;
  /** Fails when bytes are left. */
  readonly finish: (what: string) => void;
  readonly fail: (problem: string) => never;
};

/** @param firstOffset where `bytes` begin in the whole, for messages */
export function createByteCursor(bytes: Uint8Array, fail: ByteFailure, firstOffset = 0): ByteCursor {
  let next = 0;
  const offset = () => firstOffset + next;

  const take = (lengthBytes: number, field: string) => {
    const left = bytes.length - next;
    if (lengthBytes > left) fail(offset(), `${field} needs ${lengthBytes} bytes, ${left} are left`);
    next += lengthBytes;
    return bytes.subarray(next - lengthBytes, next);
  };
  const unsigned = (lengthBytes: number) => (field: string) =>
    take(lengthBytes, field).reduce((value, byte) => value * 256 + byte, 0);

  return {
    offset,
    remaining: () => bytes.length - next,
    u8: unsigned(1),
    u16: unsigned(2),
    u24: unsigned(3),
    u32: unsigned(4),
    take,
    peek: () => bytes.subarray(next),
    enter: (lengthBytes, field) => {
      const start = offset();
      return createByteCursor(take(lengthBytes, field), fail, start);
    },
    expect: (expected, field) => {
      const start = offset();
      const actual = take(expected.length, field);
      if (!actual.every((byte, index) => byte === expected[index])) fail(start, `${field} is not as it must be`);
    },
    finish: (what) => {
      if (next !== bytes.length) fail(offset(), `${bytes.length - next} bytes too many after ${what}`);
    },
    fail: (problem) => fail(offset(), problem),
  };
}
