import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";

/** Blackens a line from one round end to another of its own radius. The darkest of all lines stays where they overlap. */
export function drawTaperedLine({ pixels, widthPx, heightPx }: GrayImage, from: Circle, to: Circle): void {
  const reach = Math.max(from.radius, to.radius) + 1;
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const right = Math.min(widthPx - 1, Math.ceil(Math.max(from.x, to.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(heightPx - 1, Math.ceil(Math.max(from.y, to.y) + reach));
  const runX = to.x - from.x;
  const runY = to.y - from.y;
  const lengthSquare = runX * runX + runY * runY;

  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      // A pixel is judged at its middle.
      const offsetX = x + 0.5 - from.x;
      const offsetY = y + 0.5 - from.y;
      const along = lengthSquare === 0 ? 0 : (offsetX * runX + offsetY * runY) / lengthSquare;
      const share = Math.max(0, Math.min(1, along));
      const distance = Math.hypot(offsetX - runX * share, offsetY - runY * share);
      const radius = from.radius + (to.radius - from.radius) * share;
      const cover = Math.max(0, Math.min(1, radius - distance + 0.5));
      const level = Math.round(255 * (1 - cover));
      const index = y * widthPx + x;
      if (level < pixels[index]!) pixels[index] = level;
    }
  }
}
