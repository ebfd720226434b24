import { type MinutiaPairs, pairsMax } from "./choose-pairs.ts";
import { distanceOutside } from "./hull-planes.ts";
import { type CylinderSet, wrapAngle } from "./minutia-cylinders.ts";
import { agreements } from "./relax-pairs.ts";

/** Alignments tried, each from the best pair that no earlier one explains. */
const seedsMax = 3;
/** Pairs that agree with a seed more than this place the print with it. */
const agreementMin = 0.3;
/** Times the placement is drawn towards the pairs it found. */
const refinements = 2;
/** How near a placed minutia must come to be the same, while placing and in the end. */
const looseReach = { distancePx: 20, angleRad: 0.6 } as const;
const tightReach = { distancePx: 13, angleRad: 0.45 } as const;
/** A pair's cost is the sum of both squared shares of the reach; more than this is far in both. */
const costMax = 1.5;
/** Skin moves together over about this distance; the prior holds lone minutiae to the placement of all. */
const bendDeviationPx = 60;
const bendPrior = 0.5;
/** Directions weigh in a placement as much as places this far apart. */
const angleArmPx = 20;
/** Deviations of a true pair after placing: what is off by more counts for less. */
const pairDeviationPx = 7;
const pairDeviationRad = 0.25;

/** An ending may print as a bifurcation and the other way round, but most do not. */
const otherKindWeight = 0.8;
/** A minutia that the other print should show, and does not, speaks louder against than half a couple speaks for. */
const missingWeight = 1.3;

/** What one print looks like laid over the other. */
export type Alignment = {
  /** Minutiae found in both prints… */
  couples: number;
  /** …and their number when each counts by how well it fits, its quality and its kind. */
  agreeing: number;
  /** Minutiae of both prints that lie where the two overlap, by their quality. */
  overlapping: number;
};

type Reach = { readonly distancePx: number; readonly angleRad: number };

/** Turn and shift from the probe's axes to the reference's. */
type Placement = { turnRad: number; cosine: number; sine: number; shiftX: number; shiftY: number };

const placement: Placement = { turnRad: 0, cosine: 1, sine: 0, shiftX: 0, shiftY: 0 };
const placedX = new Float64Array(pairsMax);
const placedY = new Float64Array(pairsMax);
const placedRad = new Float64Array(pairsMax);
const offX = new Float64Array(pairsMax);
const offY = new Float64Array(pairsMax);
const offRad = new Float64Array(pairsMax);
const isTried = new Uint8Array(pairsMax);

type Couples = {
  count: number;
  readonly probe: Int32Array;
  readonly reference: Int32Array;
  readonly weight: Float64Array;
  readonly ofProbe: Uint8Array;
  readonly ofReference: Uint8Array;
};

const couples: Couples = {
  count: 0,
  probe: new Int32Array(pairsMax),
  reference: new Int32Array(pairsMax),
  weight: new Float64Array(pairsMax),
  ofProbe: new Uint8Array(pairsMax),
  ofReference: new Uint8Array(pairsMax),
};

/**
 * Lays the probe over the reference by pairs that agree with each other, bends it locally to the minutiae that fall
 * together (skin stretches), and counts what agrees in the overlap. Of several placements the one with the largest
 * share of agreeing minutiae is written to `target`. The pairs must be fresh from `relaxPairs`.
 */
export function alignPrints(
  probe: CylinderSet,
  reference: CylinderSet,
  pairs: MinutiaPairs,
  target: Alignment,
): Alignment {
  target.couples = 0;
  target.agreeing = 0;
  target.overlapping = 0;
  let best = 0;
  isTried.fill(0, 0, pairs.count);
  for (let attempt = 0; attempt < seedsMax; attempt += 1) {
    const seed = findSeed(pairs);
    if (seed < 0) break;
    gatherSupporters(pairs, seed);
    refinePlacement(probe, reference);
    const agreeing = weighCouples(probe, reference);
    const overlapping = weighOverlap(probe, reference);
    const merit = overlapping === 0 ? 0 : (agreeing * agreeing) / overlapping;
    if (merit <= best) continue;
    best = merit;
    target.couples = couples.count;
    target.agreeing = agreeing;
    target.overlapping = overlapping;
  }
  return target;
}

/** The untried pair with the most support; −1 when there is none. */
function findSeed(pairs: MinutiaPairs): number {
  let seed = -1;
  for (let pair = 0; pair < pairs.count; pair += 1) {
    if (isTried[pair] === 0 && (seed < 0 || pairs.relaxed[pair]! > pairs.relaxed[seed]!)) seed = pair;
  }
  return seed;
}

