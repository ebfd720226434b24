import { z } from "zod";

/** What the guest tells the host, a line of JSON each. */
const guestReportSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("check"),
    /** A sentence of behaviour, with the device before it. */
    name: z.string(),
    outcome: z.enum(["passed", "failed", "skipped"]),
    elapsedMs: z.number(),
    /** Why it failed or was skipped; what was measured, where something was. */
    note: z.string(),
  }),
  /** Every check has been tried. */
  z.strictObject({ kind: z.literal("end") }),
]);
export type GuestReport = z.output<typeof guestReportSchema>;
export type CheckReport = Extract<GuestReport, { kind: "check" }>;

/** Null for a line that is none, such as one that the end of the machine cut short. */
export function parseGuestReport(line: string): GuestReport | null {
  try {
    return guestReportSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** One line, whatever the note holds. */
export function formatGuestReport(report: GuestReport): string {
  return `${JSON.stringify(report)}\n`;
}
