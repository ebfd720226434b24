/**
 * Spreads dark pixels: each pixel becomes the darkest within `radiusPx` rows and columns of it, as far as the image
 * goes. Two passes of running minima.
 */
export function spreadDark(pixels: Uint8Array, widthPx: number, heightPx: number, radiusPx: number): Uint8Array {
  const across = spreadAlongRows(pixels, widthPx, heightPx, radiusPx);
  const result = new Uint8Array(pixels.length).fill(255);
  for (let y = 0; y < heightPx; y += 1) {
    const end = Math.min(heightPx - 1, y + radiusPx);
    for (let other = Math.max(0, y - radiusPx); other <= end; other += 1) {
      takeDarker(result, y * widthPx, across, other * widthPx, widthPx);
    }
  }
  return result;
}

function spreadAlongRows(pixels: Uint8Array, widthPx: number, heightPx: number, radiusPx: number): Uint8Array {
  const result = pixels.slice();
  for (let y = 0; y < heightPx; y += 1) {
    const row = y * widthPx;
    for (let shift = 1; shift <= Math.min(radiusPx, widthPx - 1); shift += 1) {
      takeDarker(result, row, pixels, row + shift, widthPx - shift);
      takeDarker(result, row + shift, pixels, row, widthPx - shift);
    }
  }
  return result;
}

function takeDarker(target: Uint8Array, to: number, source: Uint8Array, from: number, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const level = source[from + index]!;
    if (level < target[to + index]!) target[to + index] = level;
  }
}
