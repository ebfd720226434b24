import { expect } from "vitest";

/**
 * A reader of its own, straight down the table of the full format: it shares nothing with the project's, and knows no more
 * than X, Y, DT, F and S.
 */
export function readByTable(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 10;
  const scales: number[] = [];
  for (const channel of ["X", "Y", "DT", "F", "S"]) {
    const flags = view.getUint8(at++);
    const field = (flags & 0x80) === 0 ? null : view.getUint16(at);
    // The upper 5 bits are an exponent in excess of 16, the lower 11 a fraction after a leading one.
    if (field !== null) scales.push((1 + (field & 0x7ff) / 2048) * 2 ** ((field >> 11) - 16));
    at += 2 * [0x80, 0x40, 0x20, 0x10, 0x08].filter((flag) => (flags & flag) !== 0).length;
    expect(flags & 0x07, `${channel} is not constant`).toBe(0);
  }
  expect(view.getUint8(at++)).toBe(0);
  const isExtended = view.getUint8(at++) === 0x80;
  const count = (view.getUint8(at) << 16) | view.getUint16(at + 1);
  at += 3;
  const [perX = 1, perY = 1, perS = 1] = scales;
  let seconds = 0;
  const points = Array.from({ length: count }, (_, index) => {
    const from = at + 9 * index;
    seconds += view.getUint16(from + 4) / perS;
    const [x, y] = [(view.getUint16(from) - 0x8000) / perX, (view.getUint16(from + 2) - 0x8000) / perY];
    return {
      xMm: 1000 * x,
      yMm: 1000 * y,
      tMs: 1000 * seconds,
      force: view.getUint16(from + 6),
      tip: view.getUint8(from + 8),
    };
  });
  at += 9 * count;
  if (isExtended) at += 2 + view.getUint16(at);
  return { format: Buffer.from(bytes.subarray(0, 8)).toString("latin1"), points, end: at };
}
