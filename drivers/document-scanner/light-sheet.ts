import type { PhotoScene } from "./photo-scene.ts";

type Size = { readonly widthPx: number; readonly heightPx: number };
type Fold = NonNullable<PhotoScene["fold"]>;
type Glare = NonNullable<PhotoScene["glare"]>;

/** What a fold across a corner leaves of the sheet at a point of it: beyond the crease nothing, before it as much of the back. */
export function foldSide(x: number, y: number, { widthPx, heightPx }: Size, fold: Fold): "front" | "back" | "away" {
  const across = fold.corner === 1 || fold.corner === 2 ? widthPx - x : x;
  const down = fold.corner >= 2 ? heightPx - y : y;
  const reach = fold.ratio * Math.min(widthPx, heightPx);
  if (across + down < reach) return "away";
  // The corner lies where its mirror image across the crease is.
  return across < reach && down < reach ? "back" : "front";
}

/** 0 in the light to 1 in the shadow, which falls from the upper right over half of the picture; x and y from 0 to 1. */
export function shadowAt(x: number, y: number): number {
  const share = Math.min(1, Math.max(0, (x - y + 0.35) / 0.3));
  return share * share * (3 - 2 * share);
}

const flashLevels = 420;

/** Light of a mirrored lamp at a point of the sheet: blown out in the middle, gone two radii away. */
export function flashAt(x: number, y: number, { widthPx, heightPx }: Size, glare: Glare): number {
  if (x < 0 || y < 0 || x >= widthPx || y >= heightPx) return 0;
  const reach = Math.hypot(x - glare.x * widthPx, y - glare.y * heightPx) / (widthPx * glare.radiusRatio);
  return flashLevels * Math.exp(-(reach ** 4));
}
