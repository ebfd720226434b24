import { fileURLToPath } from "node:url";
import flexbuffers from "flatbuffers/js/flexbuffers.js";
import { describe, expect, it } from "vitest";
import { readSource } from "../../../models/read-source.ts";
import { readTflite } from "../../../models/tflite/read-tflite.ts";
import { lidContourPoints, refinementIndices } from "../../../pipelines/face/refinement-indices.ts";
import { readModelManifest } from "../../../runtime/inference/model-manifest.ts";

const packagesDir = fileURLToPath(new URL("../../../node_modules", import.meta.url));

describe("refinement indices", () => {
  it("are those by which the model itself crops lips, right eye and left eye", async () => {
    const manifest = await readModelManifest();
    const source = await readSource(packagesDir, manifest["face-landmarks"].source);
    const crops = readTflite(source, "face-landmarks")
      .operators.filter(({ kind }) => kind === "Landmarks2TransformMatrix")
      .map(({ customOptions }) => flexbuffers.toObject(customOptions.slice().buffer));
    const { lips, rightEye, leftEye } = refinementIndices;
    expect(crops).toMatchObject([{ subset_idxs: lips }, { subset_idxs: rightEye }, { subset_idxs: leftEye }]);
  });

  it("name each landmark once, within the 478 points, irises after the mesh", () => {
    const all = Object.values(refinementIndices).flat();
    expect(new Set(all).size).toBe(80 + 71 + 71 + 5 + 5);
    const { leftIris, rightIris, ...mesh } = refinementIndices;
    expect(Math.max(...Object.values(mesh).flat())).toBeLessThan(468);
    expect([...rightIris, ...leftIris]).toEqual(Array.from({ length: 10 }, (_, index) => 468 + index));
  });

  it("start an eye's table with its lid contour, corner to corner", () => {
    expect(refinementIndices.rightEye.slice(0, lidContourPoints)).toEqual(expect.arrayContaining([33, 133, 145, 159]));
    expect(refinementIndices.leftEye.slice(0, lidContourPoints)).toEqual(expect.arrayContaining([263, 362, 374, 386]));
  });
});
