import type { Box, Point } from "../../runtime/kernel/geometry.ts";
import { sigmoid } from "./make-tensor.ts";

export type Detection = {
  /** 0 to 1. */
  readonly confidenceRatio: number;
  readonly box: Box;
  /** Image-left eye, image-right eye, nose tip, mouth, image-left ear, image-right ear, of a frontal face. */
  readonly keypoints: readonly Point[];
};

/** The full-range detector looks at 48 × 48 places of a 192-pixel square, one anchor each, in its middle. */
export const detectorSidePx = 192;
const gridCells = 48;
const cellPx = detectorSidePx / gridCells;
const valuesEach = 16;
const keypointCount = 6;

/** Detections of at least the given confidence, in pixels of the detector's input, in the order of the anchors. */
export function decodeDetections(
  regressors: Float32Array,
  scores: Float32Array,
  confidenceMinRatio: number,
): Detection[] {
  const detections: Detection[] = [];
  for (let anchor = 0; anchor < gridCells * gridCells; anchor += 1) {
    const confidenceRatio = sigmoid(scores[anchor] ?? Number.NEGATIVE_INFINITY);
    if (confidenceRatio >= confidenceMinRatio) {
      detections.push(decodeOne(regressors.subarray(anchor * valuesEach), anchorCentre(anchor), confidenceRatio));
    }
  }
  return detections;
}

/** Middle of an anchor's cell; anchors run row by row. */
export function anchorCentre(anchor: number): Point {
  return {
    x: ((anchor % gridCells) + 0.5) * cellPx,
    y: (Math.floor(anchor / gridCells) + 0.5) * cellPx,
  };
}

function decodeOne(values: Float32Array, anchor: Point, confidenceRatio: number): Detection {
  const at = (index: number) => values[index] ?? 0;
  const width = at(2);
  const height = at(3);
  return {
    confidenceRatio,
    box: { x: anchor.x + at(0) - width / 2, y: anchor.y + at(1) - height / 2, width, height },
    keypoints: Array.from({ length: keypointCount }, (_, index) => ({
      x: anchor.x + at(4 + 2 * index),
      y: anchor.y + at(5 + 2 * index),
    })),
  };
}
