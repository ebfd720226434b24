import type { Box, Point } from "../../runtime/kernel/geometry.ts";
import type { Landmark } from "./find-landmarks.ts";

/**
 * Lengths of a face that the measures of ISO/IEC 29794-5 are built from. The standard's reference implementation reads
 * them off another set of landmarks (98 points of WFLW); these are the nearest of our 478, so native values can differ
 * a little from its own.
 */
export type FaceGeometry = {
  /** Image-left eye, image-right eye: the middle of each eye's corners. */
  readonly eyeCentres: readonly [Point, Point];
  readonly betweenEyes: Point;
  readonly mouth: Point;
  readonly mouthCorners: readonly [Point, Point];
  readonly noseTip: Point;
  readonly interEyePx: number;
  /** From between the eyes to the chin: the standard's unit for openings and margins. */
  readonly faceLengthPx: number;
  /** Across the widest part of the face, ear to ear, without ears or hair. */
  readonly headWidthPx: number;
  readonly middle: Point;
};

const eyeCorners = [
  [33, 133],
  [362, 263],
] as const;
const lidPairs = [
  [
    [160, 144],
    [159, 145],
    [158, 153],
  ],
  [
    [385, 380],
    [386, 374],
    [387, 373],
  ],
] as const;
const innerLipPairs = [
  [82, 87],
  [13, 14],
  [312, 317],
] as const;
const mouthCorners = [61, 291] as const;
const chin = 152;
const noseTip = 1;
const cheeks = [234, 454] as const;

export function measureGeometry(landmarks: readonly Landmark[]): FaceGeometry {
  const at = (index: number) => pointAt(landmarks, index);
  const [left, right] = eyeCorners.map(([a, b]) => between(at(a), at(b)));
  const eyeCentres = [left ?? origin, right ?? origin] as const;
  const betweenEyes = between(...eyeCentres);
  const corners = [at(mouthCorners[0]), at(mouthCorners[1])] as const;
  return {
    eyeCentres,
    betweenEyes,
    mouth: between(...corners),
    mouthCorners: corners,
    noseTip: at(noseTip),
    interEyePx: distance(...eyeCentres),
    faceLengthPx: distance(betweenEyes, at(chin)),
    headWidthPx: distance(at(cheeks[0]), at(cheeks[1])),
    middle: between(at(cheeks[0]), at(cheeks[1])),
  };
}

/** Opening of the eye that is less open over the face's length (ISO/IEC 29794-5, eyes open). */
export function measureEyeOpening(landmarks: readonly Landmark[], faceLengthPx: number): number {
  return Math.min(...lidPairs.map((pairs) => widestGap(landmarks, pairs))) / Math.max(faceLengthPx, 1);
}

/** Opening of the lips over the face's length (ISO/IEC 29794-5, mouth closed). */
export function measureMouthOpening(landmarks: readonly Landmark[], faceLengthPx: number): number {
  return widestGap(landmarks, innerLipPairs) / Math.max(faceLengthPx, 1);
}

export function boxAround(points: readonly Point[]): Box {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const origin: Point = { x: 0, y: 0 };

function pointAt(landmarks: readonly Landmark[], index: number): Point {
  return landmarks[index] ?? origin;
}

function widestGap(landmarks: readonly Landmark[], pairs: readonly (readonly [number, number])[]): number {
  return Math.max(...pairs.map(([upper, lower]) => distance(pointAt(landmarks, upper), pointAt(landmarks, lower))));
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
