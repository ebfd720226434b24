import type { Random } from "../../runtime/kernel/random.ts";

/** What a simulated near-infrared camera sees of one eye. Lengths in pixels of its frame, levels 0 to 255. */
export type EyeScene = {
  /** The same seed is the same eye: same fibres, crypts and collarette, however wide the pupil. */
  readonly eyeSeed: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where the nose lies: 1 at the image's right (a right eye), -1 at its left (a left eye), 0 untold: even corners. */
  readonly nasalSide: number;
  readonly limbusRadiusPx: number;
  /** Pupil to limbus radius. */
  readonly pupilRatio: number;
  /** Height of the waves on the pupil's edge, in pupil radii. */
  readonly pupilWaveRatio: number;
  /** How far the eye stands from the middle of the frame. */
  readonly offsetXPx: number;
  readonly offsetYPx: number;
  /** How far the pupil's centre lies from the limbus' centre, on the iris. */
  readonly pupilOffsetXPx: number;
  readonly pupilOffsetYPx: number;
  /** Where the eye looks: to the image's right, and up. The iris turns into an ellipse and leaves the middle. */
  readonly gazeYawDeg: number;
  readonly gazePitchDeg: number;
  /** 1 shows the whole iris, 0 is a closed eye. */
  readonly openingRatio: number;
  readonly pupilLevel: number;
  readonly irisLevel: number;
  readonly scleraLevel: number;
  readonly skinLevel: number;
  /** Height of the iris' own texture; 1 is usual. */
  readonly textureRatio: number;
  /** Pores and freckles, gray levels. */
  readonly skinRoughness: number;
  /** Darkness of an eyebrow in the frame, gray levels; 0 for none. */
  readonly browLevels: number;
  /** How much brighter the light is at the image's right edge than at its left, as a share. */
  readonly lightSlopeRatio: number;
  /** Every level's distance from middle gray is multiplied by this. */
  readonly contrastRatio: number;
  readonly lashes: number;
  readonly lowerLashes: number;
  readonly reflections: number;
  /** Their size in limbus radii, and how far from the pupil's centre they go, in pupil radii. */
  readonly reflectionSizeRatio: number;
  readonly reflectionSpreadRatio: number;
  /** Streaks of light on glasses before the eye. */
  readonly glassesReflections: number;
  /** The rim of a soft contact lens on the white, gray levels; 0 for none. */
  readonly lensRimLevels: number;
  /** The printed dots of a coloured contact lens, gray levels; 0 for none. */
  readonly lensPrintLevels: number;
  /** Standard deviation of the blur. */
  readonly defocusPx: number;
  /** Length of the smear, and its direction: 0 along the rows. */
  readonly motionPx: number;
  readonly motionDeg: number;
  /** How far everything moves to the right between the even rows and the odd ones. */
  readonly interlacePx: number;
  readonly noiseDeviation: number;
};

/** A willing resident at the right distance, under even light. */
export function calmEyeScene(eyeSeed: string): EyeScene {
  return {
    eyeSeed,
    widthPx: 640,
    heightPx: 480,
    nasalSide: 0,
    limbusRadiusPx: 118,
    pupilRatio: 0.4,
    pupilWaveRatio: 0,
    offsetXPx: 0,
    offsetYPx: 0,
    pupilOffsetXPx: 2,
    pupilOffsetYPx: -2,
    gazeYawDeg: 0,
    gazePitchDeg: 0,
    openingRatio: 0.92,
    pupilLevel: 28,
    irisLevel: 104,
    scleraLevel: 158,
    skinLevel: 142,
    textureRatio: 1,
    skinRoughness: 0,
    browLevels: 0,
    lightSlopeRatio: 0,
    contrastRatio: 1,
    lashes: 18,
    lowerLashes: 0,
    reflections: 2,
    reflectionSizeRatio: 0.045,
    reflectionSpreadRatio: 0.75,
    glassesReflections: 0,
    lensRimLevels: 0,
    lensPrintLevels: 0,
    defocusPx: 0.8,
    motionPx: 0,
    motionDeg: 0,
    interlacePx: 0,
    noiseDeviation: 2,
  };
}

/** Eyes as they come in a day: other distances, openings, light and pupils. Many, not all, are good enough to enrol. */
export function everydayEyeScene(random: Random, eyeSeed: string): EyeScene {
  const limbusRadiusPx = random.between(90, 130);
  const irisLevel = random.between(80, 130);
  return {
    ...calmEyeScene(eyeSeed),
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

/**
 * Eyes at the edge of what can be found: half-shut, aside, unevenly and faintly lit, before glasses or under lenses,
 * blurred, shaken and noisy, each to another degree and several at once. The limbus stays inside the frame.
 */
export function hardEyeScene(random: Random, eyeSeed: string): EyeScene {
  const limbusRadiusPx = random.between(80, 140);
  const irisLevel = random.between(60, 135);
  const some = (share: number, value: () => number) => (random.next() < share ? value() : 0);
  return {
    ...calmEyeScene(eyeSeed),
    nasalSide: random.pick([-1, 1]),
    limbusRadiusPx,
    pupilRatio: random.between(0.2, 0.68),
    pupilWaveRatio: some(0.4, () => random.between(0, 0.03)),
    offsetXPx: random.between(-1, 1) * (270 - limbusRadiusPx),
    offsetYPx: random.between(-1, 1) * (195 - limbusRadiusPx),
    pupilOffsetXPx: random.normal(0, 0.025) * limbusRadiusPx,
    pupilOffsetYPx: random.normal(0, 0.025) * limbusRadiusPx,
    gazeYawDeg: some(0.4, () => random.between(-16, 16)),
    gazePitchDeg: some(0.4, () => random.between(-10, 10)),
    openingRatio: random.between(0.62, 1),
    pupilLevel: random.between(12, Math.min(60, irisLevel - 24)),
    irisLevel,
    scleraLevel: irisLevel + random.between(8, 70),
    skinLevel: random.between(80, 190),
    textureRatio: random.between(0.5, 1.6),
    skinRoughness: random.between(0, 8),
    browLevels: some(0.4, () => random.between(20, 70)),
    lightSlopeRatio: some(0.5, () => random.between(-0.4, 0.4)),
    contrastRatio: random.between(0.65, 1.1),
    lashes: random.integer(8, 45),
    lowerLashes: random.integer(0, 16),
    reflections: random.integer(1, 6),
    reflectionSizeRatio: random.between(0.03, 0.07),
    reflectionSpreadRatio: random.between(0.6, 1.25),
    glassesReflections: some(0.25, () => random.integer(1, 3)),
    lensRimLevels: some(0.2, () => random.between(4, 16)),
    lensPrintLevels: some(0.15, () => random.between(8, 30)),
    defocusPx: random.between(0.6, 2.8),
    motionPx: some(0.5, () => random.between(0, 7)),
    motionDeg: random.between(0, 180),
    interlacePx: some(0.2, () => random.between(0.5, 2.5)),
    noiseDeviation: random.between(1, 8),
  };
}
