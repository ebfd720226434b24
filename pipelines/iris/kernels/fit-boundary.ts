import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { Directions, EdgePoints } from "./circle-edge.ts";
import { takeRank } from "./take-rank.ts";

/**
 * A boundary around its own centre: radius `meanPx + stretchX · cos 2a + stretchY · sin 2a` in direction `a`, an ellipse
 * to first order of its flatness. `support` is how many directions lie on it, each from 0 to 1.
 */
export type FittedBoundary = {
  readonly x: number;
  readonly y: number;
  readonly meanPx: number;
  readonly stretchX: number;
  readonly stretchY: number;
  readonly support: number;
};

const roundsMax = 10;
/** Points further off than this many standard deviations do not count: a lid may hold a third of them. */
const tukeyReach = 3;
/** The scale is not taken smaller than this, or the points that fit best would throw out all others. */
const scaleMinPx = 0.4;
const pointsMin = 8;

/** How firmly the fit holds to what is likely where the points do not decide; in points. */
export type FitPriors = {
  /** How far from the start the centre may be expected, as a share of the radius; none holds it when infinite. */
  readonly centreShare: number;
  /** How strongly an ellipse is doubted: 0 lets it go free, a large number allows a circle alone. */
  readonly roundness: number;
};

/**
 * The boundary through most of the edge points found around `centre`: harmonics of the radius, each point weighed by
 * Tukey's biweight, started from `start`. Null when too few points lie near it.
 */
export function fitBoundary(
  points: EdgePoints,
  directions: Directions,
  { start, jumpMin, priors }: { readonly start: Circle; readonly jumpMin: number; readonly priors: FitPriors },
): FittedBoundary | null {
  const count = points.radii.length;
  const residuals = new Float64Array(count).fill(Number.NaN);
  const distances = new Float64Array(count);
  let fit = new Float64Array([start.radius, 0, 0, 0, 0]);
  let support = 0;

  for (let round = 0; round < roundsMax; round += 1) {
    let known = 0;
    for (let index = 0; index < count; index += 1) {
      if (!(points.jumps[index]! >= jumpMin)) continue;
      const residual = points.radii[index]! - radiusAt(fit, directions.cosines[index]!, directions.sines[index]!);
      residuals[index] = residual;
      distances[known] = Math.abs(residual);
      known += 1;
    }
    if (known < pointsMin) return null;
    const middle = takeRank(distances.subarray(0, known), known >> 1);
    const reach = tukeyReach * Math.max(scaleMinPx, 1.4826 * middle);
    const solved = solveStep(residuals, directions, reach, { fit, radius: start.radius, priors });
    if (solved === null) return null;
    const moved = solved.step.reduce((sum, value) => sum + Math.abs(value), 0);
    fit = fit.map((value, index) => value + solved.step[index]!);
    support = solved.support;
    if (moved < 0.01) break;
  }
  const [meanPx = 0, x = 0, y = 0, stretchX = 0, stretchY = 0] = fit;
  return { x: start.x + x, y: start.y + y, meanPx, stretchX, stretchY, support };
}

function radiusAt(fit: Float64Array, cosine: number, sine: number): number {
  const double = cosine * cosine - sine * sine;
  return fit[0]! + fit[1]! * cosine + fit[2]! * sine + fit[3]! * double + fit[4]! * 2 * sine * cosine;
}

const unknowns = 5;

type StepFrom = { readonly fit: Float64Array; readonly radius: number; readonly priors: FitPriors };

function solveStep(
  residuals: Float64Array,
  directions: Directions,
  reach: number,
  { fit, radius, priors }: StepFrom,
): { readonly step: Float64Array; readonly support: number } | null {
  const matrix = new Float64Array(unknowns * (unknowns + 1));
  const basis = new Float64Array(unknowns);
  const stride = unknowns + 1;
  let support = 0;
  for (let index = 0; index < residuals.length; index += 1) {
    const residual = residuals[index]!;
    const share = residual / reach;
    if (!(Math.abs(share) < 1)) continue;
    const weight = (1 - share * share) ** 2;
    support += weight;
    const cosine = directions.cosines[index]!;
    const sine = directions.sines[index]!;
    basis[0] = 1;
    basis[1] = cosine;
    basis[2] = sine;
    basis[3] = cosine * cosine - sine * sine;
    basis[4] = 2 * sine * cosine;
    for (let row = 0; row < unknowns; row += 1) {
      const weighed = weight * basis[row]!;
      for (let column = 0; column < unknowns; column += 1) matrix[row * stride + column]! += weighed * basis[column]!;
      matrix[row * stride + unknowns]! += weighed * residual;
    }
  }
  const hold = (row: number, strength: number) => {
    matrix[row * stride + row]! += strength;
    matrix[row * stride + unknowns]! -= strength * fit[row]!;
  };
  const centreHold = 1 / (priors.centreShare * radius) ** 2;
  hold(1, centreHold);
  hold(2, centreHold);
  hold(3, priors.roundness);
  hold(4, priors.roundness);
  return support < pointsMin / 2 || !eliminate(matrix)
    ? null
    : { step: Float64Array.from({ length: unknowns }, (_, row) => matrix[row * stride + unknowns]!), support };
}

/** Gauss and Jordan in place, with a pivot in each column; false when the points do not decide. */
function eliminate(matrix: Float64Array): boolean {
  const stride = unknowns + 1;
  for (let column = 0; column < unknowns; column += 1) {
    const pivot = matrix[column * stride + column]!;
    // Normal equations are positive: a pivot near 0 is a direction that no point tells of.
    if (!(pivot > 1e-6)) return false;
    for (let index = column; index < stride; index += 1) matrix[column * stride + index]! /= pivot;
    for (let row = 0; row < unknowns; row += 1) {
      if (row === column) continue;
      const share = matrix[row * stride + column]!;
      for (let index = column; index < stride; index += 1) {
        matrix[row * stride + index]! -= share * matrix[column * stride + index]!;
      }
    }
  }
  return true;
}
