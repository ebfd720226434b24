import type { PortraitEyesPolicy } from "../../record/portrait-eye.ts";
import { refusePortraitEye } from "../../record/portrait-eyes.ts";
import { parseTarget } from "../../visit/capture-target.ts";
import type { FinishedVisit } from "../../visit/visit-state.ts";
import type { PortraitEyeView } from "../wire/view/target-view.ts";

/** For each iris that is excepted, whether the portrait's own eye goes with the package in its place: by the rule of the package. */
export function projectPortraitEyes(
  { captures, exceptions }: Pick<FinishedVisit, "captures" | "exceptions">,
  policy: PortraitEyesPolicy,
): readonly PortraitEyeView[] {
  if (!policy.isKept) return [];
  const portrait = captures.find(({ target }) => target === "face")?.capture;
  return exceptions.flatMap(({ target, reason }) => {
    const parts = parseTarget(target);
    if (parts.modality !== "iris") return [];
    const seen = portrait?.eyes?.find(({ eye }) => eye === parts.eye);
    const refusal = refusePortraitEye(reason, seen ?? (portrait === undefined ? "no-portrait" : "not-found"), policy);
    const irisDiameterPx = seen === undefined ? null : Math.floor(seen.irisDiameterPx);
    return [{ target, irisDiameterPx, refusal: refusal?.code ?? null }];
  });
}
