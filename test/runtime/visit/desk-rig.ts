import { attendVisit } from "../../../runtime/attendant/attend-visit.ts";
import { createSilentLogger } from "../../../runtime/kernel/logger.ts";
import type { ServiceId } from "../../../runtime/procedure/service.ts";
import type { PerformEffect } from "../../../runtime/visit/effect-runner.ts";
import {
  openVisitDesk,
  submitOrThrow,
  type VisitDesk,
  type VisitDeskParts,
} from "../../../runtime/visit/visit-desk.ts";
import type { SnapshotStore, VisitSnapshot } from "../../../runtime/visit/visit-snapshot.ts";
import type { VisitEffect, VisitState } from "../../../runtime/visit/visit-state.ts";
import { createManualClock } from "../../manual-clock.ts";
import { createMemoryJournal } from "./memory-journal.ts";
import { answerEffect, fullPlan, goodMachine, openingOf, policy, visitId } from "./play-visit.ts";

/** Snapshots that are kept in memory, as text, as a disk would. */
export function createMemorySnapshots(first: VisitSnapshot | null = null): SnapshotStore {
  let text = JSON.stringify(first);
  return {
    read: () => JSON.parse(text) as VisitSnapshot | null,
    write: async (snapshot) => {
      text = JSON.stringify(snapshot);
    },
  };
}

/** A performer that notes what it is asked for, and answers when told to, never by itself. */
export type WaitingPerformer = {
  readonly perform: PerformEffect;
  readonly asked: readonly { readonly effect: VisitEffect; readonly signal: AbortSignal }[];
};

export function createWaitingPerformer(): WaitingPerformer {
  const asked: { effect: VisitEffect; signal: AbortSignal }[] = [];
  return {
    asked,
    perform: (effect, _visit, signal) => {
      asked.push({ effect, signal });
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    },
  };
}

/** A machine in which everything works. */
export const performWell: PerformEffect = async (effect) => answerEffect(effect, goodMachine);

export function openTestDesk(parts: Partial<VisitDeskParts> = {}): Promise<VisitDesk> {
  return openVisitDesk({
    journal: createMemoryJournal(),
    snapshots: createMemorySnapshots(),
    perform: performWell,
    policy,
    clock: createManualClock(),
    logger: createSilentLogger(),
    ...parts,
  });
}

export async function openVisitOn(desk: VisitDesk, service: ServiceId = "ktp-el", id = visitId): Promise<void> {
  await submitOrThrow(desk, id, openingOf(service));
}

/** Lets everybody do their part until the last gate is passed. */
export async function attend(desk: VisitDesk, id = visitId): Promise<void> {
  await attendVisit(desk, id, fullPlan, new AbortController().signal);
}

/** Resolves with the visit's state once it is in `phase`. */
export function waitForPhase<P extends VisitState["phase"]>(desk: VisitDesk, phase: P, id = visitId) {
  type InPhase = Extract<VisitState, { readonly phase: P }>;
  return new Promise<InPhase>((resolve) => {
    const check = (state: VisitState | undefined) => {
      if (state?.phase !== phase) return;
      stop();
      resolve(state as InPhase);
    };
    const stop = desk.onChange(({ visitId: changed, after }) => {
      if (changed === id) check(after);
    });
    check(desk.find(id));
  });
}
