import { createRandom, type Random } from "../../runtime/kernel/random.ts";

/**
 * Gray levels to add to the iris' own level, at an angle (radians) and a depth from 0 at the pupil to 1 at the limbus.
 * Belongs to the tissue: a wider pupil squeezes it, as the muscle does.
 */
export type IrisTexture = (angle: number, depthRatio: number) => number;

type Wave = { readonly count: number; readonly phase: number; readonly height: number; readonly twist: number };
type Crypt = { readonly angle: number; readonly depthRatio: number; readonly size: number; readonly height: number };

const fibreBands = [
  { countMin: 7, countMax: 15, height: 3, waves: 4 },
  { countMin: 18, countMax: 44, height: 4.5, waves: 7 },
  { countMin: 50, countMax: 110, height: 4, waves: 8 },
] as const;

/** Fibres, a wavy collarette and a few crypts, all from the seed alone. */
export function growIrisTexture(eyeSeed: string): IrisTexture {
  const random = createRandom(`iris-texture/${eyeSeed}`);
  const fibres = fibreBands.flatMap((band) => Array.from({ length: band.waves }, () => growWave(random, band)));
  const frill = Array.from({ length: 4 }, () =>
    growWave(random, { countMin: 3, countMax: 12, height: 0.025, waves: 4 }),
  );
  const collarette = random.between(0.25, 0.4);
  const innerLevel = random.between(-9, 9);
  const crypts = Array.from({ length: random.integer(4, 9) }, () => growCrypt(random, collarette));

  return (angle, depthRatio) => {
    const ridge = depthRatio - collarette - sumWaves(frill, angle, 0);
    const zone = innerLevel / (1 + Math.exp(ridge * 40));
    const crest = 10 * Math.exp(-((ridge / 0.035) ** 2));
    const fade = 0.35 + 0.65 * Math.sin(Math.PI * Math.min(1, 0.12 + depthRatio * 0.85));
    const rim = -16 * smoothRise(0.82, 1, depthRatio);
    return zone + crest + rim + fade * sumWaves(fibres, angle, depthRatio) + sumCrypts(crypts, angle, depthRatio);
  };
}

type Band = { readonly countMin: number; readonly countMax: number; readonly height: number; readonly waves: number };

function growWave(random: Random, band: Band): Wave {
  return {
    count: random.integer(band.countMin, band.countMax),
    phase: random.between(0, 2 * Math.PI),
    height: (band.height * random.between(0.5, 1.3)) / Math.sqrt(band.waves / 2),
    twist: random.normal(0, 1.6),
  };
}

function growCrypt(random: Random, collarette: number): Crypt {
  return {
    angle: random.between(-Math.PI, Math.PI),
    depthRatio: collarette + random.between(-0.03, 0.2),
    size: random.between(0.03, 0.07),
    height: random.between(-22, -8),
  };
}

function sumWaves(waves: readonly Wave[], angle: number, depthRatio: number): number {
  let sum = 0;
  for (const wave of waves) sum += wave.height * Math.sin(wave.count * angle + wave.phase + wave.twist * depthRatio);
  return sum;
}

function sumCrypts(crypts: readonly Crypt[], angle: number, depthRatio: number): number {
  let sum = 0;
  for (const crypt of crypts) {
    const turn = Math.abs(angle - crypt.angle);
    const across = Math.min(turn, 2 * Math.PI - turn) / crypt.size / 1.4;
    const along = (depthRatio - crypt.depthRatio) / crypt.size;
    const distance = across * across + along * along;
    if (distance < 9) sum += crypt.height * Math.exp(-distance);
  }
  return sum;
}

function smoothRise(from: number, to: number, value: number): number {
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
}
