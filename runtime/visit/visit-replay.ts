import type { Journal, JournalEntry } from "../journal/journal.ts";
import { BoothError } from "../kernel/errors.ts";
import { type VisitEvent, visitEventSchema } from "./visit-event.ts";
import type { VisitSnapshot } from "./visit-snapshot.ts";
import type { VisitPolicy, VisitState } from "./visit-state.ts";
import { transition } from "./visit-transition.ts";

/** The journal's name for a visit event. */
export const visitEntryKind = "visit";

export type ReplayedVisit = {
  readonly visitId: string;
  readonly state: VisitState;
  readonly events: readonly VisitEvent[];
};

export type ReplayParts = {
  readonly journal: Pick<Journal, "read">;
  readonly snapshot: VisitSnapshot | null;
  readonly policy: VisitPolicy;
};

/**
 * The visits in hand as the journal tells them. A snapshot that the chain confirms saves the replay of what lies
 * before it; one that it does not is ignored, for the journal is the truth.
 * @throws BoothError `journal.corrupt` when a visit entry is not an event that the procedure accepts
 */
export async function replayVisits({ journal, snapshot, policy }: ReplayParts): Promise<readonly ReplayedVisit[]> {
  const isConfirmed = snapshot !== null && (await isOnChain(journal, snapshot));
  const visits = new Map<string, ReplayedVisit>();
  for (const { visitId, events } of isConfirmed ? snapshot.visits : []) {
    for (const event of events) applyReplayed(visits, { visitId, event, policy });
  }
  const from = isConfirmed ? snapshot.sequence : 0;
  for await (const entry of journal.read()) {
    if (entry.sequence <= from || entry.kind !== visitEntryKind) continue;
    const event = parseEvent(entry);
    applyReplayed(visits, { visitId: event.visitId, event, policy });
  }
  return [...visits.values()];
}

async function isOnChain(journal: ReplayParts["journal"], { sequence, hash }: VisitSnapshot): Promise<boolean> {
  for await (const entry of journal.read()) if (entry.sequence === sequence) return entry.hash === hash;
  return false;
}

function parseEvent(entry: JournalEntry): VisitEvent {
  const parsed = visitEventSchema.safeParse(entry.body);
  if (parsed.success) return parsed.data;
  throw new BoothError("journal.corrupt", {
    path: `entry ${entry.sequence}`,
    offsetBytes: 0,
    problem: `not a visit event: ${parsed.error.issues[0]?.message ?? "unknown"}`,
  });
}

function applyReplayed(
  visits: Map<string, ReplayedVisit>,
  { visitId, event, policy }: { readonly visitId: string; readonly event: VisitEvent; readonly policy: VisitPolicy },
): void {
  const known = visits.get(visitId);
  const { state, refusal } = transition(known?.state ?? { phase: "idle" }, event, policy);
  if (refusal !== null) {
    const problem = `visit ${visitId}: ${event.deed.kind} was journalled but is refused (${refusal.cause})`;
    throw new BoothError("journal.corrupt", { path: "visit", offsetBytes: 0, problem });
  }
  if (state.phase === "closed" || state.phase === "cancelled") visits.delete(visitId);
  else visits.set(visitId, { visitId, state, events: [...(known?.events ?? []), event] });
}
