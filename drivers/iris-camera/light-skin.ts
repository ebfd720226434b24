import type { Random } from "../../runtime/kernel/random.ts";
import type { EyeScene } from "./eye-scene.ts";

const poreCells = 4_096;
const poreCellPx = 5;

/** The skin around an eye: folds, a slope of light, pores and, above, a brow. */
export function lightSkin(random: Random, scene: EyeScene): (x: number, y: number) => number {
  const { widthPx, heightPx } = scene;
  const folds = Array.from({ length: 5 }, () => ({
    across: random.normal(0, 0.012),
    down: random.normal(0, 0.03),
    phase: random.between(0, 6.28),
    height: random.between(1, 4),
  }));
  const slopeX = random.normal(0, 0.02);
  const slopeY = random.normal(0, 0.03);
  const pores = scatterPores(random, scene.skinRoughness);
  const brow = growBrow(random, scene);
  return (x, y) => {
    let level = scene.skinLevel + slopeX * (x - widthPx / 2) + slopeY * (y - heightPx / 2);
    for (const fold of folds) level += fold.height * Math.sin(fold.across * x + fold.down * y + fold.phase);
    return level + pores(x, y) - brow(x, y);
  };
}

function scatterPores(random: Random, roughness: number): (x: number, y: number) => number {
  if (roughness === 0) return () => 0;
  const cells = Float32Array.from({ length: poreCells }, () => random.normal(0, roughness));
  const at = (column: number, row: number) => cells[(column * 73 + row * 151) & (poreCells - 1)] ?? 0;
  return (x, y) => {
    const column = Math.floor(x / poreCellPx);
    const row = Math.floor(y / poreCellPx);
    const shareX = x / poreCellPx - column;
    const shareY = y / poreCellPx - row;
    const above = at(column, row) * (1 - shareX) + at(column + 1, row) * shareX;
    const below = at(column, row + 1) * (1 - shareX) + at(column + 1, row + 1) * shareX;
    return above * (1 - shareY) + below * shareY;
  };
}

/** A bowed band of streaks some two and a half iris radii above the eye. */
function growBrow(random: Random, scene: EyeScene): (x: number, y: number) => number {
  if (scene.browLevels === 0) return () => 0;
  const radius = scene.limbusRadiusPx;
  const middleX = scene.widthPx / 2 + scene.offsetXPx;
  const middleY = scene.heightPx / 2 + scene.offsetYPx - random.between(1.9, 2.5) * radius;
  const phase = random.between(0, 6);
  return (x, y) => {
    const across = (x - middleX) / radius;
    const off = (y - middleY - 0.12 * across * across * radius) / (0.28 * radius);
    if (Math.abs(off) > 1.4) return 0;
    const hair = 0.75 + 0.25 * Math.sin(0.9 * x + 0.7 * y + phase + 2 * Math.sin(0.21 * x));
    return scene.browLevels * hair * Math.exp(-(off ** 4));
  };
}
