import type { Looks, Moment } from "./body.ts";

/** Where a look has come to. */
export type Seen<Mood> = {
  readonly mood: Mood;
  readonly next: Mood;
  /** How far the change into `next` has come: 0 not begun, below 1. */
  readonly changeRatio: number;
  readonly isGuidance: boolean;
};

/** A moment ends by changing into the next one for this long, or for half of itself. */
const changeMs = 500;

/** What is seen so long after a look began. */
export function findMoment<Mood>(moments: Looks<Moment<Mood>>, elapsedMs: number): Seen<Mood> {
  let leftMs = elapsedMs;
  for (const [at, { mood, forMs, isGuidance }] of moments.entries()) {
    const next = moments[at + 1];
    if (next !== undefined && leftMs >= forMs) {
      leftMs -= forMs;
      continue;
    }
    if (next === undefined) return { mood, next: mood, changeRatio: 0, isGuidance };
    const lastsMs = Math.min(changeMs, forMs / 2);
    const changeRatio = Math.max(0, 1 - (forMs - leftMs) / lastsMs);
    return { mood, next: next.mood, changeRatio, isGuidance };
  }
  const [{ mood, isGuidance }] = moments;
  return { mood, next: mood, changeRatio: 0, isGuidance };
}
