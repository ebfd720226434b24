import type { Eye, FingerPosition } from "../kernel/biometric.ts";
import type { AcceptedCapture } from "./package-content.ts";

/** The manifest's place: first in the archive. */
export const manifestName = "manifest.json";

/** What each file of an archive is called. The extension says how it is to be read. */
export const packageFileName = {
  finger: (position: FingerPosition) => `finger-${String(position).padStart(2, "0")}.fir`,
  minutiae: (position: FingerPosition) => `finger-${String(position).padStart(2, "0")}.fmr`,
  face: "face.fac",
  iris: (eye: Eye) => `iris-${eye}.iir`,
  portraitEye: (eye: Eye) => `portrait-eye-${eye}.jp2`,
  signature: "signature.sdi",
  signatureInk: "signature-ink.json",
  signatureImage: "signature.jp2",
  signatureOutline: "signature.svg",
  paper: (id: string, page: number, kind: "pdf" | "jpg") => `papers/${id}-${String(page).padStart(2, "0")}.${kind}`,
  letter: (id: string) => `letters/${id}.pdf`,
} as const;

/** Captures in the archive's order: fingers by position, face, right and left iris, signature. */
export function inPackageOrder(captures: readonly AcceptedCapture[]): readonly AcceptedCapture[] {
  return captures.toSorted((a, b) => rank(a) - rank(b));
}

function rank(capture: AcceptedCapture): number {
  switch (capture.modality) {
    case "fingerprint":
      return capture.position;
    case "face":
      return 20;
    case "iris":
      return capture.eye === "right" ? 30 : 31;
    case "signature":
      return 40;
    default:
      return capture satisfies never;
  }
}
