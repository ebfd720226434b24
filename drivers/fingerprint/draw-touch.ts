import type { Random } from "../../runtime/kernel/random.ts";
import { type FingerTouch, normalTouch, platenBackgrounds } from "./finger-scene.ts";

/** Touches as a booth with guidance gets them, or as people give them who are told to turn, press and roll at will. */
export const touchKinds = ["normal", "hard"] as const;
export type TouchKind = (typeof touchKinds)[number];

/** Draws how a finger is laid down one more time. */
export function drawTouch(random: Random, kind: TouchKind): FingerTouch {
  return kind === "normal" ? drawNormal(random) : drawHard(random);
}

function drawNormal(random: Random): FingerTouch {
  const within = (deviation: number) => clamp(random.normal(0, deviation), 2.5 * deviation);
  return {
    ...normalTouch,
    rotationDeg: within(5),
    shiftXPx: within(10),
    shiftYPx: within(12),
    rollXPx: within(7),
    rollYPx: within(9),
    torqueDeg: within(2.5),
    tractionXPx: within(3.5),
    tractionYPx: within(3.5),
    pressureRatio: random.between(0.55, 0.9),
    drynessRatio: random.between(0, 0.05),
    wetnessRatio: random.between(0, 0.1),
  };
}

/** The skin is dry, wet or neither; smears, ghosts and other backgrounds come now and then. */
function drawHard(random: Random): FingerTouch {
  const within = (deviation: number) => clamp(random.normal(0, deviation), 2.5 * deviation);
  const now = (share: number, from: number, to: number) => (random.next() < share ? random.between(from, to) : 0);
  const skin = random.pick(["dry", "wet", "normal", "normal"]);
  return {
    ...normalTouch,
    rotationDeg: within(13),
    shiftXPx: within(20),
    shiftYPx: within(25),
    rollXPx: within(22),
    rollYPx: within(28),
    torqueDeg: within(6),
    tractionXPx: within(8),
    tractionYPx: within(8),
    contactRatio: random.between(0.6, 1),
    pressureRatio: random.between(0.1, 1),
    drynessRatio: skin === "dry" ? random.between(0.12, 0.52) : 0,
    wetnessRatio: skin === "wet" ? random.between(0.22, 0.66) : 0,
    smearRatio: now(0.1, 0.05, 0.15),
    ghostRatio: now(0.15, 0.1, 0.4),
    noiseRatio: now(0.5, 0, 0.25),
    blurPx: now(0.3, 0.2, 0.8),
    contrastRatio: random.between(0.5, 1),
    gamma: random.between(0.7, 1.4),
    background: random.pick(["clean", ...platenBackgrounds]),
  };
}

function clamp(value: number, bound: number): number {
  return Math.min(bound, Math.max(-bound, value));
}
