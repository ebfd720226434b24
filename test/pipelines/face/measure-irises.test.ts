import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultFaceScene, type FaceScene } from "../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../drivers/face-camera/render-face.ts";
import { measureIrises, type PortraitIris } from "../../../pipelines/face/measure-irises.ts";
import { seeFaces } from "../../../pipelines/face/see-faces.ts";
import { buildPyramid } from "../../../pipelines/image/image-pyramid.ts";
import type { Point } from "../../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { loadFaceModels, mirrorImage, modelsMissing, readCanonicalFace, readPhoto } from "./face-rig.ts";

describe("the irises of a face", () => {
  const place = (index: number, x: number, y: number, points: Point[]) => {
    points[index] = { x, y };
  };
  const points: Point[] = Array.from({ length: 478 }, () => ({ x: 0, y: 0 }));
  for (const [index, x, y] of [
    ...[[468, 100, 50] as const, [469, 110, 50] as const, [471, 89, 50] as const, [159, 100, 42] as const],
    ...[[145, 100, 58.8] as const, [473, 200, 52] as const, [474, 210, 52] as const, [476, 190, 52] as const],
    ...[[386, 200, 51] as const, [374, 200, 53] as const],
  ]) {
    place(index, x, y, points);
  }

  it("are the person's own right and left, as wide as their points along the lids say, and as open as the lids", () => {
    expect(measureIrises(points)).toEqual([
      { eye: "right", x: 100, y: 50, radius: 10.5, openingRatio: expect.closeTo(0.8, 9) },
      { eye: "left", x: 200, y: 52, radius: 10, openingRatio: expect.closeTo(0.1, 9) },
    ]);
  });

  it("are none where the landmarks have none, or have no size", () => {
    expect(measureIrises([])).toEqual([]);
    expect(measureIrises(points.slice(0, 468))).toEqual([]);
    expect(measureIrises(Array.from({ length: 478 }, () => ({ x: 7, y: 7 })))).toEqual([]);
  });
});

if (modelsMissing !== null) process.stdout.write(`measure-irises: skipped in part, ${modelsMissing}\n`);

describe.skipIf(modelsMissing !== null)("the irises that the network finds", () => {
  const faces: readonly Partial<FaceScene>[] = [
    { skin: "light" },
    { skin: "medium", pose: { yawDeg: 8, pitchDeg: 3, rollDeg: 2 } },
    { skin: "tan", pose: { yawDeg: -5, pitchDeg: -4, rollDeg: -6 }, widthPx: 1_800, heightPx: 2_400 },
    { skin: "brown", pose: { yawDeg: 3, pitchDeg: 2, rollDeg: 0 }, widthPx: 2_250, heightPx: 3_000 },
    { skin: "dark", pose: { yawDeg: -12, pitchDeg: 0, rollDeg: 5 } },
  ];

  it.each(faces)("lie on a drawn face within a sixth of their radius: %j", { timeout: 60_000 }, async (changes) => {
    const scene = { ...defaultFaceScene, ...changes, seed: "irises" };
    const { image, truth } = await renderFace(readCanonicalFace(), scene);
    const found = await findIrises(image);
    const drawn = measureIrises(truth.landmarks);
    expect(found.map(({ eye }) => eye)).toEqual(["right", "left"]);
    for (const [index, iris] of found.entries()) {
      const real = drawn[index]!;
      expect(Math.hypot(iris.x - real.x, iris.y - real.y)).toBeLessThan(real.radius / 6);
      expect(Math.abs(iris.radius - real.radius)).toBeLessThan(real.radius / 6);
      expect(iris.openingRatio).toBeGreaterThan(0.6);
    }
  });

  it("say that shut eyes are shut", { timeout: 60_000 }, async () => {
    const { image } = await renderFace(readCanonicalFace(), { ...defaultFaceScene, blinkRatio: 1, seed: "shut" });
    for (const { openingRatio } of await findIrises(image)) expect(openingRatio).toBeLessThan(0.5);
  });

  const photos = [
    "../shared/data/portrait/astronaut.png",
    "../shared/data/residents/composite-01/face.png",
    "../shared/data/residents/composite-02/face.png",
  ];
  for (const path of photos) if (!existsSync(path)) process.stdout.write(`measure-irises: skipped, no ${path}\n`);

  it.each(photos.filter((path) => existsSync(path)))(
    "lie where the picture turns from dark to the white of the eye: %s",
    { timeout: 60_000 },
    async (path) => {
      const image = await readPhoto(path);
      for (const photo of [image, mirrorImage(image)]) {
        const irises = await findIrises(photo);
        expect(irises.map(({ eye }) => eye)).toEqual(["right", "left"]);
        expect(irises[0]!.x).toBeLessThan(irises[1]!.x);
        for (const iris of irises) {
          const edge = searchLimbus(photo, iris);
          expect(Math.abs(edge.x - iris.x)).toBeLessThan(Math.max(1, 0.15 * iris.radius));
          expect(Math.abs(edge.radius - iris.radius)).toBeLessThan(Math.max(1, 0.2 * iris.radius));
        }
      }
    },
  );
});

async function findIrises(image: RgbImage): Promise<readonly PortraitIris[]> {
  const [face] = await seeFaces(buildPyramid(image), await loadFaceModels());
  return measureIrises(face?.landmarks ?? []);
}

/** The circle at this height at whose two sides the red rises most, by trying all of them: lids hide it above and below. */
function searchLimbus(image: RgbImage, start: PortraitIris) {
  let best = { x: start.x, radius: start.radius, rise: Number.NEGATIVE_INFINITY };
  const step = Math.max(0.25, start.radius / 16);
  for (let x = start.x - 0.6 * start.radius; x <= start.x + 0.6 * start.radius; x += step) {
    for (let radius = 0.65 * start.radius; radius <= 1.4 * start.radius; radius += step) {
      const circle = { x, y: start.y, radius };
      const rise = Math.min(riseAt(image, { ...circle, side: 0 }), riseAt(image, { ...circle, side: Math.PI }));
      if (rise > best.rise) best = { x, radius, rise };
    }
  }
  return best;
}

/** The red outside over that inside, along an arc of 60° at one side. */
function riseAt(image: RgbImage, { x, y, radius, side }: { x: number; y: number; radius: number; side: number }) {
  let sum = 0;
  for (let turn = -3; turn <= 3; turn += 1) {
    const angle = side + (turn * Math.PI) / 18;
    const at = (share: number) =>
      redAt(image, x + share * radius * Math.cos(angle), y + share * radius * Math.sin(angle));
    sum += at(1.2) - at(0.8);
  }
  return sum;
}

function redAt({ widthPx, heightPx, pixels }: RgbImage, x: number, y: number): number {
  const column = Math.max(0, Math.min(widthPx - 2, Math.floor(x)));
  const row = Math.max(0, Math.min(heightPx - 2, Math.floor(y)));
  const [right, down] = [x - column, y - row];
  const at = (dx: number, dy: number) => pixels[((row + dy) * widthPx + column + dx) * 3] ?? 0;
  const upper = at(0, 0) * (1 - right) + at(1, 0) * right;
  const lower = at(0, 1) * (1 - right) + at(1, 1) * right;
  return upper * (1 - down) + lower * down;
}
