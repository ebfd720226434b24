import type { Random } from "../../runtime/kernel/random.ts";

/** What a simulated near-infrared camera sees of one eye. Lengths in pixels of the 640 × 480 frame, levels 0 to 255. */
export type EyeScene = {
  /** The same seed is the same eye: same fibres, crypts and collarette, however wide the pupil. */
  readonly eyeSeed: string;
  readonly limbusRadiusPx: number;
  /** Pupil to limbus radius. */
  readonly pupilRatio: number;
  /** How far the eye stands from the middle of the frame. */
  readonly offsetXPx: number;
  readonly offsetYPx: number;
  /** How far the pupil's centre lies from the limbus' centre. */
  readonly pupilOffsetXPx: number;
  readonly pupilOffsetYPx: number;
  /** 1 shows the whole iris, 0 is a closed eye. */
  readonly openingRatio: number;
  readonly pupilLevel: number;
  readonly irisLevel: number;
  readonly scleraLevel: number;
  readonly skinLevel: number;
  readonly lashes: number;
  readonly reflections: number;
  /** Standard deviation of the blur. */
  readonly defocusPx: number;
  /** Length of the smear, and its direction: 0 along the rows. */
  readonly motionPx: number;
  readonly motionDeg: number;
  readonly noiseDeviation: number;
};

/** A willing resident at the right distance, under even light. */
export function calmEyeScene(eyeSeed: string): EyeScene {
  return {
    eyeSeed,
    limbusRadiusPx: 118,
    pupilRatio: 0.4,
    offsetXPx: 0,
    offsetYPx: 0,
    pupilOffsetXPx: 2,
    pupilOffsetYPx: -2,
    openingRatio: 0.92,
    pupilLevel: 28,
    irisLevel: 104,
    scleraLevel: 158,
    skinLevel: 142,
    lashes: 18,
    reflections: 2,
    defocusPx: 0.8,
    motionPx: 0,
    motionDeg: 0,
    noiseDeviation: 2,
  };
}

/** Eyes as they come in a day: other distances, openings, light and pupils. Many, not all, are good enough to enrol. */
export function everydayEyeScene(random: Random, eyeSeed: string): EyeScene {
  const limbusRadiusPx = random.between(90, 130);
  const irisLevel = random.between(80, 130);
  return {
    eyeSeed,
    limbusRadiusPx,
    pupilRatio: random.between(0.25, 0.62),
    offsetXPx: random.between(-90, 90),
    offsetYPx: random.between(-45, 45),
    pupilOffsetXPx: random.normal(0, 0.02) * limbusRadiusPx,
    pupilOffsetYPx: random.normal(0, 0.02) * limbusRadiusPx,
    openingRatio: random.between(0.72, 1),
    pupilLevel: random.between(15, 50),
    irisLevel,
    scleraLevel: irisLevel + random.between(14, 70),
    skinLevel: random.between(95, 180),
    lashes: random.integer(8, 30),
    reflections: random.integer(1, 3),
    defocusPx: random.between(0.6, 2),
    motionPx: random.between(0, 3),
    motionDeg: random.between(0, 180),
    noiseDeviation: random.between(1, 4),
  };
}
