import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { AnalysisGrid } from "./analysis-grid.ts";
import { visitRidgeProfiles, windowColumns } from "./ridge-profile.ts";

/**
 * Ridge valley uniformity: ratios of neighbouring ridge and valley widths of all foreground blocks in one list
 * (ISO/IEC 29794-4).
 */
export function measureRidgeValleyUniformity(image: GrayImage, grid: AnalysisGrid): Float64Array {
  const ratios = new Float64Array(grid.isForeground.length * windowColumns);
  const changes = new Int32Array(windowColumns);
  let count = 0;
  visitRidgeProfiles(image, grid, 2, ({ isRidge }) => {
    count = appendRatios(isRidge, changes, ratios, count);
  });
  return ratios.subarray(0, count);
}

function appendRatios(isRidge: Uint8Array, changes: Int32Array, ratios: Float64Array, start: number): number {
  let found = 0;
  // The last column is left out, as in the reference (its issue 419).
  for (let column = 1; column < windowColumns - 1; column += 1) {
    if (isRidge[column] === isRidge[column - 1]) continue;
    changes[found] = column - 1;
    found += 1;
  }
  if (found < 3 || changes[found - 1]! - changes[0]! < 2) return start;
  const invertedParity = isRidge[changes[0]! + 1]!;
  let count = start;
  // Widths run from the last change backwards; the width before the second change is not used.
  const widths = found - 2;
  for (let index = 0; index + 1 < widths; index += 1) {
    const width = changes[found - 1 - index]! - changes[found - 2 - index]!;
    const next = changes[found - 2 - index]! - changes[found - 3 - index]!;
    const ratio = width / next;
    ratios[count] = index % 2 === invertedParity ? 1 / ratio : ratio;
    count += 1;
  }
  return count;
}
