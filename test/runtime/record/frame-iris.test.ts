import { describe, expect, it } from "vitest";
import { calmEyeScene, type EyeScene, hardEyeScene } from "../../../drivers/iris-camera/eye-scene.ts";
import { synthesiseEye } from "../../../drivers/iris-camera/synthesise-eye.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { assessIris, defaultIrisLimits } from "../../../pipelines/iris/assess-iris.ts";
import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { buildPackage } from "../../../runtime/record/build-package.ts";
import { checkRecords } from "../../../runtime/record/check-records.ts";
import { ownEncoding } from "../../../runtime/record/image-encoding.ts";
import type { IrisCapture } from "../../../runtime/record/package-content.ts";
import { type PackageArchive, readPackage } from "../../../runtime/record/read-package.ts";
import { irisCapture, sampleContent } from "./sample-content.ts";

/** Off the middle in every direction, of several sizes. */
const scenes: readonly Partial<EyeScene>[] = [
  {},
  { offsetXPx: 61.3, offsetYPx: -37.4, limbusRadiusPx: 96.6 },
  { offsetXPx: -90.5, offsetYPx: 52.2, limbusRadiusPx: 84 },
  { offsetXPx: -24.9, offsetYPx: -60, limbusRadiusPx: 121.2, pupilRatio: 0.55 },
];

describe("an iris as it is stored", () => {
  it.each(scenes)("lies where record and manifest say it does: %j", { timeout: 30_000 }, async (scene) => {
    const { capture, frame, truth } = takeEye("crop-eye", { ...calmEyeScene("crop-eye"), ...scene });
    const { stored, told, problems } = await store(capture);
    expect(problems).toEqual([]);
    expect(told).toMatchObject({ framing: { kind: "cropped" } });
    expect(stored.type).toBe(3);

    // Where in the frame the stored pixels are, by the pixels alone: and the truth with them.
    const place = findPlace(stored.image, frame);
    for (const axis of ["x", "y"] as const) {
      expect(Math.abs(stored.centre[axis] + place[axis] - truth.limbus[axis])).toBeLessThan(1);
    }
    const again = assessIris(stored.image, defaultIrisLimits);
    expect(distance(again.limbus, stored.centre)).toBeLessThan(1);
    expect(distance(told.limbus, stored.centre)).toBeLessThan(1);
    expect(distance(told.pupil, darkMiddle(stored.image))).toBeLessThan(1);
    expect(Math.abs(told.limbus.radius - stored.diameterPx / 2)).toBeLessThan(1);

    // The margins of ISO/IEC 19794-6 in whole pixels, and nothing beyond them.
    const { radius } = told.limbus;
    for (const beyondPx of [stored.image.widthPx - 3.2 * radius, stored.image.heightPx - 2.4 * radius]) {
      expect(beyondPx).toBeGreaterThanOrEqual(1);
      expect(beyondPx).toBeLessThan(3);
    }
  });

  it("lies there on hard eyes too, wherever the frame has room for a crop", { timeout: 60_000 }, async () => {
    let cropped = 0;
    for (let index = 0; index < 12; index += 1) {
      const random = createRandom(`crop-hard-${index}`);
      const { capture, frame } = takeEye(`crop-hard-${index}`, hardEyeScene(random, `eye-${index}`));
      const { stored, told, problems } = await store(capture);
      expect(problems).toEqual([]);
      const place = findPlace(stored.image, frame);
      for (const axis of ["x", "y"] as const) {
        expect(Math.abs(stored.centre[axis] + place[axis] - capture.limbus[axis])).toBeLessThan(1);
        expect(told.pupil[axis] + place[axis]).toBeCloseTo(capture.pupil[axis], 9);
      }
      if (stored.type === 3) cropped += 1;
      else expect(told.framing).toEqual({ kind: "uncropped", insteadOfCropped: "margins" });
    }
    expect(cropped).toBeGreaterThan(3);
  });

  it("keeps its whole frame, and says so, where the frame ends before the margins do", async () => {
    const { capture } = takeEye("edge", { ...calmEyeScene("edge"), offsetYPx: -115, limbusRadiusPx: 110 });
    const { stored, told, problems } = await store(capture);
    expect(problems).toEqual([]);
    expect(stored.type).toBe(1);
    expect(stored.image).toEqual({ ...capture.image, resolutionPpi: 0 });
    expect(told.framing).toEqual({ kind: "uncropped", insteadOfCropped: "margins" });
    expect(told.limbus).toEqual(capture.limbus);
    expect(distance(capture.limbus, stored.centre)).toBeLessThan(1);
  });

  it("keeps its whole frame without a word where the office wants whole frames", async () => {
    const { capture } = takeEye("whole", calmEyeScene("whole"));
    const { stored, told } = await store(capture, "full-frame");
    expect(stored.type).toBe(1);
    expect(stored.image.pixels).toEqual(capture.image.pixels);
    expect("framing" in told).toBe(false);
  });

  it("is found out when the manifest tells of another place or another framing than the record", async () => {
    const { capture } = takeEye("moved", calmEyeScene("moved"));
    const { contents, told } = await store(capture);
    const moved = { ...told, limbus: { ...told.limbus, x: told.limbus.x + 2 } };
    expect(await problemsOf(withCapture(contents, moved))).toEqual([expect.stringContaining("elsewhere")]);
    const uncropped = { ...told, framing: { kind: "uncropped", insteadOfCropped: "margins" } } as const;
    expect(await problemsOf(withCapture(contents, uncropped))).toEqual([expect.stringContaining("uncropped")]);
    const { framing: _, ...before } = told;
    expect(await problemsOf(withCapture(contents, before))).toEqual([]);
  });
});

