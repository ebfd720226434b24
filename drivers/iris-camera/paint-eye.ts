import type { EyeGeometry } from "./eye-geometry.ts";
import type { EyeLids } from "./eye-lids.ts";
import type { EyeScene } from "./eye-scene.ts";
import { eyeRegion } from "./eye-truth.ts";
import { cover, type LitBall, lightBall } from "./light-ball.ts";

/** A frame in the making: levels, and what each pixel shows. */
export type Canvas = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Float32Array;
  readonly regions: Uint8Array;
};

export type PlacedEye = { readonly geometry: EyeGeometry; readonly lids: EyeLids };

/** Lids and what is between them, over the skin that is there. Reaches three iris radii to either side. */
export function paintEye(canvas: Canvas, scene: EyeScene, { geometry, lids }: PlacedEye): void {
  const { widthPx, heightPx, values, regions } = canvas;
  const radius = scene.limbusRadiusPx;
  const ballAt = lightBall(scene, geometry);
  const lit: LitBall = { level: 0, region: 0 };
  const reach = 3 * radius;
  const fromX = Math.max(0, Math.floor(geometry.ball.x - reach));
  const toX = Math.min(widthPx, Math.ceil(geometry.ball.x + reach));

  for (let x = fromX; x < toX; x += 1) {
    const upper = lids.upperY(x);
    const lower = lids.lowerY(x);
    const flesh = fleshAt(lids, x);
    for (let y = 0; y < heightPx; y += 1) {
      const index = y * widthPx + x;
      const open = cover(y - upper) * cover(lower - y);
      const crease = -18 * bump((y - upper + radius * 0.45) / 5);
      const rim = -22 * bump((y - upper + 2) / 3.5) + 8 * bump((y - lower - 3) / 4);
      const lid = (values[index] ?? 0) + crease + rim;
      if (open <= 0) {
        values[index] = lid;
        continue;
      }
      ballAt(x, y, lit);
      const level = lit.level + flesh * (scene.skinLevel * 0.82 - lit.level);
      // The upper lid throws a soft shadow on the ball.
      const shade = 1 - 0.18 * Math.exp(-Math.max(0, y - upper) / (radius * 0.14));
      values[index] = lid * (1 - open) + open * shade * level;
      if (open >= 0.5) regions[index] = flesh > 0.5 ? eyeRegion.skin : lit.region;
    }
  }
}

/** 1 on the flesh in the corner at the nose, 0 on the ball, a soft step between. */
function fleshAt({ caruncle }: EyeLids, x: number): number {
  if (caruncle === null) return 0;
  const { fromX, toX } = caruncle;
  return Math.max(0, Math.min(1, ((x - fromX) / (toX - fromX)) * 5 + 0.5));
}

function bump(share: number): number {
  return share > 4 || share < -4 ? 0 : Math.exp(-share * share);
}
