import type { Eye } from "../../runtime/kernel/biometric.ts";
import type { Circle, Point } from "../../runtime/kernel/geometry.ts";

/** An iris as the landmarks of a face have it, in pixels of the image. */
export type PortraitIris = Circle & {
  /** The person's own: the right eye is at the image's left. */
  readonly eye: Eye;
  /** Distance of the lids over the iris' diameter: some 0.8 for an eye that is open. */
  readonly openingRatio: number;
};

/** Of the 478 landmarks: the middle of the iris, its two points along the lids, and the middle of each lid. */
const landmarksOf = {
  right: { centre: 468, sides: [469, 471], lids: [159, 145] },
  left: { centre: 473, sides: [474, 476], lids: [386, 374] },
} as const satisfies Record<Eye, unknown>;

/**
 * Where the irises of a face are; empty for landmarks without them. The radius is taken along the lids, which hide the rim
 * above and below. On drawn faces centre and radius are within a sixth of the radius (docs/adr/0014-eyes-from-the-portrait.md).
 */
export function measureIrises(landmarks: readonly Point[]): readonly PortraitIris[] {
  return (["right", "left"] as const).flatMap((eye) => {
    const { centre, sides, lids } = landmarksOf[eye];
    const [middle, one, other, upper, lower] = [centre, ...sides, ...lids].map((index) => landmarks[index]);
    if (!(middle && one && other && upper && lower)) return [];
    const radius = (distance(middle, one) + distance(middle, other)) / 2;
    if (!(radius > 0)) return [];
    return [{ eye, x: middle.x, y: middle.y, radius, openingRatio: distance(upper, lower) / (2 * radius) }];
  });
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