function gatherSupporters(pairs: MinutiaPairs, seed: number): void {
  couples.count = 0;
  for (let pair = 0; pair < pairs.count; pair += 1) {
    const agreement = pair === seed ? 1 : agreements[seed * pairs.count + pair]!;
    if (agreement <= agreementMin) continue;
    isTried[pair] = 1;
    couples.probe[couples.count] = pairs.probe[pair]!;
    couples.reference[couples.count] = pairs.reference[pair]!;
    couples.weight[couples.count] = pair === seed ? 1 : agreement * pairs.similarity[pair]!;
    couples.count += 1;
  }
}

function refinePlacement(probe: CylinderSet, reference: CylinderSet): void {
  fitPlacement(probe, reference);
  placeProbe(probe);
  coupleNearest(probe, reference, looseReach);
  for (let refinement = 1; refinement <= refinements && couples.count >= 3; refinement += 1) {
    fitPlacement(probe, reference);
    placeProbe(probe);
    bendToCouples(probe, reference);
    coupleNearest(probe, reference, refinement === refinements ? tightReach : looseReach);
  }
  if (couples.count > 0) fitPlacement(probe, reference);
}

/** Least squares over the couples' places, with their directions as further evidence of the turn. */
function fitPlacement(probe: CylinderSet, reference: CylinderSet): void {
  let total = 0;
  let probeX = 0;
  let probeY = 0;
  let referenceX = 0;
  let referenceY = 0;
  for (let couple = 0; couple < couples.count; couple += 1) {
    const weight = couples.weight[couple]!;
    const from = couples.probe[couple]!;
    const to = couples.reference[couple]!;
    total += weight;
    probeX += weight * probe.x[from]!;
    probeY += weight * probe.y[from]!;
    referenceX += weight * reference.x[to]!;
    referenceY += weight * reference.y[to]!;
  }
  probeX /= total;
  probeY /= total;
  referenceX /= total;
  referenceY /= total;
  let along = 0;
  let across = 0;
  for (let couple = 0; couple < couples.count; couple += 1) {
    const weight = couples.weight[couple]!;
    const from = couples.probe[couple]!;
    const to = couples.reference[couple]!;
    const fromX = probe.x[from]! - probeX;
    const fromY = probe.y[from]! - probeY;
    const toX = reference.x[to]! - referenceX;
    const toY = reference.y[to]! - referenceY;
    const arm = angleArmPx * angleArmPx;
    along += weight * (fromX * toX + fromY * toY);
    across += weight * (fromX * toY - fromY * toX);
    along += weight * arm * (probe.cosine[from]! * reference.cosine[to]! + probe.sine[from]! * reference.sine[to]!);
    across += weight * arm * (probe.cosine[from]! * reference.sine[to]! - probe.sine[from]! * reference.cosine[to]!);
  }
  placement.turnRad = Math.atan2(across, along);
  placement.cosine = Math.cos(placement.turnRad);
  placement.sine = Math.sin(placement.turnRad);
  placement.shiftX = referenceX - placement.cosine * probeX + placement.sine * probeY;
  placement.shiftY = referenceY - placement.sine * probeX - placement.cosine * probeY;
}

function placeProbe(probe: CylinderSet): void {
  const { cosine, sine, shiftX, shiftY, turnRad } = placement;
  for (let index = 0; index < probe.count; index += 1) {
    placedX[index] = cosine * probe.x[index]! - sine * probe.y[index]! + shiftX;
    placedY[index] = sine * probe.x[index]! + cosine * probe.y[index]! + shiftY;
    placedRad[index] = probe.angleRad[index]! + turnRad;
  }
}

/** Draws each placed minutia to where the couples around it went, its own left out: it shall not prove itself. */
function bendToCouples(probe: CylinderSet, reference: CylinderSet): void {
  for (let couple = 0; couple < couples.count; couple += 1) {
    const from = couples.probe[couple]!;
    const to = couples.reference[couple]!;
    offX[couple] = reference.x[to]! - placedX[from]!;
    offY[couple] = reference.y[to]! - placedY[from]!;
    offRad[couple] = wrapAngle(reference.angleRad[to]! - placedRad[from]!);
  }
  for (let index = 0; index < probe.count; index += 1) {
    let total = bendPrior;
    let x = 0;
    let y = 0;
    let turn = 0;
    for (let couple = 0; couple < couples.count; couple += 1) {
      const from = couples.probe[couple]!;
      if (from === index) continue;
      const dx = probe.x[from]! - probe.x[index]!;
      const dy = probe.y[from]! - probe.y[index]!;
      const weight = Math.exp(-(dx * dx + dy * dy) / (2 * bendDeviationPx * bendDeviationPx));
      total += weight;
      x += weight * offX[couple]!;
      y += weight * offY[couple]!;
      turn += weight * offRad[couple]!;
    }
    placedX[index] = placedX[index]! + x / total;
    placedY[index] = placedY[index]! + y / total;
    placedRad[index] = placedRad[index]! + turn / total;
  }
}

