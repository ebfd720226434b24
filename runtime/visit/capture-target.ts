import { type Eye, eyes, type FingerPosition, fingerPositions, type Modality } from "../kernel/biometric.ts";

/** Everything a KTP-el visit captures, under the names that files and messages use. */
export const captureTargets = [
  "face",
  "finger-01",
  "finger-02",
  "finger-03",
  "finger-04",
  "finger-05",
  "finger-06",
  "finger-07",
  "finger-08",
  "finger-09",
  "finger-10",
  "signature",
  "iris-right",
  "iris-left",
] as const;
export type CaptureTarget = (typeof captureTargets)[number];

/** A target taken apart; the union tells which device looks at it. */
export type TargetParts =
  | { readonly modality: "face" }
  | { readonly modality: "fingerprint"; readonly position: FingerPosition }
  | { readonly modality: "signature" }
  | { readonly modality: "iris"; readonly eye: Eye };

export function parseTarget(target: CaptureTarget): TargetParts {
  if (target === "face") return { modality: "face" };
  if (target === "signature") return { modality: "signature" };
  for (const eye of eyes) if (target === irisTarget(eye)) return { modality: "iris", eye };
  for (const position of fingerPositions) {
    if (target === fingerTarget(position)) return { modality: "fingerprint", position };
  }
  // Every member of the union is covered above; a new one must be added there.
  throw new RangeError(`no such capture target: ${target}`);
}

export function fingerTarget(position: FingerPosition): CaptureTarget {
  return `finger-${String(position).padStart(2, "0")}` as CaptureTarget;
}

export function irisTarget(eye: Eye): CaptureTarget {
  return `iris-${eye}`;
}

export function modalityOf(target: CaptureTarget): Modality {
  return parseTarget(target).modality;
}
