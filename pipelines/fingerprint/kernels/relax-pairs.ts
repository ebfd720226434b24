import { type MinutiaPairs, pairsMax } from "./choose-pairs.ts";
import { type CylinderSet, wrapAngle } from "./minutia-cylinders.ts";

const iterations = 5;
/** Weight of a pair's own value against what the others say of it. */
const ownWeight = 0.5;
/** Tolerated differences and steepness: distance in pixels, growing with the distance; direction and bearing (radians). */
const distanceCentrePx = 5;
const distanceGrowth = 0.04;
const distanceSlope = 8 / 5;
const angleCentreRad = Math.PI / 12;
const angleSlope = 30;
/** Beyond these nothing is left of the agreement. */
const distanceExcessMaxPx = 4;
const angleMaxRad = angleCentreRad + 0.2;

/** Agreement of every pair with every other, 0 to 1, in rows of the pairs' count; of the latest {@link relaxPairs}. */
export const agreements = new Float32Array(pairsMax * pairsMax);
const before = new Float64Array(pairsMax);

/**
 * Global check of locally similar pairs: each pair gains from others whose distance, relative direction and bearing are
 * the same in both prints, and loses by those that contradict it (Cappelli, Ferrara and Maltoni 2010: local similarity
 * sort with relaxation). Distances may differ the more the longer they are, because skin stretches. Fills `relaxed`.
 */
export function relaxPairs(probe: CylinderSet, reference: CylinderSet, pairs: MinutiaPairs): void {
  const { count, relaxed, similarity } = pairs;
  for (let first = 0; first < count; first += 1) {
    agreements[first * count + first] = 0;
    for (let second = first + 1; second < count; second += 1) {
      const agreement = judgeAgreement(probe, reference, pairs, first, second);
      agreements[first * count + second] = agreement;
      agreements[second * count + first] = agreement;
    }
  }
  for (let pair = 0; pair < count; pair += 1) relaxed[pair] = similarity[pair]!;
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    for (let pair = 0; pair < count; pair += 1) before[pair] = relaxed[pair]!;
    for (let pair = 0; pair < count; pair += 1) {
      let support = 0;
      for (let other = 0; other < count; other += 1) support += agreements[pair * count + other]! * before[other]!;
      relaxed[pair] = ownWeight * before[pair]! + ((1 - ownWeight) * support) / Math.max(1, count - 1);
    }
  }
}

function judgeAgreement(
  probe: CylinderSet,
  reference: CylinderSet,
  pairs: MinutiaPairs,
  first: number,
  second: number,
): number {
  const probeFrom = pairs.probe[first]!;
  const probeTo = pairs.probe[second]!;
  const referenceFrom = pairs.reference[first]!;
  const referenceTo = pairs.reference[second]!;
  if (probeFrom === probeTo || referenceFrom === referenceTo) return 0;
  const probeX = probe.x[probeTo]! - probe.x[probeFrom]!;
  const probeY = probe.y[probeTo]! - probe.y[probeFrom]!;
  const referenceX = reference.x[referenceTo]! - reference.x[referenceFrom]!;
  const referenceY = reference.y[referenceTo]! - reference.y[referenceFrom]!;
  const probeLength = Math.sqrt(probeX * probeX + probeY * probeY);
  const referenceLength = Math.sqrt(referenceX * referenceX + referenceY * referenceY);
  const excess =
    Math.abs(probeLength - referenceLength) -
    distanceCentrePx -
    distanceGrowth * Math.min(probeLength, referenceLength);
  if (excess > distanceExcessMaxPx) return 0;
  const turnFrom = reference.angleRad[referenceFrom]! - probe.angleRad[probeFrom]!;
  const turnTo = reference.angleRad[referenceTo]! - probe.angleRad[probeTo]!;
  const direction = Math.abs(wrapAngle(turnFrom - turnTo));
  if (direction > angleMaxRad) return 0;
  // How far the line between the two is turned from probe to reference, against how far each minutia is.
  const lineTurn = Math.atan2(probeX * referenceY - probeY * referenceX, probeX * referenceX + probeY * referenceY);
  const bearing = (Math.abs(wrapAngle(lineTurn - turnFrom)) + Math.abs(wrapAngle(lineTurn - turnTo))) / 2;
  if (bearing > angleMaxRad) return 0;
  return (
    fallOff(excess, distanceSlope) *
    fallOff(direction - angleCentreRad, angleSlope) *
    fallOff(bearing - angleCentreRad, angleSlope)
  );
}

function fallOff(excess: number, slope: number): number {
  return 1 / (1 + Math.exp(slope * excess));
}
