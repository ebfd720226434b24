import type { Circle, Point } from "../../../runtime/kernel/geometry.ts";

const roundsMax = 12;
/** Points further off than this many standard deviations do not count: a lid may hold a third of them. */
const tukeyReach = 3;
/** The scale is not taken smaller than this, or the points that fit best would throw out all others. */
const scaleMinPx = 0.4;

/** `support` is the sum of the points' weights, each from 0 to 1: how many points lie on the circle. */
export type FittedCircle = Circle & { readonly support: number };

/**
 * The circle through most of the points, from a start near it: Gauss and Newton on the distances to the rim, each point
 * weighed by Tukey's biweight. Stays at `start` when the points do not decide.
 */
export function fitCircle(points: readonly Point[], start: Circle): FittedCircle {
  let circle: FittedCircle = { ...start, support: 0 };
  for (let round = 0; round < roundsMax; round += 1) {
    const next = improve(points, circle);
    if (next === null) return { ...start, support: 0 };
    const moved = Math.hypot(next.x - circle.x, next.y - circle.y) + Math.abs(next.radius - circle.radius);
    circle = next;
    if (moved < 0.01) break;
  }
  return circle;
}

function improve(points: readonly Point[], { x, y, radius }: Circle): FittedCircle | null {
  if (points.length < 8) return null;
  const residuals = points.map((point) => Math.hypot(point.x - x, point.y - y) - radius);
  const sorted = residuals.map(Math.abs).sort((one, other) => one - other);
  const reach = tukeyReach * Math.max(scaleMinPx, 1.4826 * sorted[sorted.length >> 1]!);

  // Normal equations of the weighted step: residual ≈ cos·dx + sin·dy + dr.
  const sums = { cc: 0, cs: 0, ss: 0, c: 0, s: 0, one: 0, rc: 0, rs: 0, r: 0 };
  for (let index = 0; index < points.length; index += 1) {
    const residual = residuals[index]!;
    const share = residual / reach;
    if (Math.abs(share) >= 1) continue;
    const weight = (1 - share * share) ** 2;
    const distance = residual + radius;
    if (distance <= 0) continue;
    const cosine = (points[index]!.x - x) / distance;
    const sine = (points[index]!.y - y) / distance;
    sums.cc += weight * cosine * cosine;
    sums.cs += weight * cosine * sine;
    sums.ss += weight * sine * sine;
    sums.c += weight * cosine;
    sums.s += weight * sine;
    sums.one += weight;
    sums.rc += weight * residual * cosine;
    sums.rs += weight * residual * sine;
    sums.r += weight * residual;
  }
  const step = solve(sums);
  return step && { x: x + step.x, y: y + step.y, radius: radius + step.radius, support: sums.one };
}

type Sums = Readonly<Record<"cc" | "cs" | "ss" | "c" | "s" | "one" | "rc" | "rs" | "r", number>>;

/** Cramer's rule; null when the points lie on too short an arc to decide. */
function solve({ cc, cs, ss, c, s, one, rc, rs, r }: Sums): Circle | null {
  const determinant = cc * (ss * one - s * s) - cs * (cs * one - s * c) + c * (cs * s - ss * c);
  if (!(Math.abs(determinant) > 1e-6 * one * one * one)) return null;
  const x = (rc * (ss * one - s * s) - cs * (rs * one - s * r) + c * (rs * s - ss * r)) / determinant;
  const y = (cc * (rs * one - s * r) - rc * (cs * one - s * c) + c * (cs * r - rs * c)) / determinant;
  const radius = (cc * (ss * r - rs * s) - cs * (cs * r - rs * c) + rc * (cs * s - ss * c)) / determinant;
  return { x, y, radius };
}
