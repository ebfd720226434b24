/** Somebody else's hand in place of that of whoever stands there, for one look. */
export type LentHand = {
  /** The next look at a finger sees this person's, whatever finger it asks for; null takes that back. */
  readonly lend: (person: string | null) => void;
  /** Whose hand waits for the next look, or null. */
  readonly waiting: () => string | null;
  /** Whose hand this frame of a look sees, or null where it is that of whoever stands there. */
  readonly see: (frameNumber: number) => string | null;
};

/** The first frame begins a look; a hand that was lent is gone with it. */
export function createLentHand(): LentHand {
  let next: string | null = null;
  let now: string | null = null;
  return {
    lend: (person) => {
      next = person;
    },
    waiting: () => next,
    see: (frameNumber) => {
      if (frameNumber !== 1) return now;
      now = next;
      next = null;
      return now;
    },
  };
}
