import type { FingerSkin } from "./grow-ridges.ts";

type Relief = Pick<FingerSkin, "widthPx" | "heightPx" | "relief">;

/** Height of the skin between its pixels, by linear interpolation; −1, a valley, beyond the skin. */
export function readRelief({ widthPx, heightPx, relief }: Relief, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= widthPx - 1 || y >= heightPx - 1) return -1;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const right = x - column;
  const down = y - row;
  const at = row * widthPx + column;
  const upper = (relief[at] ?? 0) * (1 - right) + (relief[at + 1] ?? 0) * right;
  const lower = (relief[at + widthPx] ?? 0) * (1 - right) + (relief[at + widthPx + 1] ?? 0) * right;
  return upper * (1 - down) + lower * down;
}
