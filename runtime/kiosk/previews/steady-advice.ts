import type { Reason } from "../../kernel/assessment.ts";
import type { Modality } from "../../kernel/biometric.ts";
import type { Advice } from "../wire/runtime-message.ts";
import { sideOf } from "./advice-side.ts";

/** Words stay at least this long: what changes faster cannot be read. */
const shownMinMs = 700;
/** Other advice must be seen this often in a row before it takes the place of what is shown. */
const repeatsMin = 2;

export type SteadyAdvice = {
  /** The one advice to show with this frame. @param nowMs monotonic */
  readonly choose: (reasons: readonly Reason[], nowMs: number) => Advice | null;
};

/**
 * One most useful instruction at a time, with hysteresis. The first one comes with its frame; later ones only when they
 * repeat and the last could be read.
 */
export function createSteadyAdvice(modality: Modality): SteadyAdvice {
  let shown: Advice | null = null;
  let shownSinceMs = Number.NEGATIVE_INFINITY;
  let next: Advice | null = null;
  let repeats = 0;
  return {
    choose: (reasons, nowMs) => {
      const wanted = toAdvice(reasons[0], modality);
      if (isSame(wanted, shown)) {
        repeats = 0;
        return shown;
      }
      repeats = isSame(wanted, next) ? repeats + 1 : 1;
      next = wanted;
      const isReadable = nowMs - shownSinceMs >= shownMinMs;
      const isFirst = shown === null && shownSinceMs === Number.NEGATIVE_INFINITY;
      if (isFirst || (isReadable && repeats >= repeatsMin)) {
        shown = wanted;
        shownSinceMs = nowMs;
        repeats = 0;
      }
      return shown;
    },
  };
}

function toAdvice(reason: Reason | undefined, modality: Modality): Advice | null {
  return reason === undefined ? null : { code: reason.code, side: sideOf(modality, reason) };
}

function isSame(one: Advice | null, other: Advice | null): boolean {
  return one?.code === other?.code && (one?.side ?? 0) === (other?.side ?? 0);
}
