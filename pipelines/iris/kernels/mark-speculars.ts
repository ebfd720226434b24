import type { Plane } from "../../image/plane.ts";
import { openSimd, putData } from "../../simd/open-simd.ts";

/** A reflection is narrower than this many cells across and down; a strip of white or skin is longer one way. */
const windowCells = { across: 9, down: 5 } as const;
/** A cell that stands out from its surroundings by this many gray levels holds a reflection, blurred or not. */
const heightMin = 32;

/** Cells with small bright spots: 1 where there is one, and the level that would be there without it. */
export type SpecularCells = {
  readonly columns: number;
  readonly rows: number;
  readonly isSpot: Uint8Array;
  readonly ground: Float32Array;
};

/**
 * A white top-hat by lines (Serra, 1982): what an opening along the row and one along the column both take away is small
 * in both directions. Relative to its surroundings, so that a blurred or dim reflection counts and an overexposed cheek
 * does not.
 */
export function markSpeculars(plane: Plane): SpecularCells {
  const { widthPx, heightPx, values } = plane;
  const { across, down } = openPlane(plane);
  const isSpot = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const ground = Math.max(across[index]!, down[index]!);
    across[index] = ground;
    if (values[index]! - ground >= heightMin) isSpot[index] = 1;
  }
  return { columns: widthPx, rows: heightPx, isSpot, ground: across };
}

function openPlane({ widthPx, heightPx, values }: Plane): {
  readonly across: Float32Array;
  readonly down: Float32Array;
} {
  const simd = openSimd();
  const plane = putData(simd, values);
  const across = simd.reserve(values.byteLength);
  const down = simd.reserve(values.byteLength);
  simd.openAcross(plane, across, widthPx, heightPx, windowCells.across >> 1);
  simd.openDown(plane, down, widthPx, heightPx, windowCells.down >> 1);
  const take = (at: number) => new Float32Array(simd.memory.buffer, at, values.length).slice();
  return { across: take(across), down: take(down) };
}
