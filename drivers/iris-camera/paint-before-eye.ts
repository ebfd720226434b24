import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { EyeGeometry } from "./eye-geometry.ts";
import type { EyeLids, Lash } from "./eye-lids.ts";
import type { EyeScene } from "./eye-scene.ts";
import { eyeRegion } from "./eye-truth.ts";
import { cover } from "./light-ball.ts";
import type { Canvas } from "./paint-eye.ts";

const lashLevel = 38;

export function paintLash(canvas: Canvas, lash: Lash): void {
  const length = Math.hypot(lash.toX - lash.fromX, lash.toY - lash.fromY);
  const steps = Math.max(2, Math.ceil(length * 2));
  for (let step = 0; step <= steps; step += 1) {
    const share = step / steps;
    const bend = (lash.bendPx * 4 * share * (1 - share)) / Math.max(1, length);
    const x = lash.fromX + (lash.toX - lash.fromX) * share - (lash.toY - lash.fromY) * bend;
    const y = lash.fromY + (lash.toY - lash.fromY) * share + (lash.toX - lash.fromX) * bend;
    const radius = (lash.widthPx * (1 - 0.7 * share)) / 2 + 0.5;
    blendDisc(canvas, { x, y, radius }, { level: lashLevel, strength: 0.5, region: eyeRegion.lash });
  }
}

type SeenEye = { readonly scene: EyeScene; readonly geometry: EyeGeometry; readonly lids: EyeLids };

/** The lamps mirror on the wet ball only, never on a lid. */
export function paintReflections(canvas: Canvas, random: Random, { scene, geometry, lids }: SeenEye): void {
  const radius = scene.limbusRadiusPx * scene.reflectionSizeRatio;
  const pupil = geometry.pupilCircle;
  for (let index = 0; index < scene.reflections; index += 1) {
    const angle = random.between(0, 2 * Math.PI);
    const distance = random.between(0.1, scene.reflectionSpreadRatio) * pupil.radius;
    const spot = { x: pupil.x + Math.cos(angle) * distance, y: pupil.y + Math.sin(angle) * distance };
    if (spot.y - radius < lids.upperY(spot.x) || spot.y + radius > lids.lowerY(spot.x)) continue;
    const disc = { ...spot, radius: radius * random.between(0.8, 1.2) };
    blendDisc(canvas, disc, { level: 255, strength: 1, region: eyeRegion.reflection });
  }
}

/** Streaks on the glasses stand before lids and ball alike, each with a haze around it. */
export function paintGlasses(canvas: Canvas, random: Random, scene: EyeScene, { ball }: EyeGeometry): void {
  const reach = scene.limbusRadiusPx;
  for (let index = 0; index < scene.glassesReflections; index += 1) {
    const x = ball.x + random.between(-1.2, 1.2) * reach;
    const y = ball.y + random.between(-0.9, 0.9) * reach;
    const slant = random.between(-0.5, 0.5);
    const half = random.between(0.08, 0.22) * reach;
    const radius = random.between(0.05, 0.09) * reach;
    blendDisc(canvas, { x, y, radius: half * 2.2 }, { level: 235, strength: 0.18, region: null });
    for (let along = -half; along <= half; along += radius / 2) {
      const disc = { x: x + along, y: y + slant * along, radius };
      blendDisc(canvas, disc, { level: 255, strength: 1, region: eyeRegion.reflection });
    }
  }
}

/** `region` is what the covered pixels show from now on; null leaves them what they are. Skin stays skin. */
type Paint = { readonly level: number; readonly strength: number; readonly region: number | null };

function blendDisc(
  { values, regions, widthPx, heightPx }: Canvas,
  { x, y, radius }: Circle,
  { level, strength, region }: Paint,
): void {
  const toRow = Math.min(heightPx - 1, Math.ceil(y + radius + 1));
  const toColumn = Math.min(widthPx - 1, Math.ceil(x + radius + 1));
  for (let row = Math.max(0, Math.floor(y - radius - 1)); row <= toRow; row += 1) {
    for (let column = Math.max(0, Math.floor(x - radius - 1)); column <= toColumn; column += 1) {
      const inDisc = cover(radius - Math.hypot(column - x, row - y));
      if (inDisc === 0) continue;
      const index = row * widthPx + column;
      const share = strength * inDisc;
      values[index] = (values[index] ?? 0) * (1 - share) + level * share;
      if (region !== null && inDisc >= 0.5 && regions[index] !== eyeRegion.skin) regions[index] = region;
    }
  }
}
