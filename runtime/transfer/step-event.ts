import { z } from "zod";

/** One moment of one step, told live to the office. Ids and times only: no personal data, ever. */
export const stepEventSchema = z.strictObject({
  version: z.literal(1),
  boothId: z.string().max(64),
  visitId: z.uuid(),
  service: z.string().max(32),
  stepId: z.string().max(64),
  kind: z.enum(["opened", "taken", "left", "suspended", "resumed", "finished", "cancelled"]),
  at: z.iso.datetime(),
  /** The role, never a name or an account. */
  role: z.string().max(32),
  standardMs: z.int().nonnegative(),
  workingMs: z.int().nonnegative(),
  waitingMs: z.int().nonnegative(),
});

export type StepEvent = Readonly<z.output<typeof stepEventSchema>>;
