import { z } from "zod";
import { type VisitEvent, visitEventSchema } from "./visit-event.ts";

/**
 * The visits in hand at one place of the journal: their events, not their state, so that the state is always what the
 * procedure of this version makes of them.
 */
export const visitSnapshotSchema = z.strictObject({
  /** Sequence and hash of the journal entry after which it was taken. */
  sequence: z.int().nonnegative(),
  hash: z.string().max(64),
  visits: z.array(z.strictObject({ visitId: z.uuid(), events: z.array(visitEventSchema) })),
});

export type VisitSnapshot = {
  readonly sequence: number;
  readonly hash: string;
  readonly visits: readonly { readonly visitId: string; readonly events: readonly VisitEvent[] }[];
};

/** Where snapshots are kept. Losing one costs time at the next start, never a visit. */
export type SnapshotStore = {
  readonly read: () => VisitSnapshot | null;
  readonly write: (snapshot: VisitSnapshot) => Promise<void>;
};
