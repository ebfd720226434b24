import type { RgbImage } from "../kernel/image.ts";
import { isBetter, type TimedJudgement } from "./look.ts";

/** A frame that may become the photo: its judgement is the guidance's, and its image the whole frame. */
export type Candidate = TimedJudgement & { readonly image: RgbImage };

export type HeldFrames = {
  readonly add: (candidates: readonly Candidate[]) => void;
  /** Best first; they are then no longer held. */
  readonly take: () => readonly Candidate[];
};

/** Holds the few best of many frames. Of frames that are equally good the sharper one is better. */
export function holdBest(heldMax: number): HeldFrames {
  let held: readonly Candidate[] = [];
  return {
    add: (candidates) => {
      held = [...held, ...candidates].sort(compare).slice(0, heldMax);
    },
    take: () => {
      const taken = held;
      held = [];
      return taken;
    },
  };
}

function compare(one: Candidate, other: Candidate): number {
  if (isBetter(one, other)) return -1;
  if (isBetter(other, one)) return 1;
  return (other.measures["sharpnessNative"] ?? 0) - (one.measures["sharpnessNative"] ?? 0);
}
