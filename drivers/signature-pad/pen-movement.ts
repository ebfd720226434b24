/**
 * One impulse of the hand in the sigma-lognormal model (Plamondon and Djioua, 2006): it covers a distance along an arc,
 * with a speed that rises fast and falls slowly.
 */
export type Impulse = {
  readonly startMs: number;
  readonly distanceMm: number;
  /** Directions at begin and end, in radians, y down. */
  readonly fromAngle: number;
  readonly toAngle: number;
  /** Of the logarithm of the time in milliseconds since `startMs`. */
  readonly logMean: number;
  readonly logDeviation: number;
};

export type PenPlace = { readonly xMm: number; readonly yMm: number; readonly speedMmPerMs: number };

/** Where the pen is at each step of time, from the origin; impulses overlap and add up. */
export function movePen(impulses: readonly Impulse[], durationMs: number, stepMs: number): PenPlace[] {
  const places: PenPlace[] = [];
  let xMm = 0;
  let yMm = 0;
  for (let timeMs = 0; timeMs <= durationMs; timeMs += stepMs) {
    let stepX = 0;
    let stepY = 0;
    for (const impulse of impulses) {
      const before = shareDone(impulse, timeMs - stepMs);
      const after = shareDone(impulse, timeMs);
      const angle = impulse.fromAngle + (impulse.toAngle - impulse.fromAngle) * ((before + after) / 2);
      stepX += Math.cos(angle) * impulse.distanceMm * (after - before);
      stepY += Math.sin(angle) * impulse.distanceMm * (after - before);
    }
    xMm += stepX;
    yMm += stepY;
    places.push({ xMm, yMm, speedMmPerMs: Math.hypot(stepX, stepY) / stepMs });
  }
  return places;
}

/** Share of the impulse's distance covered by then: the lognormal distribution. */
function shareDone({ startMs, logMean, logDeviation }: Impulse, timeMs: number): number {
  const elapsedMs = timeMs - startMs;
  return elapsedMs <= 0 ? 0 : (1 + errorFunction((Math.log(elapsedMs) - logMean) / (logDeviation * Math.SQRT2))) / 2;
}

/** Abramowitz and Stegun, 7.1.26: within 1.5e-7. */
function errorFunction(value: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(value));
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(value) * (1 - series * Math.exp(-value * value));
}
