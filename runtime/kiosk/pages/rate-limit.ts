export type RateLimit = {
  /** False when more is asked than the rate allows. */
  readonly take: () => boolean;
};

/** A bucket that holds one second's worth and fills evenly. */
export function createRateLimit(perSecondMax: number, monotonicMs: () => number): RateLimit {
  let left = perSecondMax;
  let filledMs = monotonicMs();
  return {
    take: () => {
      const nowMs = monotonicMs();
      left = Math.min(perSecondMax, left + ((nowMs - filledMs) / 1_000) * perSecondMax);
      filledMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
