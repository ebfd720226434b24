import { expect, it } from "vitest";
import { encodeQualityModel } from "../../../models/fingerprint-quality/encode-quality-model.ts";
import { holdOutSensors } from "../../../models/fingerprint-quality/hold-out-sensors.ts";
import { findNearestSensors } from "../../../models/fingerprint-quality/nearest-sensor.ts";
import {
  defaultQualityPlan,
  predictQuality,
  type QualityPlan,
  trainQualityModel,
  valuesOf,
} from "../../../models/fingerprint-quality/quality-model.ts";
import { measureAgreement } from "../../../models/measure-agreement.ts";
import { createSession } from "../../../runtime/inference/create-session.ts";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { tinyTrainingData } from "./tiny-prints.ts";

const { forest, networks, correction } = defaultQualityPlan;
const plan: QualityPlan = {
  forest: { ...forest, trees: 60, leavesMax: 15 },
  networks: networks.map((network) => ({
    ...network,
    widths: [32, 16],
    epochs: 20,
    batchRows: 64,
    learningRatio: 0.004,
  })),
  correction: { ...correction, trees: 20 },
};
const data = tinyTrainingData();

it("trains to the same bytes from the same data and seed, and to others from another seed", async () => {
  const bytes = async (seed: string) =>
    sha256Hex(encodeQualityModel(await trainQualityModel(data, { ...plan, forest: { ...plan.forest, seed } })));
  expect(await bytes("one")).toBe(await bytes("one"));
  expect(await bytes("two")).not.toBe(await bytes("one"));
});

it("learns what the score follows", async () => {
  const model = await trainQualityModel(data, plan);
  const found = [...data.measured.scores.keys()].map((row) => predictQuality(model, valuesOf(data.measured, row)));
  expect(measureAgreement([...data.measured.scores], found).correlation).toBeGreaterThan(0.95);
});

it("says in ONNX what it says itself", async () => {
  const model = await trainQualityModel(data, plan);
  const { infer, close } = await createSession(encodeQualityModel(model), "tiny");
  for (let row = 0; row < 100; row += 1) {
    const valueAt = valuesOf(data.measured, row);
    const values = Float32Array.from({ length: 69 }, (_, column) => valueAt(column));
    const { score } = await infer({ shape: [1, 69], values });
    expect(score?.values[0]).toBeCloseTo(predictQuality(model, valueAt), 3);
  }
  await close();
});

it("shows no model the sensor it is to be tested on", async () => {
  const { measured, distilled } = data;
  const nearest = findNearestSensors(data);
  expect(new Set(nearest)).toEqual(new Set(["a", "b", "c"]));
  // A vector that is a measured one is nearest to itself.
  expect(findNearestSensors({ measured, distilled: measured })).toEqual(measured.sensors);
  const small: QualityPlan = {
    forest: { ...plan.forest, trees: 3 },
    networks: plan.networks.map((network) => ({ ...network, epochs: 1 })),
    correction: { ...plan.correction, trees: 2 },
  };
  for (const how of ["strict", "lenient"] as const) {
    const held: string[] = [];
    for await (const { sensor } of holdOutSensors(data, small, how)) held.push(sensor);
    expect(held).toEqual(["a", "b", "c"]);
  }
  const bent = {
    distilled,
    measured: {
      ...measured,
      scores: measured.scores.map((score, row) => (measured.sensors[row] === "a" ? 100 - score : score)),
    },
  };
  const { value: first } = await holdOutSensors(data, small, "strict").next();
  const { value: same } = await holdOutSensors(bent, small, "strict").next();
  expect(same).toEqual(first);
});
