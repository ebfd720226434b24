import type { SlapCells } from "./measure-cells.ts";

/** The slap turned so that its fingers point up. Cells of the same size; `labels` is 0 where there is no skin. */
export type UprightSlap = {
  readonly columns: number;
  readonly rows: number;
  readonly cellsPerMm: number;
  readonly labels: Uint16Array;
  readonly ink: Float32Array;
  /** 1 beyond the image. */
  readonly beyond: Uint8Array;
};

/** Turns the cells by `deg` counter-clockwise about the middle, each new cell the nearest old one. */
export function turnUpright(cells: SlapCells, labels: Uint16Array, deg: number): UprightSlap {
  const { columns, rows, cellsPerMm } = cells;
  const angle = (deg * Math.PI) / 180;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const width = Math.ceil(Math.abs(cosine) * columns + Math.abs(sine) * rows);
  const height = Math.ceil(Math.abs(sine) * columns + Math.abs(cosine) * rows);
  const turned = new Uint16Array(width * height);
  const ink = new Float32Array(width * height);
  const beyond = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const dy = row + 0.5 - height / 2;
    for (let column = 0; column < width; column += 1) {
      const dx = column + 0.5 - width / 2;
      const x = Math.floor(cosine * dx - sine * dy + columns / 2);
      const y = Math.floor(sine * dx + cosine * dy + rows / 2);
      const at = row * width + column;
      if (x < 0 || y < 0 || x >= columns || y >= rows) {
        beyond[at] = 1;
        continue;
      }
      turned[at] = labels[y * columns + x]!;
      ink[at] = cells.ink[y * columns + x]!;
    }
  }
  return { columns: width, rows: height, cellsPerMm, labels: turned, ink, beyond };
}
