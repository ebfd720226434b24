import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildModels } from "../../models/build-models.ts";
import { refinementIndices } from "../../pipelines/face/refinement-indices.ts";
import { builtModelsDir } from "../../runtime/config/built-models.ts";
import { type FaceModelSet, loadFaceModels } from "../../runtime/inference/load-face-models.ts";
import type { Tensor } from "../../runtime/kernel/inference.ts";

const photograph = fileURLToPath(new URL("../../../shared/data/portrait/astronaut.png", import.meta.url));
/** Where the face is in the photograph, with a margin; square. */
const faceRegion = { left: 147, top: 41, width: 160, height: 160 };

let models: FaceModelSet;
beforeAll(async () => {
  await buildModels({ outDir: builtModelsDir });
  models = await loadFaceModels(builtModelsDir);
  return models.close;
});

async function planeOf(
  sidePx: number,
  low: number,
  region = { left: 0, top: 0, width: 512, height: 512 },
): Promise<Tensor> {
  const pixels = await sharp(photograph).removeAlpha().extract(region).resize(sidePx, sidePx).raw().toBuffer();
  const area = sidePx * sidePx;
  const values = Float32Array.from({ length: 3 * area }, (_, index) => {
    return low + ((1 - low) * pixels[(index % area) * 3 + Math.floor(index / area)]!) / 255;
  });
  return { shape: [1, 3, sidePx, sidePx], values };
}

const probability = (logit: number | undefined) => 1 / (1 + Math.exp(-(logit ?? Number.NaN)));
type Point = readonly [x: number, y: number];
const pointsOf = ({ values }: Tensor, stride: number): Point[] =>
  Array.from({ length: values.length / stride }, (_, index) => [values[index * stride]!, values[index * stride + 1]!]);
const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("on a photograph", () => {
  beforeEach((context) => {
    context.skip(!existsSync(photograph), `no ${photograph}`);
  });

  it("the detector finds the face, with its eyes above its mouth", async () => {
    const { regressors, scores } = await models.detect(await planeOf(192, -1));
    const best = scores!.values.indexOf(Math.max(...scores!.values));
    expect(probability(scores!.values[best])).toBeGreaterThan(0.9);

    const toPhotograph = 512 / 192;
    const anchor: Point = [((best % 48) + 0.5) * 4, (Math.floor(best / 48) + 0.5) * 4];
    const [x, y, width, height, ...keys] = regressors!.values.slice(best * 16, best * 16 + 16);
    expect(distance([(anchor[0] + x!) * toPhotograph, (anchor[1] + y!) * toPhotograph], [227, 121])).toBeLessThan(6);
    expect([width! * toPhotograph, height! * toPhotograph].every((side) => side > 95 && side < 118)).toBe(true);
    const [rightEyeX, rightEyeY, leftEyeX, leftEyeY, , , , mouthY] = keys as [
      number,
      number,
      number,
      number,
      ...number[],
    ];
    expect(leftEyeX).toBeGreaterThan(rightEyeX);
    expect(mouthY!).toBeGreaterThan(Math.max(leftEyeY, rightEyeY));
  });

  it("the landmark model knows a face from none", async () => {
    const face = await models.landmarks(await planeOf(192, 0, faceRegion));
    const cloth = await models.landmarks(await planeOf(192, 0, { left: 40, top: 352, width: 160, height: 160 }));
    expect(probability(face["flag"]!.values[0])).toBeGreaterThan(0.99);
    expect(probability(cloth["flag"]!.values[0])).toBeLessThan(0.1);
  });

  it("refined points lie at the mesh's own, in the order of the tables", async () => {
    const outputs = await models.landmarks(await planeOf(192, 0, faceRegion));
    const mesh = pointsOf(outputs["mesh"]!, 3);
    for (const head of ["lips", "leftEye", "rightEye"] as const) {
      const refined = pointsOf(outputs[head]!, 2);
      const distances = refinementIndices[head].map((landmark, index) => distance(mesh[landmark]!, refined[index]!));
      expect(mean(distances), head).toBeLessThan(1.5);
      expect(Math.max(...distances), head).toBeLessThan(4);
    }
  });

  it("irises lie between the corners of the subject's own eyes, the right one on the image's left", async () => {
    const outputs = await models.landmarks(await planeOf(192, 0, faceRegion));
    const mesh = pointsOf(outputs["mesh"]!, 3);
    const [rightIris] = pointsOf(outputs["rightIris"]!, 2);
    const [leftIris] = pointsOf(outputs["leftIris"]!, 2);
    const xs = [mesh[33]!, rightIris!, mesh[133]!, mesh[362]!, leftIris!, mesh[263]!].map(([x]) => x);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  });

  it("an iris is round: its four edge points lie right, up, left and down of its centre", async () => {
    const outputs = await models.landmarks(await planeOf(192, 0, faceRegion));
    for (const iris of ["leftIris", "rightIris"]) {
      const [centre, right, top, left, bottom] = pointsOf(outputs[iris]!, 2) as [Point, Point, Point, Point, Point];
      expect(right[0] > centre[0] && left[0] < centre[0] && top[1] < centre[1] && bottom[1] > centre[1]).toBe(true);
      const radii = [right, top, left, bottom].map((edge) => distance(edge, centre));
      expect(Math.max(...radii) / Math.min(...radii)).toBeLessThan(1.4);
    }
  });

  it("the person mask is full on the face and empty on the backdrop above", async () => {
    const { mask } = await models.segment(await planeOf(256, 0));
    const at = (x: number, y: number) => mask!.values[y * 256 + x]!;
    expect(at(113, 60)).toBeGreaterThan(0.95);
    expect(at(113, 180)).toBeGreaterThan(0.9);
    expect(Math.max(at(20, 10), at(200, 20), at(240, 100))).toBeLessThan(0.05);
    expect(mask!.values.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});
