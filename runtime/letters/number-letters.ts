import type { Clock } from "../kernel/clock.ts";
import { type OfficeTimeZone, officeDay } from "../kernel/office-day.ts";
import type { Settings } from "../settings/settings.ts";
import { assignRegisterNumber, type RegisterBook } from "./register-book.ts";

/**
 * The number that a visit's letter carries, wherever it appears: on the sheet that is signed, in the package, on the slip.
 * The same visit always has the same one. @throws BoothError `disk.full`, `state.poisoned`
 */
export type NumberLetter = (visit: {
  readonly visitId: string;
  readonly registerNumber: string | null;
}) => Promise<string>;

export type LetterNumbering = {
  /** Recordings have a book of their own, since the procedure enters only letters in the office's. */
  readonly recordingBook: Settings<RegisterBook>;
  readonly boothId: string;
  readonly timeZone: OfficeTimeZone;
  readonly clock: Clock;
};

/** Letters by the number that the office's book gave them; recordings are numbered here when first asked for. */
export function numberLetters({ recordingBook, boothId, timeZone, clock }: LetterNumbering): NumberLetter {
  return async ({ visitId, registerNumber }) => {
    if (registerNumber !== null) return registerNumber;
    const year = Number(officeDay(clock.nowAt(), timeZone).slice(0, 4));
    return assignRegisterNumber(recordingBook, { visitId, officeCode: boothId, year });
  };
}
