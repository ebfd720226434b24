import { type CylinderSet, wrapAngle } from "./minutia-cylinders.ts";

/** One minutia of the probe held to be one of the reference. */
export type MinutiaPair = { readonly probe: number; readonly reference: number; readonly similarity: number };

const iterations = 5;
/** Weight of a pair's own value against what the others say of it. */
const ownWeight = 0.5;
/** Tolerated differences and steepness: distance in pixels, relative direction, bearing (radians). */
const distanceCentrePx = 5;
const distanceSlope = -8 / 5;
const angleCentreRad = Math.PI / 12;
const angleSlope = -30;

export type RelaxedPair = MinutiaPair & {
  /** Similarity after the other pairs had their say. */
  readonly relaxed: number;
};

/**
 * Global check of locally similar pairs: each pair gains from others whose distance, relative direction and bearing are
 * the same in both prints, and loses by those that contradict it (Cappelli, Ferrara and Maltoni 2010: local
 * similarity sort with relaxation).
 */
export function relaxPairs(probe: CylinderSet, reference: CylinderSet, pairs: readonly MinutiaPair[]): RelaxedPair[] {
  const count = pairs.length;
  const compatibility = new Float64Array(count * count);
  for (let first = 0; first < count; first += 1) {
    for (let second = first + 1; second < count; second += 1) {
      const agreement = judgeAgreement(probe, reference, pairs[first]!, pairs[second]!);
      compatibility[first * count + second] = agreement;
      compatibility[second * count + first] = agreement;
    }
  }
  let values = Float64Array.from(pairs, (pair) => pair.similarity);
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    const before = values;
    values = before.map((value, pair) => {
      let support = 0;
      for (let other = 0; other < count; other += 1) support += compatibility[pair * count + other]! * before[other]!;
      return ownWeight * value + ((1 - ownWeight) * support) / Math.max(1, count - 1);
    });
  }
  return pairs.map((pair, index) => ({ ...pair, relaxed: values[index]! }));
}

function judgeAgreement(probe: CylinderSet, reference: CylinderSet, first: MinutiaPair, second: MinutiaPair): number {
  const inProbe = relate(probe, first.probe, second.probe);
  const inReference = relate(reference, first.reference, second.reference);
  const distance = Math.abs(inProbe.distance - inReference.distance);
  const direction = Math.abs(wrapAngle(inProbe.direction - inReference.direction));
  const bearing = Math.abs(wrapAngle(inProbe.bearing - inReference.bearing));
  return (
    sigmoid(distance, distanceCentrePx, distanceSlope) *
    sigmoid(direction, angleCentreRad, angleSlope) *
    sigmoid(bearing, angleCentreRad, angleSlope)
  );
}

function relate(set: CylinderSet, from: number, to: number) {
  const dx = set.x[to]! - set.x[from]!;
  const dy = set.y[to]! - set.y[from]!;
  return {
    distance: Math.hypot(dx, dy),
    direction: set.angleRad[from]! - set.angleRad[to]!,
    bearing: set.angleRad[from]! - Math.atan2(dy, dx),
  };
}

function sigmoid(value: number, centre: number, slope: number): number {
  return 1 / (1 + Math.exp(-slope * (value - centre)));
}
