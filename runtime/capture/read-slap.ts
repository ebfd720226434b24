import type { SlapFinger, SlapSegmentation, SlapWish } from "../../pipelines/fingerprint/slap/segment-slap.ts";
import type { Reason } from "../kernel/assessment.ts";
import { type FingerPosition, type SlapTarget, slapFingers } from "../kernel/biometric.ts";
import type { GrayImage } from "../kernel/image.ts";
import type { Pipelines } from "./pipelines.ts";

/** What lies on the platen: the fingers that were asked for, or why it cannot be said which finger is which. */
export type SlapReading =
  | { readonly kind: "read"; readonly fingers: readonly SlapFinger[] }
  | { readonly kind: "refused"; readonly reasons: readonly Reason[]; readonly fingersCount: number };

export type SlapQuestion = {
  readonly slap: SlapTarget;
  /** The fingers of the slap that are still to be captured. */
  readonly wanted: readonly FingerPosition[];
  /** Fingers of either hand that are excused. */
  readonly missing: readonly FingerPosition[];
};

/**
 * Finds the fingers asked for, in the whole hand or laid down by themselves where the others are recorded already. A slap
 * of another hand, or with a finger too few or too many, is refused as a whole: a finger that might be its neighbour is
 * worse than none.
 */
export async function readSlap(
  segmentSlap: Pipelines["segmentSlap"],
  image: GrayImage,
  { slap, wanted, missing }: SlapQuestion,
): Promise<SlapReading> {
  const whole = await segmentSlap(image, { target: slap, missing: [...missing] });
  const isSure = findRefusals(whole).length === 0;
  const recorded = slapFingers[slap].filter((position) => !wanted.includes(position) && !missing.includes(position));
  if (isSure || recorded.length === 0) return describe(whole);
  const wish: SlapWish = { target: slap, missing: [...missing, ...recorded] };
  const alone = await segmentSlap(image, wish);
  return describe(findRefusals(alone).length === 0 ? alone : whole);
}

function describe(segmentation: SlapSegmentation): SlapReading {
  const reasons = findRefusals(segmentation);
  const { fingers } = segmentation;
  return reasons.length === 0 ? { kind: "read", fingers } : { kind: "refused", reasons, fingersCount: fingers.length };
}

/** A finger that is cut off is a matter of that finger. */
function findRefusals({ reasons }: SlapSegmentation): readonly Reason[] {
  return reasons.filter(({ code }) => code !== "cut-off");
}