const optionsMax = 2048;
const optionProbe = new Int32Array(optionsMax);
const optionReference = new Int32Array(optionsMax);
const optionCost = new Float64Array(optionsMax);

/** Couples minutiae that fall together, the nearest first, each at most once. */
function coupleNearest(probe: CylinderSet, reference: CylinderSet, reach: Reach): void {
  const options = listOptions(probe, reference, reach);
  couples.ofProbe.fill(0, 0, probe.count);
  couples.ofReference.fill(0, 0, reference.count);
  couples.count = 0;
  for (let option = 0; option < options; option += 1) {
    const from = optionProbe[option]!;
    const to = optionReference[option]!;
    if (couples.ofProbe[from] === 1 || couples.ofReference[to] === 1) continue;
    couples.ofProbe[from] = 1;
    couples.ofReference[to] = 1;
    couples.probe[couples.count] = from;
    couples.reference[couples.count] = to;
    couples.weight[couples.count] = 1;
    couples.count += 1;
  }
}

/** Lists what lies within reach by rising cost; returns how many. */
function listOptions(probe: CylinderSet, reference: CylinderSet, { distancePx, angleRad }: Reach): number {
  let count = 0;
  for (let from = 0; from < probe.count; from += 1) {
    const top = placedY[from]! + distancePx;
    // The reference is sorted by y.
    let to = firstFrom(reference.y, placedY[from]! - distancePx);
    for (; to < reference.count && reference.y[to]! <= top && count < optionsMax; to += 1) {
      const dx = (reference.x[to]! - placedX[from]!) / distancePx;
      const dy = (reference.y[to]! - placedY[from]!) / distancePx;
      const distance = dx * dx + dy * dy;
      if (distance > 1) continue;
      const turn = wrapAngle(reference.angleRad[to]! - placedRad[from]!) / angleRad;
      if (turn > 1 || turn < -1 || distance + turn * turn > costMax) continue;
      insertOption(count, from, to, distance + turn * turn);
      count += 1;
    }
  }
  return count;
}

/** Index of the first value of an ascending list that is at least `least`. */
function firstFrom(ascending: Float64Array, least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertOption(count: number, from: number, to: number, cost: number): void {
  let at = count;
  for (; at > 0 && optionCost[at - 1]! > cost; at -= 1) {
    optionCost[at] = optionCost[at - 1]!;
    optionProbe[at] = optionProbe[at - 1]!;
    optionReference[at] = optionReference[at - 1]!;
  }
  optionCost[at] = cost;
  optionProbe[at] = from;
  optionReference[at] = to;
}

function weighCouples(probe: CylinderSet, reference: CylinderSet): number {
  let agreeing = 0;
  for (let couple = 0; couple < couples.count; couple += 1) {
    const from = couples.probe[couple]!;
    const to = couples.reference[couple]!;
    const dx = reference.x[to]! - placedX[from]!;
    const dy = reference.y[to]! - placedY[from]!;
    const turn = wrapAngle(reference.angleRad[to]! - placedRad[from]!);
    const fit = Math.exp(
      -(dx * dx + dy * dy) / (2 * pairDeviationPx * pairDeviationPx) -
        (turn * turn) / (2 * pairDeviationRad * pairDeviationRad),
    );
    const kind = probe.isEnding[from] === reference.isEnding[to] ? 1 : otherKindWeight;
    agreeing += fit * kind * Math.sqrt(probe.weight[from]! * reference.weight[to]!);
  }
  return agreeing;
}

/** Minutiae of either print that have a partner or lie within the other print's minutiae, by their weight. */
function weighOverlap(probe: CylinderSet, reference: CylinderSet): number {
  const { cosine, sine, shiftX, shiftY } = placement;
  let weight = 0;
  for (let couple = 0; couple < couples.count; couple += 1) {
    weight += 2 * Math.sqrt(probe.weight[couples.probe[couple]!]! * reference.weight[couples.reference[couple]!]!);
  }
  for (let index = 0; index < probe.count; index += 1) {
    if (couples.ofProbe[index] === 1) continue;
    if (distanceOutside(reference.hull, placedX[index]!, placedY[index]!) > 0) continue;
    weight += missingWeight * probe.weight[index]!;
  }
  for (let index = 0; index < reference.count; index += 1) {
    if (couples.ofReference[index] === 1) continue;
    const x = reference.x[index]! - shiftX;
    const y = reference.y[index]! - shiftY;
    if (distanceOutside(probe.hull, cosine * x + sine * y, cosine * y - sine * x) > 0) continue;
    weight += missingWeight * reference.weight[index]!;
  }
  return weight;
}
