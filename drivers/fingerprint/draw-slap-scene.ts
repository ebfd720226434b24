import { type FingerPosition, type SlapTarget, slapFingers } from "../../runtime/kernel/biometric.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import { type FingerTouch, plainSlap, type SlapScene, type Smudge } from "./slap-scene.ts";

/** A scene, and what the person is known to lack: what the booth would be told before the look. */
export type DrawnSlap = { readonly scene: SlapScene; readonly declaredMissing: readonly FingerPosition[] };

const turnMaxDeg = 30;

/**
 * Draws a slap as they go wrong: turned up to ±30°, spread or touching, lifted, dry or wet, on a platen that others
 * used before. Every trouble comes by its own chance, so that several come together.
 */
export function drawSlapScene(random: Random, target: SlapTarget, platen = plainSlap.platen): DrawnSlap {
  const chance = (share: number) => random.next() < share;
  const fingers = slapFingers[target];
  const absent = drawAbsent(random, fingers);
  const drawn = drawHand(random, platen.widthPx / platen.resolutionPpi);
  // Among three thumbs nobody could tell which is the stranger's.
  const extra = target !== "thumbs" && chance(0.07) ? drawExtra(random, target) : null;
  return {
    // One of four fingers may go unmentioned. Which of two thumbs lies there alone, its place does not say.
    declaredMissing: target === "thumbs" || absent.length > 1 || chance(0.75) ? absent : [],
    scene: {
      ...plainSlap,
      ...drawSoil(random),
      target,
      platen,
      hand: extra === null ? drawn : { ...drawn, spreadRatio: Math.min(0.3, drawn.spreadRatio) },
      rotationDeg: chance(0.7) ? random.between(-turnMaxDeg, turnMaxDeg) : random.normal(0, 4),
      shiftXMm: random.normal(0, 1.5) - 0.2 * (extra?.xMm ?? 0),
      shiftYMm: random.normal(chance(0.5) ? 0 : -6, 4),
      absent,
      touches: Object.fromEntries(fingers.map((position) => [position, drawTouch(random, position)])),
      extra,
      palmMm: target !== "thumbs" && chance(0.06) ? random.between(44, 52) : null,
    },
  };
}

/** What is wrong with the platen and the picture, whoever lays a hand on it. */
function drawSoil(random: Random): Partial<SlapScene> {
  const chance = (share: number) => random.next() < share;
  return {
    smudges: Array.from({ length: chance(0.35) ? random.integer(1, 3) : 0 }, () => drawSmudge(random)),
    latent: chance(0.3) ? drawLatent(random) : null,
    dirtCount: chance(0.4) ? random.integer(5, 60) : 0,
    haloRatio: chance(0.25) ? random.between(0.05, 0.3) : 0,
    frame: chance(0.15) ? { widthMm: random.between(0.4, 2), level: random.pick([10, 60, 160, 255]) } : null,
    paperLevel: random.between(205, 252),
    inkLevel: random.between(25, 95),
    shadeLevels: chance(0.4) ? random.between(10, 40) : 0,
    noiseLevels: random.between(1, 8),
  };
}

function drawAbsent(random: Random, fingers: readonly FingerPosition[]): readonly FingerPosition[] {
  if (random.next() >= 0.16) return [];
  const absent = [pickFinger(random, fingers)];
  if (fingers.length === 4 && random.next() < 0.25) absent.push(pickFinger(random, fingers));
  return [...new Set(absent)];
}

const pickFinger = (random: Random, fingers: readonly FingerPosition[]) =>
  fingers[random.integer(0, fingers.length - 1)] ?? 1;

/** Hands for which a platen is too narrow are not laid on it. */
const wideInch = 3.1;

/** Men, women and the young; fingers pressed together, at ease or spread. */
function drawHand(random: Random, platenInch: number): SlapScene["hand"] {
  const sizeRatio = random.pick([random.normal(1, 0.05), random.normal(0.91, 0.045), random.normal(0.85, 0.04)]);
  const spread = random.pick([0, random.between(0, 0.6), random.between(0.6, 1.3), random.between(1, 1.7)]);
  const fitting = platenInch < wideInch ? 0.85 : 1;
  return {
    sizeRatio: fitting * Math.min(1.12, Math.max(0.75, sizeRatio)),
    spreadRatio: spread,
    bendRatio: random.between(0, 0.4),
  };
}

function drawTouch(random: Random, position: FingerPosition): FingerTouch {
  const chance = (share: number) => random.next() < share;
  const isLittle = position === 5 || position === 10;
  const state = random.next();
  const lifted = chance(0.08)
    ? { from: random.pick(["tip", "base", "left", "right"] as const), shareRatio: random.between(0.1, 0.4) }
    : null;
  return {
    drynessRatio: state < 0.15 ? random.between(0.3, 0.8) : random.between(0, 0.15),
    wetnessRatio: state > 0.85 ? random.between(0.3, 0.9) : random.between(0, 0.1),
    pressureRatio: isLittle ? random.between(0, 0.8) : random.between(0.2, 1),
    lifted,
    creaseGapMm: chance(0.45) ? random.between(0.4, 3.5) : null,
  };
}

/** A thumb that came along beside the index finger, or somebody else's finger there. */
function drawExtra(random: Random, target: SlapTarget): NonNullable<SlapScene["extra"]> {
  const side = target === "right-four" ? -1 : 1;
  return { xMm: side * random.between(41, 44), yMm: random.between(12, 26), angleDeg: -side * random.between(-5, 25) };
}

function drawSmudge(random: Random): Smudge {
  const halfWidthMm = random.between(2, 9);
  return {
    xRatio: random.next(),
    yRatio: random.next(),
    halfLengthMm: halfWidthMm * random.between(1, 2.5),
    halfWidthMm,
    angleDeg: random.between(0, 180),
    strengthRatio: random.between(0.1, 0.7),
  };
}

function drawLatent(random: Random): NonNullable<SlapScene["latent"]> {
  return {
    target: random.pick(["right-four", "left-four", "thumbs"]),
    strengthRatio: random.between(0.08, 0.32),
    rotationDeg: random.between(-25, 25),
    shiftXMm: random.normal(0, 8),
    shiftYMm: random.normal(0, 10),
  };
}