type ToldIris = Extract<PackageArchive["manifest"]["captures"][number], { readonly modality: "iris" }>;

function takeEye(seed: string, scene: EyeScene) {
  const { image, truth } = synthesiseEye(createRandom(seed), scene);
  const { limbus, pupil } = assessIris(image, defaultIrisLimits);
  if (limbus === null || pupil === null) throw new RangeError(`no eye in ${seed}`);
  const capture: IrisCapture = { ...irisCapture("right"), image: { ...image, resolutionPpi: 0 }, limbus, pupil };
  return { capture, frame: image, truth };
}

async function store(capture: IrisCapture, irisImages = ownEncoding.irisImages) {
  const content = sampleContent({ captures: [capture], missing: [] });
  const { archive } = await buildPackage(content, { ...ownEncoding, irisImages });
  const contents = readPackage(archive);
  const [told] = contents.manifest.captures;
  if (told?.modality !== "iris") throw new RangeError("no iris in the package");
  const stored = await parseRecord(contents.files.find(({ name }) => name === "iris-right.iir")!.bytes);
  return { contents, told, stored, problems: await problemsOf(contents) };
}

/** By the table of ISO/IEC 19794-6:2011, without the project's own reader: one eye, no quality blocks. */
async function parseRecord(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = 16 + 4 + 9 + 1 + 4 + 5 * view.getUint8(34) + 1;
  const middle = (at: number) => (view.getUint16(at) + view.getUint16(at + 2)) / 2;
  const { widthPx, heightPx, pixels } = await decodeJp2(bytes.subarray(fields + 33));
  expect([view.getUint16(fields + 6), view.getUint16(fields + 8)]).toEqual([widthPx, heightPx]);
  return {
    type: view.getUint8(fields + 3),
    image: { widthPx, heightPx, pixels, resolutionPpi: 0 },
    centre: { x: middle(fields + 17), y: middle(fields + 21) },
    diameterPx: middle(fields + 25),
  };
}

/** The one place of the frame where all pixels are those of the part. */
function findPlace(part: GrayImage, frame: GrayImage): { readonly x: number; readonly y: number } {
  const isAt = (x: number, y: number) => {
    for (let row = 0; row < part.heightPx; row += 1) {
      for (let column = 0; column < part.widthPx; column += 1) {
        const own = part.pixels[row * part.widthPx + column];
        if (own !== frame.pixels[(y + row) * frame.widthPx + x + column]) return false;
      }
    }
    return true;
  };
  for (let y = 0; y <= frame.heightPx - part.heightPx; y += 1) {
    for (let x = 0; x <= frame.widthPx - part.widthPx; x += 1) if (isAt(x, y)) return { x, y };
  }
  throw new RangeError("these pixels are nowhere in the frame");
}

/** The pupil of a calm eye without our own search: the middle of the box around all that is nearly as dark as it gets. */
function darkMiddle({ widthPx, heightPx, pixels }: GrayImage): { readonly x: number; readonly y: number } {
  const sums = { x: 0, y: 0, count: 0 };
  const limit = pixels.toSorted()[Math.floor(pixels.length * 0.01)]! + 14;
  const isDark = (x: number, y: number) => (pixels[y * widthPx + x] ?? 255) <= limit;
  for (let y = 1; y < heightPx - 1; y += 1) {
    const row = Array.from({ length: widthPx }, (_, x) => x).filter((x) => isDark(x, y));
    // Lashes are dark as well, but thin: only the row's long dark run is the pupil's.
    if (row.length < 12) continue;
    sums.x += (row.at(0)! + row.at(-1)!) / 2;
    sums.y += y;
    sums.count += 1;
  }
  return { x: sums.x / sums.count, y: sums.y / sums.count };
}

function distance(a: Pick<Circle, "x" | "y"> | null, b: Pick<Circle, "x" | "y">): number {
  return a === null ? Number.POSITIVE_INFINITY : Math.hypot(a.x - b.x, a.y - b.y);
}

function withCapture({ manifest, files }: PackageArchive, capture: ToldIris): PackageArchive {
  return { manifest: { ...manifest, captures: [capture] }, files };
}

async function problemsOf(contents: PackageArchive): Promise<string[]> {
  const checks = await checkRecords(contents);
  return checks.flatMap(({ problem }) => (problem === null ? [] : [problem]));
}
