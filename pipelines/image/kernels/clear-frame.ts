/** Clears the outermost rows and columns, in place, so that every pixel left has eight neighbours. */
export function clearFrame(mask: Uint8Array, widthPx: number, heightPx: number): void {
  mask.fill(0, 0, widthPx);
  mask.fill(0, Math.max(0, heightPx - 1) * widthPx);
  for (let y = 0; y < heightPx; y += 1) {
    mask[y * widthPx] = 0;
    mask[y * widthPx + widthPx - 1] = 0;
  }
}
