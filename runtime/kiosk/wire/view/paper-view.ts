import { z } from "zod";
import type { ReadOnly } from "../read-only.ts";
import { count, flag, text } from "./terms.ts";

export const paperView = z.strictObject({
  paper: text,
  form: z.enum(["copy", "original", "both"]),
  condition: z.enum(["always", "when-data-differ"]),
  isOriginalSighted: flag,
  isCopyKept: flag,
  pages: count,
  /** `scanned`: a page is there, and whether it will do is for an officer to say. */
  state: z.enum(["missing", "scanning", "scanned", "settled", "waived"]),
  /** In the form that the procedure asks for, or waived. */
  isSettled: flag,
});
export type PaperView = ReadOnly<z.output<typeof paperView>>;

export const paperPart = z.enum(["original", "copy"]);
export type PaperPart = z.output<typeof paperPart>;
