import type { InkMask } from "../../kernels/drop-specks.ts";

/** Beyond this many pixels nothing is ink of a pen; distances end here. */
const reachMaxPx = 250;

/**
 * Distance from each pixel of ink to the nearest pixel without, middle to middle; 0 where there is no ink. Exact squared
 * distances along rows, then the least over columns; what lies beyond the mask is no ink.
 */
export function measureReach(mask: InkMask): Float32Array {
  const { widthPx, heightPx, ink } = mask;
  const rows = measureRows(mask);
  const reach = new Float32Array(ink.length);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      if (ink[y * widthPx + x] === 1) reach[y * widthPx + x] = Math.sqrt(leastInColumn(mask, rows, x, y));
    }
  }
  return reach;
}

/** Distance along its row from each pixel of ink to the nearest without. */
function measureRows({ widthPx, heightPx, ink }: InkMask): Float32Array {
  const rows = new Float32Array(ink.length);
  for (let y = 0; y < heightPx; y += 1) {
    const start = y * widthPx;
    let run = 0;
    for (let index = start; index < start + widthPx; index += 1) {
      run = ink[index] === 0 ? 0 : Math.min(reachMaxPx, run + 1);
      rows[index] = run;
    }
    run = 0;
    for (let index = start + widthPx - 1; index >= start; index -= 1) {
      run = ink[index] === 0 ? 0 : run + 1;
      rows[index] = Math.min(run, rows[index]!);
    }
  }
  return rows;
}

function leastInColumn({ widthPx, heightPx }: InkMask, rows: Float32Array, x: number, y: number): number {
  const index = y * widthPx + x;
  let best = rows[index]! * rows[index]!;
  for (let off = 1; off * off < best; off += 1) {
    const above = y - off < 0 ? 0 : rows[index - off * widthPx]!;
    const below = y + off >= heightPx ? 0 : rows[index + off * widthPx]!;
    const least = Math.min(above, below);
    best = Math.min(best, least * least + off * off);
  }
  return best;
}
