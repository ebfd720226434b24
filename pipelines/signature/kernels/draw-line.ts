/** 8-bit canvas, 255 = paper. */
export type Canvas = { readonly widthPx: number; readonly heightPx: number; readonly pixels: Uint8Array };

/** One end of a drawn line, in pixels; `radius` is half the line's width there. */
export type LineEnd = { readonly x: number; readonly y: number; readonly radius: number };

/** Draws a round-ended line whose width runs evenly from one end to the other, edges anti-aliased over one pixel. */
export function drawLine({ widthPx, heightPx, pixels }: Canvas, from: LineEnd, to: LineEnd): void {
  const reach = Math.max(from.radius, to.radius) + 1;
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const right = Math.min(widthPx - 1, Math.ceil(Math.max(from.x, to.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(heightPx - 1, Math.ceil(Math.max(from.y, to.y) + reach));
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const squared = dx * dx + dy * dy;

  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const along = squared === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / squared;
      const share = Math.min(1, Math.max(0, along));
      const distance = Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
      const coverage = from.radius + share * (to.radius - from.radius) + 0.5 - distance;
      if (coverage <= 0) continue;
      const level = Math.round(255 * (1 - Math.min(1, coverage)));
      const at = y * widthPx + x;
      if (level < pixels[at]!) pixels[at] = level;
    }
  }
}
