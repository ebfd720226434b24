import type { Reason } from "../../kernel/assessment.ts";
import type { Modality } from "../../kernel/biometric.ts";
import type { Advice } from "../wire/runtime-message.ts";
import { sideOf } from "./advice-side.ts";

/** Words stay at least this long: what changes faster cannot be read. */
const shownMinMs = 700;
/** Single frames err: what most of the last ones say counts. */
const framesHeard = 5;
const heardMs = 1_000;
/** Other advice must be wanted by more than this share of them, and by two at least, before it takes the place of what is shown. */
const agreedRatio = 0.6;
const repeatsMin = 2;

export type SteadyAdvice = {
  /** The one advice to show with this frame. @param nowMs monotonic */
  readonly choose: (reasons: readonly Reason[], nowMs: number) => Advice | null;
};

/**
 * One most useful instruction at a time, with hysteresis. What the first frame lacks is said with it; what later ones
 * lack only when the last few agree on it and what is shown could be read.
 */
export function createSteadyAdvice(modality: Modality): SteadyAdvice {
  let shown: Advice | null = null;
  let shownSinceMs = Number.NEGATIVE_INFINITY;
  let heard: readonly Wish[] = [];
  let isFirst = true;
  return {
    choose: (reasons, nowMs) => {
      const wish = { advice: toAdvice(reasons[0], modality), atMs: nowMs };
      heard = [...heard, wish].slice(-framesHeard).filter(({ atMs }) => nowMs - atMs <= heardMs);
      const isReadable = nowMs - shownSinceMs >= shownMinMs;
      if (!isSame(wish.advice, shown) && (isFirst || (isReadable && isAgreed(wish.advice, heard)))) {
        shown = wish.advice;
        shownSinceMs = nowMs;
      }
      isFirst = false;
      return shown;
    },
  };
}

/** What one frame would have said. */
type Wish = { readonly advice: Advice | null; readonly atMs: number };

function isAgreed(wanted: Advice | null, heard: readonly Wish[]): boolean {
  const count = heard.filter(({ advice }) => isSame(advice, wanted)).length;
  return count >= repeatsMin && count > agreedRatio * heard.length;
}

/** A live face's reason that has no words of its own: who moves and who is blurred are asked for the same. */
const wordedAs: Readonly<Record<string, string>> = { moving: "blurred" };

function toAdvice(reason: Reason | undefined, modality: Modality): Advice | null {
  if (reason === undefined) return null;
  const side = sideOf(modality, reason);
  return { code: modality === "face" ? (wordedAs[reason.code] ?? reason.code) : reason.code, side };
}

function isSame(one: Advice | null, other: Advice | null): boolean {
  return one?.code === other?.code && (one?.side ?? 0) === (other?.side ?? 0);
}
