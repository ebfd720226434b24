import { z } from "zod";
import type { Settings } from "../settings/settings.ts";

/** The register book of one office: the last number of each year, and the visits that hold one. */
export const registerBookSchema = z.strictObject({
  year: z.int().min(2000).max(9999),
  lastNumber: z.int().nonnegative(),
  /** Visit id to its number, for visits of this year: asking twice gives the same number. */
  numbers: z.record(z.string(), z.string()),
});
export type RegisterBook = z.output<typeof registerBookSchema>;

export const emptyRegisterBook: RegisterBook = { year: 2000, lastNumber: 0, numbers: {} };

/**
 * The visit's number in the register book, e.g. `012/PB/2026`; counted from 1 each year. Durable before it is told.
 * A year before the book's own is a clock that was lost, and goes on in the book's year: no number is given twice.
 * @throws BoothError `disk.full`, `state.poisoned`
 */
export async function assignRegisterNumber(
  book: Settings<RegisterBook>,
  { visitId, officeCode, year }: { readonly visitId: string; readonly officeCode: string; readonly year: number },
): Promise<string> {
  const known = book.value().numbers[visitId];
  if (known !== undefined) return known;
  const updated = await book.update((before) => {
    if (before.numbers[visitId] !== undefined) return before;
    const current = year > before.year ? { year, lastNumber: 0, numbers: {} } : before;
    const lastNumber = current.lastNumber + 1;
    const number = `${String(lastNumber).padStart(3, "0")}/${officeCode}/${current.year}`;
    return { year: current.year, lastNumber, numbers: { ...current.numbers, [visitId]: number } };
  });
  return updated.numbers[visitId] ?? "";
}
