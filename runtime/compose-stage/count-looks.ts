/** One frame of one look, counted since whoever is there came. */
export type LookMoment = {
  /** Counts the looks at this target, from 0. */
  readonly lookIndex: number;
  /** How long the look lasts by now, at the camera's own rhythm. */
  readonly elapsedMs: number;
};

export type LookCounter = {
  /** Notes a frame; the first one of a look begins it. */
  readonly note: (target: string, frameNumber: number) => LookMoment;
  /** Somebody else has come. */
  readonly restart: () => void;
};

/**
 * A device counts its looks whoever stands before it; what somebody does depends on how often they were looked at. Time is
 * counted in frames, so that a machine that is slow to look sees the same, only slower.
 */
export function createLookCounter(frameIntervalMs: number): LookCounter {
  const looks = new Map<string, number>();
  return {
    note: (target, frameNumber) => {
      const before = looks.get(target);
      const lookIndex = frameNumber === 1 || before === undefined ? (before ?? -1) + 1 : before;
      looks.set(target, lookIndex);
      return { lookIndex, elapsedMs: (frameNumber - 1) * frameIntervalMs };
    },
    restart: () => looks.clear(),
  };
}
