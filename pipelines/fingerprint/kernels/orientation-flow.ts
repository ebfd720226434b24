import type { AnalysisGrid } from "./analysis-grid.ts";

/** Turns up to this angle between neighbours are natural. */
const turnMinRad = (4 * Math.PI) / 180;
const turnRangeRad = (86 * Math.PI) / 180;

/**
 * Orientation flow: by how much the ridge direction of a block turns against its eight neighbours, for blocks inside
 * the foreground that turn by more than 4° (ISO/IEC 29794-4).
 */
export function measureOrientationFlow(grid: AnalysisGrid): Float64Array {
  const { columns, rows, isForeground, thetaRad } = grid;
  const values = new Float64Array(columns * rows);
  let count = 0;
  for (let row = 1; row < rows - 1; row += 1) {
    for (let column = 1; column < columns - 1; column += 1) {
      const at = row * columns + column;
      let turn = 0;
      let neighbours = 0;
      for (let step = 0; step < 9; step += 1) {
        const other = at + (Math.floor(step / 3) - 1) * columns + (step % 3) - 1;
        neighbours += isForeground[other]!;
        const difference = Math.abs(thetaRad[at]! - thetaRad[other]!);
        turn += Math.min(difference, 2 * Math.PI - difference);
      }
      if (neighbours < 9 || turn / 8 <= turnMinRad) continue;
      values[count] = (turn / 8 - turnMinRad) / turnRangeRad;
      count += 1;
    }
  }
  return values.subarray(0, count);
}
