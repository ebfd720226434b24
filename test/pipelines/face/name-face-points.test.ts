import { describe, expect, it } from "vitest";
import { defaultFaceScene } from "../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../drivers/face-camera/render-face.ts";
import { nameFacePoints } from "../../../pipelines/face/name-face-points.ts";
import { type FacePointName, facePointNames } from "../../../runtime/kernel/biometric.ts";
import { modelsMissing, readCanonicalFace } from "./face-rig.ts";

describe("nameFacePoints", () => {
  it("names the points of a drawn face where such points can only be", async (context) => {
    if (modelsMissing !== null) return context.skip(modelsMissing);
    const { truth } = await renderFace(readCanonicalFace(), defaultFaceScene);
    const points = nameFacePoints(truth.landmarks);
    expect(points.map(({ name }) => name)).toEqual([...facePointNames]);
    const at = (name: FacePointName) => points.find((point) => point.name === name)!;
    const leftToRight = [
      "right-eye-outer-corner",
      "right-pupil",
      "right-eye-inner-corner",
      "nose-tip",
      "left-eye-inner-corner",
      "left-pupil",
      "left-eye-outer-corner",
    ] as const;
    const across = leftToRight.map((name) => at(name).x);
    expect(across).toEqual([...across].sort((a, b) => a - b));
    const topToBottom = ["left-pupil", "nose-tip", "upper-lip", "mouth-left-corner", "lower-lip", "chin"] as const;
    const down = topToBottom.map((name) => at(name).y);
    expect(down).toEqual([...down].sort((a, b) => a - b));
    expect(at("mouth-right-corner").x).toBeLessThan(at("upper-lip").x);
    expect(at("mouth-left-corner").x).toBeGreaterThan(at("upper-lip").x);
  });

  it("leaves out what the landmarks lack", () => {
    expect(nameFacePoints([])).toEqual([]);
    const withoutIrises = Array.from({ length: 468 }, (_, index) => ({ x: index, y: 0 }));
    expect(nameFacePoints(withoutIrises)).toHaveLength(facePointNames.length - 2);
  });
});
