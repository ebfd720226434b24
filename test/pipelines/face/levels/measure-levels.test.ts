import { beforeAll, describe, expect, it } from "vitest";
import type { FaceModels } from "../../../../pipelines/face/face-models.ts";
import { loadFaceModels, modelsMissing } from "../face-rig.ts";
import { type LevelFace, loadLevelFaces, photosMissing } from "./level-faces.ts";
import { levelSeries } from "./level-series.ts";
import { isMonotonic, type LevelRow, measureLevels } from "./measure-levels.ts";

let models: FaceModels;
let faces: readonly LevelFace[];

if (modelsMissing !== null) process.stdout.write(`measure-levels: skipped, ${modelsMissing}\n`);
if (photosMissing.length > 0)
  process.stdout.write(`measure-levels: drawn faces only, no ${photosMissing.join(", ")}\n`);

describe.skipIf(modelsMissing !== null)("measures of a portrait made worse level by level", () => {
  beforeAll(async () => {
    models = await loadFaceModels();
    faces = await loadLevelFaces(models);
  }, 60_000);

  it.each(levelSeries)(
    "follow, at every level and on every face: $change",
    async (series) => {
      const rows = await measureLevels(series, faces, models);
      const seen = new Set(rows.map(({ face }) => face));
      expect(series.levels.length).toBeGreaterThan(8);
      expect(seen.size).toBeGreaterThanOrEqual(3);
      expect(rows.filter((row) => !isMonotonic(row))).toEqual([]);
      const { levels, offMaxDeg = Number.POSITIVE_INFINITY } = series;
      // Of a photograph the truth is not known.
      const isOff = ({ face, values }: LevelRow) =>
        face.startsWith("drawn") && values.some((value, at) => Math.abs(value - levels[at]!) > offMaxDeg);
      expect(rows.filter(isOff)).toEqual([]);
    },
    120_000,
  );
});

describe("isMonotonic", () => {
  const row = { face: "any", measure: "any", direction: "down", values: [9, 6, 6.2, 1] } as const;

  it("wants every level to move the right way", () => {
    expect(isMonotonic(row)).toBe(false);
    expect(isMonotonic({ ...row, values: [9, 6, 2, 1] })).toBe(true);
    expect(isMonotonic({ ...row, values: [9, 6, 6, 1] })).toBe(false);
    expect(isMonotonic({ ...row, direction: "up" })).toBe(false);
    expect(isMonotonic({ ...row, values: [9, Number.NaN, 1] })).toBe(false);
  });
});
