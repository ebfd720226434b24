import type { Minutia } from "../../pipelines/fingerprint/extract-minutiae.ts";
import type { PrintTemplate } from "../../pipelines/fingerprint/match-fingerprints.ts";
import type { Reason } from "../kernel/assessment.ts";
import type { CaptureTarget } from "../visit/capture-target.ts";
import { type SameFingerCode, sameFingerCode } from "../visit/same-finger.ts";
import type { Pipelines } from "./pipelines.ts";

/** The other fingers of the same visit, and the score from which a print is one of them. */
export type OtherFingers = {
  readonly prints: readonly { readonly target: CaptureTarget; readonly template: PrintTemplate }[];
  readonly scoreMin: number;
};

/** A print as an assessment sees it: minutiae in pixels of its image. */
export type SeenPrint = { readonly minutiae: readonly Minutia[]; readonly resolutionPpi: number };

/** Names the other finger that a print is, the likeliest where there are several; null when it is none of them. */
export async function checkSequence(
  pipelines: Pick<Pipelines, "describePrint" | "scorePrints">,
  { minutiae, resolutionPpi }: SeenPrint,
  { prints, scoreMin }: OtherFingers,
): Promise<Reason<SameFingerCode> | null> {
  if (prints.length === 0 || minutiae.length === 0) return null;
  const probe = await pipelines.describePrint(minutiae, resolutionPpi);
  const scores = await pipelines.scorePrints(
    probe,
    prints.map(({ template }) => template),
  );
  let found: Reason<SameFingerCode> | null = null;
  for (const [index, { target }] of prints.entries()) {
    const value = scores[index] ?? 0;
    if (value < scoreMin || value <= (found?.value ?? -1)) continue;
    found = { code: sameFingerCode(target), value, limit: scoreMin };
  }
  return found;
}
