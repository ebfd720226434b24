import type { Journal } from "../journal/journal.ts";
import type { Clock } from "../kernel/clock.ts";
import { BoothError } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import { createEffectRunner, type PerformEffect } from "./effect-runner.ts";
import type { VisitDeed, VisitEvent } from "./visit-event.ts";
import { type ReplayedVisit, replayVisits, visitEntryKind } from "./visit-replay.ts";
import type { SnapshotStore, VisitSnapshot } from "./visit-snapshot.ts";
import type { Refusal, VisitPolicy, VisitState } from "./visit-state.ts";
import { transition } from "./visit-transition.ts";

export type VisitChange = {
  readonly visitId: string;
  readonly before: VisitState;
  readonly after: VisitState;
  readonly event: VisitEvent;
};

/** All visits in hand. The one way by which anything happens to a visit. */
export type VisitDesk = {
  /**
   * Offers one deed. Resolves once the event is durable, or with the refusal; deeds are taken one after another.
   * @throws BoothError `journal.full`, `disk.full`, `state.poisoned`: then nothing has happened
   */
  readonly submit: (visitId: string, deed: VisitDeed) => Promise<Refusal | null>;
  readonly find: (visitId: string) => VisitState | undefined;
  /** Visits that are not over yet, in the order of their opening. */
  readonly inHand: () => readonly ReplayedVisit[];
  /** Milliseconds on the visit's own clock, for live times. */
  readonly visitMs: (visitId: string) => number;
  /** Told after each accepted event is durable. Returns the way to stop listening. */
  readonly onChange: (listener: (change: VisitChange) => void) => () => void;
  /** Starts the work that the recovered visits wait for. Call once, when everything that performs is ready. */
  readonly start: () => Promise<void>;
  /** Stops work under way; what it had not finished is asked for again at the next start. */
  readonly close: () => Promise<void>;
};

export type VisitDeskParts = {
  readonly journal: Journal;
  readonly snapshots: SnapshotStore;
  readonly perform: PerformEffect;
  readonly policy: VisitPolicy;
  /** Asked last about a deed that the procedure accepts: whether whoever does it has proved who it is. */
  readonly admit?: (visitId: string, deed: VisitDeed) => Refusal | null;
  readonly clock: Clock;
  readonly logger: Logger;
};

/**
 * Replays the journal into the exact state before the last stop.
 * @throws BoothError `journal.corrupt` when an entry is not a visit event of ours
 */
export async function openVisitDesk({
  journal,
  snapshots,
  perform,
  policy,
  admit = () => null,
  clock,
  logger,
}: VisitDeskParts): Promise<VisitDesk> {
  const visits = new Map<string, ReplayedVisit>();
  for (const visit of await replayVisits({ journal, snapshot: snapshots.read(), policy }))
    visits.set(visit.visitId, visit);
  const listeners = new Set<(change: VisitChange) => void>();
  const clocks = createVisitClocks(clock);
  for (const visit of visits.values()) clocks.resume(visit);
  let queue: Promise<unknown> = Promise.resolve();

  const runner = createEffectRunner({ perform, submit: (visitId, deed) => submit(visitId, deed), clock, logger });

  const take = async (visitId: string, deed: VisitDeed): Promise<Refusal | null> => {
    const known = visits.get(visitId);
    const before = known?.state ?? { phase: "idle" };
    const blocking = findBlocking(visits.values(), visitId, deed);
    if (blocking !== null) return blocking;
    const event: VisitEvent = { visitId, at: clock.nowAt(), ms: clocks.read(visitId), deed };
    const { state: after, effects, refusal } = transition(before, event, policy);
    const unproved = refusal ?? admit(visitId, deed);
    if (unproved !== null) return unproved;
    const entry = await journal.append(visitEntryKind, event);
    if (known === undefined) clocks.start(visitId);
    if (isOver(after)) visits.delete(visitId);
    else visits.set(visitId, { visitId, state: after, events: [...(known?.events ?? []), event] });
    for (const listener of listeners) listener({ visitId, before, after, event });
    if (isOver(after)) clocks.forget(visitId);
    runner.reconcile(visitId, after, effects);
    await keepSnapshot({ sequence: entry.sequence, hash: entry.hash, visits: listEvents(visits.values()) });
    return null;
  };

  // The event is durable by now: a snapshot that cannot be written only makes the next start longer.
  const keepSnapshot = async (snapshot: VisitSnapshot): Promise<void> => {
    try {
      await snapshots.write(snapshot);
    } catch (error) {
      logger.warn("snapshot.not-written", { problem: error instanceof Error ? error.message : "unknown" });
    }
  };

  const submit = (visitId: string, deed: VisitDeed): Promise<Refusal | null> => {
    const turn = queue.then(() => take(visitId, deed));
    queue = turn.catch(() => undefined);
    return turn;
  };

  return {
    submit,
    find: (visitId) => visits.get(visitId)?.state,
    inHand: () => [...visits.values()],
    visitMs: clocks.read,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {
      for (const { visitId, state } of [...visits.values()]) {
        if (state.phase === "open" || state.phase === "finished") await submit(visitId, { kind: "recovered" });
      }
    },
    close: async () => {
      await runner.stop();
      await queue;
    },
  };
}

/** Submits, and turns a refusal into an error, for callers to whom a refusal is a failure. */
export async function submitOrThrow(desk: VisitDesk, visitId: string, deed: VisitDeed): Promise<void> {
  const refusal = await desk.submit(visitId, deed);
  if (refusal === null) return;
  const { cause, nextAction, override } = refusal;
  throw new BoothError("visit.refused", { event: deed.kind, cause, nextAction, override: override ?? "-" });
}

function listEvents(visits: Iterable<ReplayedVisit>): VisitSnapshot["visits"] {
  return Array.from(visits, ({ visitId, events }) => ({ visitId, events }));
}

function isOver({ phase }: VisitState): boolean {
  return phase === "closed" || phase === "cancelled";
}

/** One resident at a time stands in the booth; others wait suspended. */
function findBlocking(visits: Iterable<ReplayedVisit>, visitId: string, deed: VisitDeed): Refusal | null {
  if (deed.kind !== "opened" && deed.kind !== "resumed") return null;
  for (const visit of visits) {
    if (visit.visitId !== visitId && visit.state.phase === "open") {
      return { cause: "booth-occupied", nextAction: "suspend-or-finish-first", override: "operator" };
    }
  }
  return null;
}

type VisitClocks = {
  /** 0 for a visit that has no clock. */
  readonly read: (visitId: string) => number;
  readonly start: (visitId: string) => void;
  readonly resume: (visit: ReplayedVisit) => void;
  readonly forget: (visitId: string) => void;
};

/**
 * Each visit's clock starts at 0 and never runs backwards. Across a restart it goes on by the wall clock, as the
 * monotonic one does not survive; a wall clock set back counts as no time.
 */
function createVisitClocks(clock: Clock): VisitClocks {
  const origins = new Map<string, number>();
  return {
    read: (visitId) => {
      const nowMs = clock.monotonicMs();
      return Math.max(0, nowMs - (origins.get(visitId) ?? nowMs));
    },
    start: (visitId) => origins.set(visitId, clock.monotonicMs()),
    resume: ({ visitId, events }) => {
      const last = events.at(-1);
      if (last === undefined) return;
      const gapMs = Math.max(0, Date.parse(clock.nowAt()) - Date.parse(last.at));
      origins.set(visitId, clock.monotonicMs() - last.ms - gapMs);
    },
    forget: (visitId) => origins.delete(visitId),
  };
}
