import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { openSimd, putData } from "../../simd/open-simd.ts";

/** Side of a flow cell, in pixels: about one ridge and valley at 500 ppi. */
export const cellPx = 8;

/** Ridge direction and strength on a grid of 8×8 cells that covers the image. */
export type RidgeFlow = {
  readonly columns: number;
  readonly rows: number;
  /** Direction along the ridges in image axes (x right, y down), in [0, π). */
  readonly directionRad: Float32Array;
  /** Cosine and sine of twice the direction. */
  readonly cosine: Float32Array;
  readonly sine: Float32Array;
  /** Agreement of the gradients around a cell, 0 to 1. */
  readonly coherence: Float32Array;
  /** Root mean square gradient around a cell, in grey levels a pixel. */
  readonly strength: Float32Array;
};

/**
 * Ridge flow by averaged squared gradients (Kass and Witkin 1987; Bazen and Gerez 2002): gradients are doubled in angle,
 * summed a cell, and smoothed `smoothings` times with a 1-2-1 kernel both ways.
 */
export function traceRidgeFlow(image: GrayImage, smoothings: number): RidgeFlow {
  const sums = sumCells(image);
  for (let pass = 0; pass < smoothings; pass += 1) {
    for (const field of [sums.alongX, sums.alongY, sums.energy]) smoothCells(field, sums.columns, sums.rows);
  }
  return resolveFlow(sums);
}

/** Gradients doubled in angle, summed a cell. */
type FlowSums = {
  readonly columns: number;
  readonly rows: number;
  readonly alongX: Float32Array;
  readonly alongY: Float32Array;
  readonly energy: Float32Array;
};

function sumCells({ widthPx, heightPx, pixels }: GrayImage): FlowSums {
  const columns = Math.ceil(widthPx / cellPx);
  const rows = Math.ceil(heightPx / cellPx);
  const cells = columns * rows;
  const simd = openSimd();
  const fields = simd.reserve(3 * 4 * cells);
  simd.sumGradients(putData(simd, pixels), fields, widthPx, heightPx);
  const take = (field: number) => new Float32Array(simd.memory.buffer, fields + field * 4 * cells, cells).slice();
  return { columns, rows, alongX: take(0), alongY: take(1), energy: take(2) };
}

function resolveFlow({ columns, rows, alongX, alongY, energy }: FlowSums): RidgeFlow {
  const directionRad = new Float32Array(columns * rows);
  const cosine = new Float32Array(columns * rows);
  const sine = new Float32Array(columns * rows);
  const coherence = new Float32Array(columns * rows);
  const strength = new Float32Array(columns * rows);
  for (let cell = 0; cell < energy.length; cell += 1) {
    const length = Math.hypot(alongX[cell]!, alongY[cell]!);
    const across = 0.5 * Math.atan2(alongY[cell]!, alongX[cell]!);
    const along = across + Math.PI / 2;
    directionRad[cell] = along >= Math.PI ? along - Math.PI : along;
    cosine[cell] = Math.cos(2 * along);
    sine[cell] = Math.sin(2 * along);
    coherence[cell] = energy[cell]! > 0 ? length / energy[cell]! : 0;
    // Central differences span two pixels, hence the 4.
    strength[cell] = Math.sqrt(energy[cell]! / (4 * cellPx * cellPx));
  }
  return { columns, rows, directionRad, cosine, sine, coherence, strength };
}

/** One 1-2-1 pass along rows and columns, edges repeated, in place. */
export function smoothCells(field: Float32Array, columns: number, rows: number): void {
  for (let row = 0; row < rows; row += 1) smoothLine(field, row * columns, 1, columns);
  for (let column = 0; column < columns; column += 1) smoothLine(field, column, columns, rows);
}

function smoothLine(field: Float32Array, start: number, step: number, count: number): void {
  let before = field[start]!;
  for (let index = 0; index < count; index += 1) {
    const at = start + index * step;
    const here = field[at]!;
    const after = index === count - 1 ? here : field[at + step]!;
    field[at] = (before + 2 * here + after) / 4;
    before = here;
  }
}
