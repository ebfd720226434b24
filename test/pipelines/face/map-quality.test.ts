import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mapQuality } from "../../../pipelines/face/map-quality.ts";

const table = "../shared/data/portrait/ofiq-expected.csv";

/** Column of the published table of the standard's reference software → our mapping. */
const columns = {
  UnifiedQualityScore: "unifiedScore",
  Sharpness: "sharpness",
  CompressionArtifacts: "compressionArtifacts",
  EyesVisible: "occlusionPrevention",
  MouthOcclusionPrevention: "occlusionPrevention",
  FaceOcclusionPrevention: "occlusionPrevention",
  ExpressionNeutrality: "expressionNeutrality",
  NoHeadCoverings: "noHeadCoverings",
  BackgroundUniformity: "backgroundUniformity",
  IlluminationUniformity: "illuminationUniformity",
  LuminanceMean: "luminanceMean",
  LuminanceVariance: "luminanceVariance",
  UnderExposurePrevention: "underExposurePrevention",
  OverExposurePrevention: "overExposurePrevention",
  DynamicRange: "dynamicRange",
  NaturalColour: "naturalColour",
  SingleFacePresent: "singleFacePresent",
  EyesOpen: "eyesOpen",
  MouthClosed: "mouthClosed",
  InterEyeDistance: "interEyeDistance",
  HeadSize: "headSize",
  LeftwardCropOfTheFaceImage: "leftwardCrop",
  RightwardCropOfTheFaceImage: "rightwardCrop",
  MarginAboveOfTheFaceImage: "marginAbove",
  MarginBelowOfTheFaceImage: "marginBelow",
  HeadPoseYaw: "headPose",
  HeadPosePitch: "headPose",
  HeadPoseRoll: "headPose",
} as const satisfies Readonly<Record<string, keyof typeof mapQuality>>;

describe("mapQuality", () => {
  it.for(Object.entries(columns))(
    "maps %s as the reference software does, to the integer, on all 28 images",
    ([column, name], ctx) => {
      if (!existsSync(table)) return ctx.skip(`no ${table}`);
      const [header = [], ...rows] = readFileSync(table, "utf8")
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(";"));
      const native = rows.map((row) => Number(row[header.indexOf(column)]));
      const published = rows.map((row) => Number(row[header.indexOf(`${column}.scalar`)]));

      expect(rows).toHaveLength(28);
      expect(native.map(mapQuality[name])).toEqual(published);
    },
  );

  it("maps every component of the table: 28 images by 28 components", () => {
    expect(Object.keys(columns)).toHaveLength(28);
  });

  it("stays within 0 and 100 far outside what images give", () => {
    for (const map of Object.values(mapQuality)) {
      for (const native of [0, 1e-9, 1, 1e3, 1e6]) {
        expect(map(native)).toBeGreaterThanOrEqual(0);
        expect(map(native)).toBeLessThanOrEqual(100);
      }
    }
  });
});
