import { type FingerPosition, type SlapTarget, slapFingers } from "../../runtime/kernel/biometric.ts";
import type { Random } from "../../runtime/kernel/random.ts";

/** How one finger lies on the platen, in millimetres from the hand's own origin (x right, y down the platen). */
export type LaidFinger = {
  readonly position: FingerPosition;
  /** Middle of the fingertip's contact. */
  readonly x: number;
  readonly y: number;
  /** Half the width and half the length of the contact from the tip to the first crease. */
  readonly halfWidth: number;
  readonly halfLength: number;
  /** Clockwise in the image; 0 points up. */
  readonly angleDeg: number;
};

export type HandPlan = {
  /** 1 is an average man's hand. */
  readonly sizeRatio: number;
  /** 0: the fingers touch along their sides; 1: about parallel; 2: spread out. */
  readonly spreadRatio: number;
  /** How far the tips are drawn level by bending the longer fingers: 0 for a flat hand, to 0.45. */
  readonly bendRatio: number;
};

type FingerBuild = {
  readonly knuckleX: number;
  readonly knuckleY: number;
  /** From the knuckle to the middle of the fingertip's contact. */
  readonly reach: number;
  readonly width: number;
  readonly length: number;
  /** Turn per unit of spread beyond parallel. */
  readonly fanDeg: number;
};

/**
 * Index to little finger of a right hand: knuckles across the palm, lengths as in hand anthropometry (middle 80 mm and
 * little 60 mm of free finger), contacts as live scans show them. Millimetres.
 */
const builds: readonly FingerBuild[] = [
  { knuckleX: -31, knuckleY: 0, reach: 84, width: 15.5, length: 23, fanDeg: -6 },
  { knuckleX: -10.5, knuckleY: -3, reach: 93, width: 16, length: 24.5, fanDeg: -1 },
  { knuckleX: 9.5, knuckleY: 0.5, reach: 87, width: 15.2, length: 24, fanDeg: 4 },
  { knuckleX: 27.5, knuckleY: 8, reach: 68, width: 12.8, length: 20.5, fanDeg: 10 },
];
const thumb = { width: 19, length: 29 };

/** Lays four fingers or two thumbs down, upright and about the origin; every person's hand differs. */
export function layHand(random: Random, target: SlapTarget, plan: HandPlan): readonly LaidFinger[] {
  const fingers = target === "thumbs" ? layThumbs(random, plan) : layFour(random, target, plan);
  const middleX = fingers.reduce((sum, { x }) => sum + x, 0) / fingers.length;
  const middleY = fingers.reduce((sum, { y }) => sum + y, 0) / fingers.length;
  return fingers.map((finger) => ({ ...finger, x: finger.x - middleX, y: finger.y - middleY }));
}

function layFour(random: Random, target: SlapTarget, { sizeRatio, spreadRatio, bendRatio }: HandPlan): LaidFinger[] {
  const side = target === "left-four" ? -1 : 1;
  const grown = builds.map((build) => ({
    ...build,
    width: build.width * random.normal(1, 0.05),
    length: build.length * random.normal(1, 0.06),
    reach: build.reach * random.normal(1, 0.02),
  }));
  // Tips are drawn level towards the mean height of the four.
  const level = grown.reduce((sum, { reach, knuckleY }) => sum + reach - knuckleY, 0) / grown.length;
  const upright = grown.map((build) => {
    const height = build.reach - build.knuckleY;
    return { ...build, height: height + bendRatio * (level - height) };
  });
  const tips = upright.map(({ knuckleX, fanDeg, height }) => {
    const angleDeg = fanDeg * (spreadRatio - 1) + random.normal(0, 1.2);
    return { x: knuckleX + height * Math.tan((angleDeg * Math.PI) / 180), angleDeg };
  });
  keepApart(random, tips, upright, spreadRatio);
  const positions = slapFingers["right-four"];
  const fingers = upright.map((build, index): LaidFinger => {
    const tip = tips[index] ?? { x: 0, angleDeg: 0 };
    return {
      position: ((positions[index] ?? 2) + (side < 0 ? 5 : 0)) as FingerPosition,
      x: side * tip.x * sizeRatio,
      y: -build.height * sizeRatio,
      halfWidth: (build.width * sizeRatio) / 2,
      halfLength: (build.length * sizeRatio) / 2,
      angleDeg: side * tip.angleDeg,
    };
  });
  return side < 0 ? fingers.reverse() : fingers;
}

type Tip = { x: number; readonly angleDeg: number };
type Bulk = { readonly width: number; readonly height: number };

/** Fingers cannot lie in each other: neighbours are pushed apart, from the middle finger outwards. */
function keepApart(random: Random, tips: readonly Tip[], bulks: readonly Bulk[], spreadRatio: number): void {
  const gap = () => (spreadRatio < 0.3 ? random.between(-0.6, 0.5) : random.between(0.3, 1.5));
  for (const [fixed, moved, side] of [
    [1, 0, -1],
    [1, 2, 1],
    [2, 3, 1],
  ] as const) {
    const near = tips[fixed];
    const own = tips[moved];
    if (near === undefined || own === undefined) continue;
    const room = ((bulks[fixed]?.width ?? 0) + (bulks[moved]?.width ?? 0)) / 2 + gap();
    // The neighbour's own finger goes on below its tip, along its axis.
    const drop = (bulks[fixed]?.height ?? 0) - (bulks[moved]?.height ?? 0);
    const axisX = near.x - drop * Math.tan((near.angleDeg * Math.PI) / 180);
    own.x = side < 0 ? Math.min(own.x, axisX - room) : Math.max(own.x, axisX + room);
  }
}

function layThumbs(random: Random, { sizeRatio, spreadRatio }: HandPlan): LaidFinger[] {
  const leanDeg = random.normal(7, 6);
  const apart = spreadRatio < 0.3 ? random.between(19, 20) : random.between(22, 40);
  return ([6, 1] as const).map((position, index) => {
    const side = index === 0 ? -1 : 1;
    return {
      position,
      x: (side * apart * sizeRatio) / 2,
      y: random.normal(0, 2.5),
      halfWidth: (thumb.width * sizeRatio * random.normal(1, 0.04)) / 2,
      halfLength: (thumb.length * sizeRatio * random.normal(1, 0.05)) / 2,
      angleDeg: -side * leanDeg + random.normal(0, 3),
    };
  });
}
