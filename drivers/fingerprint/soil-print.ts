import type { Random } from "../../runtime/kernel/random.ts";
import type { FingerTouch } from "./finger-scene.ts";
import type { FingerSkin } from "./grow-ridges.ts";
import { inkTouch } from "./ink-touch.ts";

const ghostDepth = 0.7;
const dragMaxPx = 34;

/** Lays what an earlier touch of the same finger left under the print: fainter, and elsewhere. */
export function layGhost(random: Random, ink: Float32Array, skin: FingerSkin, touch: FingerTouch): void {
  const turn = random.between(0, 2 * Math.PI);
  const distancePx = random.between(30, 70);
  const ghost = inkTouch(random.fork("touch"), skin, {
    ...touch,
    rotationDeg: touch.rotationDeg + random.between(-30, 30),
    shiftXPx: touch.shiftXPx + distancePx * Math.cos(turn),
    shiftYPx: touch.shiftYPx + distancePx * Math.sin(turn),
    drynessRatio: 0.3,
    wetnessRatio: 0,
  });
  const depth = ghostDepth * Math.min(1, touch.ghostRatio);
  for (let at = 0; at < ink.length; at += 1) {
    const both = (ink[at] ?? 0) + depth * (ghost[at] ?? 0);
    ink[at] = Math.min(1, both);
  }
}

/** Drags the print along a line of up to 34 pixels: every point leaves a trail that grows fainter. */
export function smearPrint(random: Random, ink: Float32Array, { widthPx, heightPx, smearRatio }: FingerTouch): void {
  const turn = random.between(0, 2 * Math.PI);
  const steps = Math.round(dragMaxPx * Math.min(1, smearRatio));
  const before = ink.slice();
  const total = (steps + 2) / 2;
  ink.fill(0);
  for (let step = 0; step <= steps; step += 1) {
    const weight = (1 - step / (steps + 1)) / total;
    const shiftX = Math.round(step * Math.cos(turn));
    const shiftY = Math.round(step * Math.sin(turn));
    const right = Math.min(widthPx, widthPx + shiftX);
    const bottom = Math.min(heightPx, heightPx + shiftY);
    for (let row = Math.max(0, shiftY); row < bottom; row += 1) {
      const end = row * widthPx + right;
      const offset = shiftY * widthPx + shiftX;
      for (let at = row * widthPx + Math.max(0, shiftX); at < end; at += 1) {
        ink[at] = (ink[at] ?? 0) + weight * (before[at - offset] ?? 0);
      }
    }
  }
}
