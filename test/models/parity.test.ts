import { beforeAll, expect, it } from "vitest";
import { buildModels } from "../../models/build-models.ts";
import { builtModelsDir } from "../../runtime/config/built-models.ts";
import { type FaceModelSet, loadFaceModels } from "../../runtime/inference/load-face-models.ts";
import type { Infer } from "../../runtime/kernel/inference.ts";
import reference from "./tflite-reference.json" with { type: "json" };

/** Every output is sampled at multiples of this prime, modulo its length. */
const sampleStride = 4001;

let models: FaceModelSet;
beforeAll(async () => {
  await buildModels({ outDir: builtModelsDir });
  models = await loadFaceModels(builtModelsDir);
  return models.close;
});

/** Waves that differ by channel, between `low` and 1, as a channel-first plane of `sidePx`. */
function waves(sidePx: number, low: number): Float32Array {
  return plane(
    sidePx,
    (x, y, channel) => low + (1 - low) * (0.5 + 0.5 * Math.sin(0.05 * x * (channel + 1) + 0.03 * y)),
  );
}

/** A head and shoulders as two ellipses. */
function figure(): Float32Array {
  const isIn = (
    x: number,
    y: number,
    [centreX, centreY, radiusX, radiusY]: readonly [number, number, number, number],
  ) => ((x - centreX) / radiusX) ** 2 + ((y - centreY) / radiusY) ** 2 < 1;
  return plane(256, (x, y, channel) => {
    if (isIn(x, y, [128, 90, 38, 50])) return [0.8, 0.6, 0.5][channel]!;
    return isIn(x, y, [128, 250, 95, 110]) ? [0.2, 0.2, 0.4][channel]! : 0.9;
  });
}

function plane(sidePx: number, colour: (x: number, y: number, channel: number) => number): Float32Array {
  const area = sidePx * sidePx;
  return Float32Array.from({ length: 3 * area }, (_, index) => {
    const cell = index % area;
    return colour(cell % sidePx, Math.floor(cell / sidePx), Math.floor(index / area));
  });
}

/**
 * The reference is TensorFlow Lite's own interpreter (the WebAssembly of @tensorflow/tfjs-tflite 0.0.1-alpha.10 under Node)
 * on the same inputs; MediaPipe's four custom operators, which it lacks, were computed between two partial runs
 * after MediaPipe's CPU kernels.
 */
it.each([
  { model: "face-detector", sidePx: 192, input: () => waves(192, -1), infer: () => models.detect },
  { model: "face-landmarks", sidePx: 192, input: () => waves(192, 0), infer: () => models.landmarks },
  { model: "person-segmenter", sidePx: 256, input: figure, infer: () => models.segment },
] as const)("$model agrees with TensorFlow Lite within 0.001", async ({ model, sidePx, input, infer }) => {
  const run: Infer = infer();
  const outputs = await run({ shape: [1, 3, sidePx, sidePx], values: input() });
  const wanted: Readonly<Record<string, readonly number[]>> = reference[model];
  expect(Object.keys(outputs).toSorted()).toEqual(Object.keys(wanted).toSorted());
  for (const [name, samples] of Object.entries(wanted)) {
    const { values } = outputs[name]!;
    const distances = samples.map((value, index) => Math.abs(value - values[(index * sampleStride) % values.length]!));
    expect(Math.max(...distances), name).toBeLessThan(1e-3);
  }
});
