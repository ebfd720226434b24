import type { Box, Point } from "../../runtime/kernel/geometry.ts";
import type { Detection } from "./decode-detections.ts";

/**
 * Weighted non-maximum suppression: detections that overlap the most confident one become one, their boxes and
 * keypoints averaged by confidence. Most confident first.
 */
export function mergeDetections(detections: readonly Detection[], overlapMaxRatio: number): Detection[] {
  const merged: Detection[] = [];
  let remaining = [...detections].sort((a, b) => b.confidenceRatio - a.confidenceRatio);
  for (let best = remaining[0]; best !== undefined; best = remaining[0]) {
    const leader = best;
    const group = remaining.filter(
      (other) => other === leader || overlapRatio(leader.box, other.box) > overlapMaxRatio,
    );
    merged.push(averageByConfidence(leader, group));
    remaining = remaining.filter((other) => !group.includes(other));
  }
  return merged;
}

/** Area of the intersection over the area of the union, 0 to 1. */
export function overlapRatio(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

function averageByConfidence(leader: Detection, group: readonly Detection[]): Detection {
  const total = group.reduce((sum, { confidenceRatio }) => sum + confidenceRatio, 0);
  const mean = (pick: (detection: Detection) => number) =>
    group.reduce((sum, detection) => sum + detection.confidenceRatio * pick(detection), 0) / total;
  const meanPoint = (pick: (detection: Detection) => Point | undefined): Point => ({
    x: mean((detection) => pick(detection)?.x ?? 0),
    y: mean((detection) => pick(detection)?.y ?? 0),
  });
  return {
    confidenceRatio: leader.confidenceRatio,
    box: {
      x: mean(({ box }) => box.x),
      y: mean(({ box }) => box.y),
      width: mean(({ box }) => box.width),
      height: mean(({ box }) => box.height),
    },
    keypoints: leader.keypoints.map((_, index) => meanPoint(({ keypoints }) => keypoints[index])),
  };
}
