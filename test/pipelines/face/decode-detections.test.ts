import { describe, expect, it } from "vitest";
import { anchorCentre, decodeDetections } from "../../../pipelines/face/decode-detections.ts";

const anchors = 48 * 48;

/** All anchors silent but the one given. */
function oneVoice(anchor: number, values: readonly number[], logit: number) {
  const regressors = new Float32Array(anchors * 16);
  regressors.set(values, anchor * 16);
  return { regressors, scores: new Float32Array(anchors).fill(-50).fill(logit, anchor, anchor + 1) };
}

describe("decodeDetections", () => {
  it("puts anchors in the middle of 4-pixel cells, row by row", () => {
    expect(anchorCentre(0)).toEqual({ x: 2, y: 2 });
    expect(anchorCentre(47)).toEqual({ x: 190, y: 2 });
    expect(anchorCentre(48)).toEqual({ x: 2, y: 6 });
    expect(anchorCentre(anchors - 1)).toEqual({ x: 190, y: 190 });
  });

  it("reads centre, size and six keypoints relative to the anchor", () => {
    const values = [1, -2, 40, 60, -10, -8, 10, -8, 0, 2, 0, 12, -18, 0, 18, 0];
    const { regressors, scores } = oneVoice(48 * 24 + 24, values, 4);
    const [found, ...others] = decodeDetections(regressors, scores, 0.5);

    expect(others).toEqual([]);
    expect(found?.confidenceRatio).toBeCloseTo(0.982, 3);
    expect(found?.box).toEqual({ x: 79, y: 66, width: 40, height: 60 });
    expect(found?.keypoints).toEqual([
      { x: 88, y: 90 },
      { x: 108, y: 90 },
      { x: 98, y: 100 },
      { x: 98, y: 110 },
      { x: 80, y: 98 },
      { x: 116, y: 98 },
    ]);
  });

  it("takes a confidence exactly at the limit and none below", () => {
    const { regressors, scores } = oneVoice(5, [0, 0, 10, 10], 0);
    expect(decodeDetections(regressors, scores, 0.5)).toHaveLength(1);
    expect(decodeDetections(regressors, scores, 0.51)).toHaveLength(0);
  });

  it("finds nothing in empty outputs", () => {
    expect(decodeDetections(new Float32Array(0), new Float32Array(0), 0.5)).toEqual([]);
  });
});
