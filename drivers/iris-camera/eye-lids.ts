import type { Circle } from "../../runtime/kernel/geometry.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { EyeScene } from "./eye-scene.ts";

/** The opening between the lids: rows of the upper and lower edge at each column, and lashes on the upper one. */
export type EyeLids = {
  readonly upperY: (x: number) => number;
  readonly lowerY: (x: number) => number;
  readonly lashes: readonly Lash[];
};

/** A bent hair from its root to its tip; `bendPx` is how far its middle stands off the straight line. */
export type Lash = {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly bendPx: number;
  readonly widthPx: number;
};

/** Half the width of the opening, in limbus radii. */
const halfWidthRatio = 2;

/** Two arcs that meet in the corners of the eye. A fully open eye shows the whole iris. */
export function drawLids(random: Random, limbus: Circle, scene: EyeScene): EyeLids {
  const { radius } = limbus;
  const tilt = random.between(-0.06, 0.06);
  const middleX = limbus.x + random.between(-0.15, 0.15) * radius;
  const cornerY = limbus.y + random.between(0, 0.2) * radius;
  // The upper lid does most of the closing.
  const upperApexY = limbus.y - radius * (2.2 * scene.openingRatio - 1.15);
  const lowerApexY = limbus.y + radius * (0.9 * scene.openingRatio + 0.15);
  const arc = (apexY: number) => (x: number) => {
    const across = (x - middleX) / (halfWidthRatio * radius);
    return apexY + (cornerY - apexY) * across * across + tilt * (x - middleX);
  };
  const upperY = arc(upperApexY);
  const lowerY = (x: number) => Math.max(arc(lowerApexY)(x), upperY(x));
  const lashes = Array.from({ length: scene.lashes }, () => growLash(random, upperY, middleX, radius));
  return { upperY, lowerY, lashes };
}

function growLash(random: Random, upperY: (x: number) => number, middleX: number, radius: number): Lash {
  const fromX = middleX + random.normal(0, 0.7) * radius;
  const length = random.between(0.2, 0.48) * radius;
  // Most point up and away from the eye; some hang before it.
  const hangs = random.next() < 0.35;
  const lean = ((fromX - middleX) / radius) * 0.5 + random.normal(0, 0.25);
  const direction = hangs ? 1 : -1;
  return {
    fromX,
    fromY: upperY(fromX),
    toX: fromX + Math.sin(lean) * length,
    toY: upperY(fromX) + direction * Math.cos(lean) * length,
    bendPx: random.between(-0.12, 0.12) * length,
    widthPx: random.between(1.2, 2.4),
  };
}
