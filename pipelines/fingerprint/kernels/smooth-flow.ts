import { angleOf, cosineOf, divisorOf, sineOf } from "./byte-angles.ts";
import { createScratch32 } from "./scratch.ts";

const reach = 4;
/** Below this the cells around do not agree on a direction. */
const agreementMin = 128;

const acrossRoom = createScratch32();
const sumRoom = createScratch32();

/**
 * Smooths the flow twice, by weights that fall evenly over 4 cells to each side, and turns it into unit vectors of 127
 * along the ridges' normal, no longer doubled. Both parts are 0 outside the footprint; inside it, no direction reads as
 * direction 0.
 */
export function smoothFlow(flow: Int8Array, footprint: Uint8Array, columns: number): void {
  spread(flow, columns, (at, x, y) => {
    const divisor = footprint[at] === 0 ? 0 : divisorOf(x, y, agreementMin);
    flow[2 * at] = divisor === 0 ? 0 : Math.trunc(x / divisor);
    flow[2 * at + 1] = divisor === 0 ? 0 : Math.trunc(y / divisor);
  });
  spread(flow, columns, (at, x, y) => {
    const half = angleOf(x, y) >> 1;
    flow[2 * at] = footprint[at] === 0 ? 0 : cosineOf(half);
    flow[2 * at + 1] = footprint[at] === 0 ? 0 : sineOf(half);
  });
}

function spread(flow: Int8Array, columns: number, put: (at: number, x: number, y: number) => void): void {
  const across = acrossRoom(flow.length);
  const sums = sumRoom(flow.length);
  across.fill(0);
  sums.fill(0);
  const stride = 2 * columns;
  for (let row = 0; row < flow.length; row += stride) weigh(flow, row, row + stride, 2, across);
  weigh(across, 0, flow.length, stride, sums);
  for (let at = 0; at < flow.length; at += 2) put(at / 2, sums[at]!, sums[at + 1]!);
}

/** Adds to each place of a stretch its neighbours at multiples of `step`, as far as the stretch goes. */
function weigh(source: Int8Array | Int32Array, from: number, end: number, step: number, sums: Int32Array): void {
  for (let at = from; at < end; at += 1) sums[at] = sums[at]! + (reach + 1) * source[at]!;
  for (let off = 1; off <= reach; off += 1) {
    const weight = reach + 1 - off;
    const shift = off * step;
    for (let at = from + shift; at < end; at += 1) {
      sums[at] = sums[at]! + weight * source[at - shift]!;
      sums[at - shift] = sums[at - shift]! + weight * source[at]!;
    }
  }
}
