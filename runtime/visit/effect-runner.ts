import type { Clock } from "../kernel/clock.ts";
import type { Logger } from "../kernel/logger.ts";
import type { VisitDeed } from "./visit-event.ts";
import type { FinishedVisit, OpenVisit, Refusal, VisitEffect, VisitState } from "./visit-state.ts";

/**
 * Does one piece of work and says what came of it. Failures the procedure knows (a device lost, no finger) come back
 * as deeds; anything thrown is tried again.
 */
export type PerformEffect = (
  effect: VisitEffect,
  visit: OpenVisit | FinishedVisit,
  signal: AbortSignal,
) => Promise<VisitDeed>;

export type EffectRunnerParts = {
  readonly perform: PerformEffect;
  readonly submit: (visitId: string, deed: VisitDeed) => Promise<Refusal | null>;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type EffectRunner = {
  /** Starts what the new state asks for, and stops what it no longer asks for. */
  readonly reconcile: (visitId: string, state: VisitState, effects: readonly VisitEffect[]) => void;
  /** Aborts what is under way, waits until it has left its devices, and begins nothing any more. */
  readonly stop: () => Promise<void>;
};

const retryDelayMinMs = 250;
const retryDelayMaxMs = 30_000;

type Assignment = {
  readonly effect: VisitEffect;
  readonly visit: OpenVisit | FinishedVisit;
  readonly signal: AbortSignal;
};
type Work = { readonly needs: string; readonly abort: AbortController; readonly ended: Promise<void> };

/** Captures and comparisons look through the same devices, whatever they look at. */
function deviceUse({ kind }: VisitEffect): string {
  return kind === "compare-resident" || kind === "capture-slap" ? "capture" : kind;
}

/** Runs each outstanding effect exactly once at a time; the same effect asked for twice is the same work. */
export function createEffectRunner({ perform, submit, clock, logger }: EffectRunnerParts): EffectRunner {
  const underWay = new Map<string, Work>();
  let isStopped = false;

  const performAndSubmit = async ({ effect, visit, signal }: Assignment): Promise<void> => {
    const deed = await perform(effect, visit, signal);
    if (signal.aborted) return;
    const refusal = await submit(visit.visitId, deed);
    if (refusal === null) return;
    logger.warn("effect.refused", { effect: effect.kind, deed: deed.kind, cause: refusal.cause });
  };

  const work = async (assignment: Assignment): Promise<void> => {
    const { effect, signal } = assignment;
    for (let delayMs = retryDelayMinMs; !signal.aborted; delayMs = Math.min(delayMs * 2, retryDelayMaxMs)) {
      try {
        return await performAndSubmit(assignment);
      } catch (error) {
        if (signal.aborted) return;
        logger.error("effect.failed", {
          effect: effect.kind,
          problem: error instanceof Error ? error.message : "unknown",
        });
        await clock.sleep(delayMs, signal).catch(() => undefined);
      }
    }
  };

  const start = (key: string, effect: VisitEffect, visit: OpenVisit | FinishedVisit): void => {
    const before = underWay.get(key);
    if (before !== undefined && !before.abort.signal.aborted) return;
    const abort = new AbortController();
    // Work that was stopped may still be leaving its device: what needs the same one begins only after that.
    const needs = deviceUse(effect);
    const leaving = [...underWay.values()].filter((one) => one.needs === needs && one.abort.signal.aborted);
    const ended = Promise.all(leaving.map((one) => one.ended))
      .then(() => work({ effect, visit, signal: abort.signal }))
      .finally(() => {
        if (underWay.get(key)?.abort === abort) underWay.delete(key);
      });
    underWay.set(key, { needs, abort, ended });
  };

  return {
    reconcile: (visitId, state, effects) => {
      const wanted = new Map(effects.map((effect) => [`${visitId} ${JSON.stringify(effect)}`, effect]));
      for (const [key, { abort }] of underWay) {
        if (key.startsWith(`${visitId} `) && !wanted.has(key)) abort.abort(new Error("no longer wanted"));
      }
      if (isStopped || !("visit" in state)) return;
      for (const [key, effect] of wanted) start(key, effect, state.visit);
    },
    stop: async () => {
      // What ends now may still bring the visit on: nothing new is begun for it.
      isStopped = true;
      const works = [...underWay.values()];
      for (const { abort } of works) abort.abort(new Error("the booth stops"));
      await Promise.allSettled(works.map(({ ended }) => ended));
    },
  };
}
