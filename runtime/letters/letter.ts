import type { OfficeTimeZone } from "../kernel/office-day.ts";

/** A letter as content, before it has a page. */
export type Letter = {
  readonly title: string;
  /** Number in the register book or of the recording. */
  readonly number: string;
  readonly paragraphs: readonly string[];
  /** Label and value. */
  readonly rows: readonly (readonly [string, string])[];
  readonly notes: readonly string[];
  /** Who signs, from left to right: role and, where known, the account that did. */
  readonly signatures: readonly { readonly role: string; readonly by: string }[];
  /** True when any part of the visit was simulated: every page says so. */
  readonly isSimulated: boolean;
  /** UTC ISO 8601; also the document's creation date, so that the same letter gives the same bytes. */
  readonly issuedAt: string;
};

/** Office name as printed at the head of every letter. */
export type LetterHead = {
  readonly lines: readonly [string, ...string[]];
  readonly place: string;
  readonly timeZone: OfficeTimeZone;
};

/** All but the first six and last two digits hidden: enough for its owner to recognise, too little for others. */
export function maskNik(nik: string): string {
  return `${nik.slice(0, 6)}••••••••${nik.slice(-2)}`;
}
