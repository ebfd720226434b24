import type { Pipelines } from "./capture/pipelines.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Logger } from "./kernel/logger.ts";
import type { OfficeTimeZone } from "./kernel/office-day.ts";
import { matchPolicy } from "./matching/match-policy.ts";
import { rebuildGallery } from "./matching/rebuild-gallery.ts";
import { createResidentGallery } from "./matching/resident-gallery.ts";
import type { SearchParts } from "./matching/search-gallery.ts";
import { createVisitPrints } from "./matching/visit-prints.ts";
import type { Vault } from "./vault/vault.ts";
import type { VisitChange } from "./visit/visit-desk.ts";
import type { VisitState } from "./visit/visit-state.ts";

export type MatchingParts = {
  readonly vault: Vault;
  readonly pipelines: Pipelines;
  readonly timeZone: OfficeTimeZone;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Everything in memory by which fingers are compared. */
export type Matching = SearchParts & {
  /** Fills the gallery from the visits in hand, and empties it at every turn of the office's day. */
  readonly start: (inHand: readonly VisitState[]) => void;
  /** Lets go of what a change of a visit makes needless. */
  readonly follow: (change: VisitChange) => void;
  /** Nobody waits for the gallery any more. Call before the desk is closed. */
  readonly stop: () => void;
  /** Overwrites the gallery and forgets every print. Call when nothing compares any more. */
  readonly wipe: () => Promise<void>;
};

/** How late an office may notice its own midnight. */
const dayCheckMs = 60_000;

export function composeMatching({ vault, pipelines, timeZone, clock, logger }: MatchingParts): Matching {
  const prints = createVisitPrints({ vault, pipelines, logger });
  const { duplicateScoreMin } = matchPolicy;
  const gallery = createResidentGallery({ pipelines, scoreMin: duplicateScoreMin, timeZone, clock });
  const rebuilt = Promise.withResolvers<void>();
  const stopping = new AbortController();
  let work: Promise<unknown> = Promise.resolve();

  const rebuild = async (inHand: readonly VisitState[]) => {
    const own = createVisitPrints({ vault, pipelines, logger });
    try {
      await rebuildGallery(inHand, { gallery, prints: own, timeZone, nowAt: clock.nowAt(), logger });
    } catch (error) {
      logger.error("gallery.not-rebuilt", { problem: error instanceof Error ? error.message : "unknown" });
    } finally {
      rebuilt.resolve();
    }
  };
  const followDay = async () => {
    while (!stopping.signal.aborted) {
      await clock.sleep(dayCheckMs, stopping.signal).catch(() => undefined);
      gallery.turnDay();
    }
  };

  return {
    prints,
    gallery,
    whenRebuilt: rebuilt.promise,
    start: (inHand) => {
      work = Promise.all([rebuild(inHand), followDay()]);
    },
    follow: ({ visitId, after }) => {
      if (after.phase !== "open") prints.forget();
      // Whoever left without being recorded may come again.
      if (after.phase === "cancelled") gallery.forget(visitId);
    },
    stop: () => {
      stopping.abort(new Error("the booth stops"));
      rebuilt.resolve();
    },
    wipe: async () => {
      await work;
      prints.forget();
      gallery.wipe();
    },
  };
}
