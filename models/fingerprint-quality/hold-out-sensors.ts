import { findNearestSensors } from "./nearest-sensor.ts";
import {
  type QualityModel,
  type QualityPlan,
  trainCorrection,
  trainQualityModel,
  trainVoices,
} from "./quality-model.ts";
import type { TrainingData } from "./read-prints.ts";
import { selectRows } from "./select-rows.ts";

/**
 * One model for each sensor of real prints that was not shown any print of it, degraded ones included: neither in `measured`
 * nor, as `strict` wants it, any mixed vector that is most like a print of the sensor. Mixed vectors come from all sensors, so a
 * lenient model knows a little of the sensor it is tested on, and a strict one has lost vectors that a new booth's model will
 * have: what a new sensor may expect lies between the two.
 */
export async function* holdOutSensors(
  data: TrainingData,
  plan: QualityPlan,
  how: "strict" | "lenient",
): AsyncGenerator<{ readonly sensor: string; readonly model: QualityModel }> {
  const { measured, distilled } = data;
  const nearest = how === "strict" ? findNearestSensors(data) : [];
  const shared = how === "strict" ? null : await trainVoices(distilled, plan);
  const real = measured.sensors.filter((_, row) => measured.kinds[row] === "real");
  for (const sensor of new Set(real)) {
    const others = selectRows(measured, (row) => measured.sensors[row] !== sensor);
    if (shared === null) {
      const far = selectRows(distilled, (row) => nearest[row] !== sensor);
      yield { sensor, model: await trainQualityModel({ measured: others, distilled: far }, plan) };
    } else {
      yield { sensor, model: { voices: shared, correction: trainCorrection(shared, others, plan.correction) } };
    }
  }
}
