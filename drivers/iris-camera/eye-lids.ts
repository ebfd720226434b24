import type { Point } from "../../runtime/kernel/geometry.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { EyeScene } from "./eye-scene.ts";

/** The opening between the lids: rows of the upper and lower edge at each column, lashes, and the corner at the nose. */
export type EyeLids = {
  readonly upperY: (x: number) => number;
  readonly lowerY: (x: number) => number;
  readonly lashes: readonly Lash[];
  /** Columns from where the ball's white begins to where the corner's flesh ends; null where the nose's side is untold. */
  readonly caruncle: { readonly fromX: number; readonly toX: number } | null;
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
/** At the nose the lids run on around the tear duct's flesh, the last part of it nearly level. */
const nasalWidthRatio = 2.35;
const caruncleRatio = 0.45;
/** The corner at the nose lies lower than the outer one, by this slope of the line between them. */
const nasalDropSlope = 0.05;

/** Two arcs that meet in the corners of the eye. A fully open eye shows the whole iris. */
export function drawLids(random: Random, ball: Point, scene: EyeScene): EyeLids {
  const radius = scene.limbusRadiusPx;
  const tilt = random.between(-0.06, 0.06) + nasalDropSlope * scene.nasalSide;
  const middleX = ball.x + random.between(-0.15, 0.15) * radius;
  const cornerY = ball.y + random.between(0, 0.2) * radius;
  // The upper lid does most of the closing.
  const upperApexY = ball.y - radius * (2.2 * scene.openingRatio - 1.15);
  const lowerApexY = ball.y + radius * (0.9 * scene.openingRatio + 0.15);
  const nasalX = middleX + scene.nasalSide * nasalWidthRatio * radius;
  const arc = (apexY: number) => (x: number) => {
    const isNasal = (x - middleX) * scene.nasalSide > 0;
    const across = Math.abs(x - middleX) / radius;
    const bow = isNasal ? nasalBow(across) : (across / halfWidthRatio) ** 2;
    return apexY + (cornerY - apexY) * bow + tilt * (x - middleX);
  };
  const upperY = arc(upperApexY);
  const lowerArc = arc(lowerApexY);
  const lowerY = (x: number) => Math.max(lowerArc(x), upperY(x));
  const lashes = [
    ...Array.from({ length: scene.lashes }, () =>
      growLash(random, { rootY: upperY, middleX, radius, downShare: 0.35 }),
    ),
    ...Array.from({ length: scene.lowerLashes }, () =>
      shorten(growLash(random, { rootY: lowerY, middleX, radius, downShare: 0.97 })),
    ),
  ];
  const caruncle =
    scene.nasalSide === 0 ? null : { fromX: nasalX - scene.nasalSide * caruncleRatio * radius, toX: nasalX };
  return { upperY, lowerY, lashes, caruncle };
}

/** How far an arc has come down to the corner, 0 to 1 and beyond: steep up to the flesh, then slow to its end. */
function nasalBow(across: number): number {
  const fleshFrom = nasalWidthRatio - caruncleRatio;
  const bowAtFlesh = 0.86;
  if (across <= fleshFrom) return bowAtFlesh * (across / fleshFrom) ** 2;
  const share = (across - fleshFrom) / caruncleRatio;
  return bowAtFlesh + (1 - bowAtFlesh) * share * share;
}

type Roots = {
  readonly rootY: (x: number) => number;
  readonly middleX: number;
  readonly radius: number;
  /** How many of the hairs point down. */
  readonly downShare: number;
};

function growLash(random: Random, { rootY, middleX, radius, downShare }: Roots): Lash {
  const fromX = middleX + random.normal(0, 0.7) * radius;
  const length = random.between(0.2, 0.48) * radius;
  // Most point up and away from the eye; some hang before it.
  const hangs = random.next() < downShare;
  const lean = ((fromX - middleX) / radius) * 0.5 + random.normal(0, 0.25);
  const direction = hangs ? 1 : -1;
  return {
    fromX,
    fromY: rootY(fromX),
    toX: fromX + Math.sin(lean) * length,
    toY: rootY(fromX) + direction * Math.cos(lean) * length,
    bendPx: random.between(-0.12, 0.12) * length,
    widthPx: random.between(1.2, 2.4),
  };
}

function shorten(lash: Lash): Lash {
  const share = 0.55;
  return {
    ...lash,
    toX: lash.fromX + share * (lash.toX - lash.fromX),
    toY: lash.fromY + share * (lash.toY - lash.fromY),
    bendPx: share * lash.bendPx,
  };
}
