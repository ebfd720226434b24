/** How densely one ink covers a sheet: 0 to 1 a pixel, row-major. */
export type InkLayer = { readonly widthPx: number; readonly heightPx: number; readonly cover: Float32Array };

export type Place = { readonly x: number; readonly y: number };

export function createInkLayer(widthPx: number, heightPx: number): InkLayer {
  return { widthPx, heightPx, cover: new Float32Array(widthPx * heightPx) };
}

/** Draws a line with round ends, in pixels; soft at its edges over one pixel. Where lines overlap, the denser stays. */
export function drawLine(
  { widthPx, heightPx, cover }: InkLayer,
  from: Place,
  to: Place,
  { radiusPx, density }: { readonly radiusPx: number; readonly density: (x: number, y: number) => number },
): void {
  const reach = radiusPx + 1;
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const right = Math.min(widthPx - 1, Math.ceil(Math.max(from.x, to.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(heightPx - 1, Math.ceil(Math.max(from.y, to.y) + reach));
  const [runX, runY] = [to.x - from.x, to.y - from.y];
  const square = runX * runX + runY * runY;
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const [offX, offY] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const share = square === 0 ? 0 : Math.max(0, Math.min(1, (offX * runX + offY * runY) / square));
      const distance = Math.hypot(offX - runX * share, offY - runY * share);
      const soft = Math.max(0, Math.min(1, radiusPx - distance + 0.5));
      if (soft === 0) continue;
      const at = y * widthPx + x;
      cover[at] = Math.max(cover[at] ?? 0, soft * density(x, y));
    }
  }
}

/** The layer at a place between pixels, 0 outside. */
export function coverAt({ widthPx, heightPx, cover }: InkLayer, x: number, y: number): number {
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  if (left < 0 || top < 0 || left + 1 >= widthPx || top + 1 >= heightPx) return 0;
  const [shareX, shareY] = [x - 0.5 - left, y - 0.5 - top];
  const at = top * widthPx + left;
  const above = (cover[at] ?? 0) * (1 - shareX) + (cover[at + 1] ?? 0) * shareX;
  const below = (cover[at + widthPx] ?? 0) * (1 - shareX) + (cover[at + widthPx + 1] ?? 0) * shareX;
  return above * (1 - shareY) + below * shareY;
}
