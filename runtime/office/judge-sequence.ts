/**
 * How a package continues what its booth sent before. `gap`: packages in between are still missing; `late`: it fills
 * such a gap; `repeated`: another package had this number; `chain-broken`: it names another predecessor than the one we
 * have; `unnumbered`: sent from safe mode.
 */
export type SequenceRemark = "in-order" | "gap" | "late" | "repeated" | "chain-broken" | "unnumbered";

/** What the office has of one booth: package ids by the booth's own numbers. */
export type BoothHistory = { readonly highest: number; readonly bySequence: ReadonlyMap<number, string> };

export const emptyHistory: BoothHistory = { highest: 0, bySequence: new Map() };

/** A remark never refuses a package: a gap may be another package still under way. */
export function judgeSequence(
  { sequence, previousPackageId }: { readonly sequence: number; readonly previousPackageId: string | null },
  { highest, bySequence }: BoothHistory,
): SequenceRemark {
  if (sequence === 0) return "unnumbered";
  if (bySequence.has(sequence)) return "repeated";
  if (sequence > highest + 1) return "gap";
  const predecessor = sequence === 1 ? null : bySequence.get(sequence - 1);
  if (predecessor !== undefined && predecessor !== previousPackageId) return "chain-broken";
  return sequence === highest + 1 ? "in-order" : "late";
}
