import { describe, expect, it } from "vitest";
import type { Detection } from "../../../pipelines/face/decode-detections.ts";
import { mergeDetections, overlapRatio } from "../../../pipelines/face/merge-detections.ts";

function detection(x: number, confidenceRatio: number): Detection {
  return { confidenceRatio, box: { x, y: 0, width: 10, height: 10 }, keypoints: [{ x: x + 5, y: 5 }] };
}

describe("mergeDetections", () => {
  it("averages overlapping boxes and keypoints by confidence and keeps the best confidence", () => {
    const [merged, ...others] = mergeDetections([detection(2, 0.5), detection(0, 1)], 0.3);
    expect(others).toEqual([]);
    expect(merged?.confidenceRatio).toBe(1);
    expect(merged?.box.x).toBeCloseTo(2 / 3, 6);
    expect(merged?.keypoints[0]?.x).toBeCloseTo(5 + 2 / 3, 6);
  });

  it("keeps faces apart that do not overlap enough, most confident first", () => {
    const merged = mergeDetections([detection(0, 0.6), detection(8, 0.9)], 0.3);
    expect(merged.map(({ confidenceRatio }) => confidenceRatio)).toEqual([0.9, 0.6]);
  });

  it("says nothing about nothing", () => {
    expect(mergeDetections([], 0.3)).toEqual([]);
  });

  it("measures overlap as intersection over union", () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    expect(overlapRatio(box, box)).toBe(1);
    expect(overlapRatio(box, { ...box, x: 5 })).toBeCloseTo(1 / 3, 9);
    expect(overlapRatio(box, { ...box, x: 10 })).toBe(0);
  });
});
