/** A rectangle of pixels inside an image. */
export type Tile = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Gradients of a tile, row-major; long enough for the largest tile they are read for. */
export type TileGradients = { readonly alongX: Float32Array; readonly alongY: Float32Array };

export function createTileGradients(pixelsMax: number): TileGradients {
  return { alongX: new Float32Array(pixelsMax), alongY: new Float32Array(pixelsMax) };
}

/**
 * Central differences inside the tile, one-sided at the tile's own edges, 0 along a side of one pixel
 * (ISO/IEC 29794-4). Overwrites the first `width·height` values of `target`.
 */
export function readTileGradients(pixels: Uint8Array, stride: number, tile: Tile, target: TileGradients): void {
  const { left, top, width, height } = tile;
  for (let y = 0; y < height; y += 1) {
    const row = (top + y) * stride + left;
    readAcross(pixels, row, target.alongX, y * width, width);
    const above = y === 0 ? row : row - stride;
    const below = y === height - 1 ? row : row + stride;
    const scale = y === 0 || y === height - 1 ? 1 : 0.5;
    for (let x = 0; x < width; x += 1) {
      target.alongY[y * width + x] = (pixels[below + x]! - pixels[above + x]!) * scale;
    }
  }
}

function readAcross(pixels: Uint8Array, row: number, target: Float32Array, to: number, width: number): void {
  for (let x = 1; x < width - 1; x += 1) target[to + x] = (pixels[row + x + 1]! - pixels[row + x - 1]!) * 0.5;
  target[to] = width > 1 ? pixels[row + 1]! - pixels[row]! : 0;
  target[to + width - 1] = width > 1 ? pixels[row + width - 1]! - pixels[row + width - 2]! : 0;
}
