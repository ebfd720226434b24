import type { Lab } from "../image/cielab.ts";

/** A patch of the backdrop: its mean colour and its place on the grid. */
export type BackdropPatch = Lab & { readonly column: number; readonly row: number };

/**
 * Root mean square distance of the patches from a colour that changes evenly across the backdrop, CIELAB: blotches,
 * folds, a shadow or a second colour, but not the slope of the light, which the gradient measure of ISO/IEC 29794-5
 * hardly sees either. 0 for fewer than four patches.
 */
export function measureBlotches(patches: readonly BackdropPatch[]): number {
  if (patches.length < 4) return 0;
  const slope = fitSlope(patches);
  const squares = (["lightness", "a", "b"] as const).map((channel) => slope(channel));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
}

type Channel = "lightness" | "a" | "b";

/** For a channel the mean square that remains about the plane which fits it best. */
function fitSlope(patches: readonly BackdropPatch[]): (channel: Channel) => number {
  const mean = (pick: (patch: BackdropPatch) => number) =>
    patches.reduce((sum, patch) => sum + pick(patch), 0) / patches.length;
  const column = mean((patch) => patch.column);
  const row = mean((patch) => patch.row);
  const xx = mean((patch) => (patch.column - column) ** 2);
  const yy = mean((patch) => (patch.row - row) ** 2);
  const xy = mean((patch) => (patch.column - column) * (patch.row - row));
  const determinant = xx * yy - xy * xy;
  return (channel) => {
    const level = mean((patch) => patch[channel]);
    const cx = mean((patch) => (patch.column - column) * (patch[channel] - level));
    const cy = mean((patch) => (patch.row - row) * (patch[channel] - level));
    // Patches in one line have a slope along it only, or none that can be told.
    const isFlat = determinant <= 1e-9 * (xx + yy) ** 2;
    const across = isFlat ? 0 : (cx * yy - cy * xy) / determinant;
    const down = isFlat ? 0 : (cy * xx - cx * xy) / determinant;
    return mean((patch) => (patch[channel] - level - across * (patch.column - column) - down * (patch.row - row)) ** 2);
  };
}
