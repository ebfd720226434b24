import assert from "node:assert/strict";
import { cropImage } from "../../pipelines/image/crop-image.ts";
import { boxAroundIris } from "../../pipelines/iris/crop-iris.ts";
import type { Reason } from "../kernel/assessment.ts";
import type { ExceptionReason, Eye } from "../kernel/biometric.ts";
import type { FaceCapture, PackageContent } from "./package-content.ts";
import type { EyeInPortrait, PortraitEye, PortraitEyeCode, PortraitEyesPolicy } from "./portrait-eye.ts";

/** Of an eye less open than this the lids hide too much of the iris. */
const openingMinRatio = 0.5;

/**
 * Each eye whose iris is not there, cut out of the portrait pixel for pixel with the margins of an iris crop, or why it is
 * not; empty where the policy keeps none.
 */
export function keepPortraitEyes(
  { captures, missing }: Pick<PackageContent, "captures" | "missing">,
  policy: PortraitEyesPolicy,
): readonly PortraitEye[] {
  if (!policy.isKept) return [];
  const portrait = captures.find((capture) => capture.modality === "face");
  return missing.flatMap(({ modality, position: eye, reason }) => {
    if (modality !== "iris" || (eye !== "right" && eye !== "left")) return [];
    return [keepEye(eye, reason, portrait, policy)];
  });
}

/** Whether the portrait serves for an eye that was excepted for this reason; null where it does. */
export function refusePortraitEye(
  excepted: ExceptionReason,
  seen: EyeInPortrait | "no-portrait" | "not-found",
  { irisDiameterMinPx }: PortraitEyesPolicy,
): Reason<PortraitEyeCode> | null {
  // The landmarks put an iris into a socket or onto a bandage too.
  if (excepted === "missing" || excepted === "bandaged") return { code: "eye-not-there", value: 0, limit: 1 };
  if (seen === "no-portrait") return { code: "no-portrait", value: 0, limit: 1 };
  if (seen === "not-found") return { code: "iris-not-found", value: 0, limit: 1 };
  const { isResampled, openingRatio, irisDiameterPx } = seen;
  if (isResampled) return { code: "portrait-turned", value: 1, limit: 0 };
  if (!(openingRatio >= openingMinRatio)) return { code: "eye-shut", value: openingRatio, limit: openingMinRatio };
  if (irisDiameterPx >= irisDiameterMinPx) return null;
  return { code: "too-few-pixels", value: irisDiameterPx, limit: irisDiameterMinPx };
}

/** What there is to say of each iris that lies in the portrait with its margins. */
export function describeEyes({
  irises,
  image,
  isTurned,
}: Pick<FaceCapture, "irises" | "image" | "isTurned">): readonly EyeInPortrait[] {
  return irises
    .filter((iris) => boxAroundIris(iris, image) !== null)
    .map(({ eye, radius, openingRatio }) => ({ eye, irisDiameterPx: 2 * radius, openingRatio, isResampled: isTurned }));
}

function keepEye(
  eye: Eye,
  excepted: ExceptionReason,
  portrait: FaceCapture | undefined,
  policy: PortraitEyesPolicy,
): PortraitEye {
  const seen = portrait && describeEyes(portrait).find((one) => one.eye === eye);
  const reason = refusePortraitEye(excepted, seen ?? (portrait === undefined ? "no-portrait" : "not-found"), policy);
  if (reason !== null) return { kind: "not-kept", eye, reason };
  const iris = portrait?.irises.find((one) => one.eye === eye);
  const box = portrait && iris && boxAroundIris(iris, portrait.image);
  assert(portrait && iris && box, "an eye that was found has a place");
  return {
    kind: "kept",
    eye,
    image: cropImage(portrait.image, box),
    iris: { x: iris.x - box.x, y: iris.y - box.y, radius: iris.radius },
    origin: { x: box.x, y: box.y },
    provenance: portrait.provenance,
  };
}
