import { createTileGradients, readTileGradients, type Tile } from "./tile-gradients.ts";

/** Mean squared gradients of a block: `xx`, `yy` and `xy` are the means of fx², fy² and fx·fy. */
export type GradientMoments = { xx: number; yy: number; xy: number };

const gradients = createTileGradients(32 * 32);

/** Gradient moments of a tile of at most 32×32 pixels. Writes to `target`, so that a loop over tiles allocates nothing. */
export function measureGradientMoments(pixels: Uint8Array, stride: number, tile: Tile, target: GradientMoments): void {
  readTileGradients(pixels, stride, tile, gradients);
  const { alongX, alongY } = gradients;
  const count = tile.width * tile.height;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let at = 0; at < count; at += 1) {
    const fx = alongX[at]!;
    const fy = alongY[at]!;
    xx += fx * fx;
    yy += fy * fy;
    xy += fx * fy;
  }
  target.xx = xx / count;
  target.yy = yy / count;
  target.xy = xy / count;
}
