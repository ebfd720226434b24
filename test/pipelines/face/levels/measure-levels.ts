import { assessFace, defaultFaceLimits } from "../../../../pipelines/face/assess-face.ts";
import type { FaceModels } from "../../../../pipelines/face/face-models.ts";
import type { LevelFace } from "./level-faces.ts";
import type { LevelSeries } from "./level-series.ts";

/** What one measure of one face says at each level of a change. */
export type LevelRow = {
  readonly face: string;
  readonly measure: string;
  readonly direction: "up" | "down";
  readonly values: readonly number[];
};

/** The rows of one change, a face that cannot be changed so left out. */
export async function measureLevels(
  { levels, measures, apply }: LevelSeries,
  faces: readonly LevelFace[],
  models: FaceModels,
): Promise<readonly LevelRow[]> {
  const rows: LevelRow[] = [];
  for (const face of faces) {
    const seen: Readonly<Record<string, number>>[] = [];
    for (const level of levels) {
      const image = await apply(face, level);
      if (image === null) break;
      seen.push((await assessFace(image, models, { backdrop: null }, defaultFaceLimits)).measures);
    }
    if (seen.length === 0) continue;
    for (const [measure, direction] of Object.entries(measures)) {
      const values = seen.map((each) => each[measure] ?? Number.NaN);
      rows.push({ face: face.name, measure, direction, values });
    }
  }
  return rows;
}

/** Whether every level moves the measure the right way. */
export function isMonotonic({ direction, values }: LevelRow): boolean {
  const sign = direction === "up" ? 1 : -1;
  return values.slice(1).every((value, index) => sign * (value - (values[index] ?? Number.NaN)) > 0);
}
