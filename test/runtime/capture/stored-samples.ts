import { joinBytes } from "../../../pipelines/codec/byte-parts.ts";
import type { Minutia } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import { drawSvg } from "../../../pipelines/signature/draw-svg.ts";
import { encodeStoredCapture, type StoredCapture } from "../../../runtime/capture/stored-capture.ts";
import type { Provenance } from "../../../runtime/kernel/device.ts";
import type { GrayImage, RgbImage } from "../../../runtime/kernel/image.ts";
import { type CaptureTarget, parseTarget } from "../../../runtime/visit/capture-target.ts";

export const simulated: Provenance = {
  driver: "fake-driver",
  model: "fake",
  serial: "EMU-1",
  firmware: "1",
  hardwareId: null,
  nativePpi: null,
  bitDepth: null,
  isCertified: false,
  isSimulated: true,
};

/** A grey ramp, so that every pixel has its own value. */
export function grayImage(widthPx: number, heightPx: number, resolutionPpi = 500): GrayImage {
  return { widthPx, heightPx, resolutionPpi, pixels: ramp(widthPx * heightPx) };
}

export function rgbImage(widthPx: number, heightPx: number): RgbImage {
  return { widthPx, heightPx, pixels: ramp(widthPx * heightPx * 3) };
}

function ramp(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => index % 251);
}

const minutiae: readonly Minutia[] = [
  { x: 1, y: 2.5, angleDeg: 45, kind: "ending", quality: 80 },
  { x: 4, y: 6, angleDeg: 270.25, kind: "bifurcation", quality: 0 },
];

const eyeCentres: [{ x: number; y: number }, { x: number; y: number }] = [
  { x: 3, y: 4 },
  { x: 5, y: 4 },
];

const points = [{ name: "nose-tip" as const, x: 4, y: 5 }];

const irises = [{ eye: "right" as const, x: 3, y: 4, radius: 1, openingRatio: 0.8 }];

/** A small sound capture of any target, as the station stores it. */
export function storedCaptureOf(target: CaptureTarget): StoredCapture {
  const { modality } = parseTarget(target);
  const capturedAt = "2026-01-05T01:00:00.000Z";
  const facts = { target, capturedAt, provenance: simulated, score: 70, measures: { contrast: 0.5 }, reasons: [] };
  switch (modality) {
    case "face": {
      const pose = { yawDeg: 1, pitchDeg: -2, rollDeg: 0.5 };
      return {
        ...facts,
        findings: {
          modality,
          geometry: { pose, eyeCentres, headWidthPx: 6, points, isCut: true, isTurned: true, isReduced: true, irises },
        },
        image: rgbImage(8, 10),
      };
    }
    case "fingerprint":
      return { ...facts, findings: { modality, minutiae }, image: grayImage(6, 7) };
    case "iris": {
      const geometry = { limbus: { x: 4, y: 3, radius: 2 }, pupil: { x: 4, y: 3, radius: 1 } };
      return { ...facts, findings: { modality, geometry }, image: grayImage(8, 6, 0) };
    }
    case "signature": {
      const points = [{ x: 1, y: 2, t: 0, p: 0.5, down: true }];
      const ink = { kind: "ink" as const, widthMm: 80, heightMm: 48, points };
      return {
        ...facts,
        findings: { modality, ink, svg: drawSvg([[{ xMm: 1, yMm: 2, radiusMm: 0.3 }]]) },
        image: grayImage(9, 4, 300),
      };
    }
    default:
      return modality satisfies never;
  }
}

/** What the vault keeps of it, in one piece. */
export function encodeWhole(capture: StoredCapture): Uint8Array {
  return joinBytes(encodeStoredCapture(capture));
}
