/** A rectangle of pixels inside an image. */
export type Tile = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Sums over a tile of fx², fy² and fx·fy, where fx and fy are twice the gradients: whole numbers, so exact. */
export type GradientSums = { xx: number; yy: number; xy: number };

/**
 * Adds up the products of a tile's gradients: central differences inside, one-sided at the tile's own edges, 0 along a
 * side of one pixel (ISO/IEC 29794-4). The gradients are left doubled; a quarter of the sums is what the standard means.
 * Writes to `target`, so that a loop over tiles allocates nothing. A tile may have 8,256 pixels before a sum passes
 * 31 bits; none is larger than 32×32.
 */
export function sumGradients(pixels: Uint8Array, stride: number, tile: Tile, target: GradientSums): void {
  const { left, top, width, height } = tile;
  target.xx = 0;
  target.yy = 0;
  target.xy = 0;
  for (let y = 0; y < height; y += 1) {
    const row = (top + y) * stride + left;
    const above = y === 0 ? row : row - stride;
    const below = y === height - 1 ? row : row + stride;
    // A difference over two pixels is the doubled gradient; one over a single pixel is half of it.
    addRow(pixels, row, { above, below, scale: below - above > stride ? 1 : 2, width }, target);
  }
}

type Neighbours = { readonly above: number; readonly below: number; readonly scale: number; readonly width: number };

function addRow(pixels: Uint8Array, row: number, { above, below, scale, width }: Neighbours, target: GradientSums) {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  let before = pixels[row]!;
  let here = before;
  for (let x = 0; x < width; x += 1) {
    const after = x === width - 1 ? here : pixels[row + x + 1]!;
    const fx = x === 0 || x === width - 1 ? 2 * (after - before) : after - before;
    const fy = (pixels[below + x]! - pixels[above + x]!) * scale;
    xx += fx * fx;
    yy += fy * fy;
    xy += fx * fy;
    before = here;
    here = after;
  }
  target.xx += xx;
  target.yy += yy;
  target.xy += xy;
}
