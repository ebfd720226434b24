/** A column and its knots, ascending, at least two: between two neighbours lies a piece. */
export type CutColumn = { readonly column: number; readonly knots: Float32Array };

/**
 * Cuts columns into pieces of about equally many values, from the least to the greatest. Columns with one value only are left out.
 * Deterministic.
 */
export function cutPieces(columns: readonly Float32Array[], piecesMax: number): readonly CutColumn[] {
  return columns.flatMap((values, column) => {
    const sorted = values.toSorted();
    const chosen = Array.from({ length: piecesMax + 1 }, (_, at) => {
      return sorted[Math.round((at * (sorted.length - 1)) / piecesMax)] ?? 0;
    });
    const knots = Float32Array.from(new Set(chosen));
    return knots.length < 2 ? [] : [{ column, knots }];
  });
}

/** Where a value stands: 0 at or below the first knot, 1 at the second, as many as there are pieces at or above the last. */
export function placeValue(knots: Float32Array, value: number): number {
  let piece = 0;
  while (piece < knots.length - 2 && value >= (knots[piece + 1] ?? 0)) piece += 1;
  const low = knots[piece] ?? 0;
  const high = knots[piece + 1] ?? 0;
  return piece + Math.min(1, Math.max(0, (value - low) / (high - low)));
}
