import { beforeAll, describe, expect, it } from "vitest";
import { defaultFaceScene, type FaceScene } from "../../../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../../../drivers/face-camera/render-face.ts";
import { defaultFaceLimits } from "../../../../pipelines/face/assess-face.ts";
import type { FaceModels } from "../../../../pipelines/face/face-models.ts";
import type { FaceTrack } from "../../../../pipelines/face/guidance/face-track.ts";
import { defaultGuidanceLimits, type GuidedFace, guideFace } from "../../../../pipelines/face/guidance/guide-face.ts";
import { takePortrait } from "../../../../pipelines/face/take-portrait.ts";
import { cropImage } from "../../../../pipelines/image/crop-image.ts";
import { swayImage } from "../../../../runtime/compose-stage/sway-image.ts";
import type { BackdropColour } from "../../../../runtime/kernel/biometric.ts";
import type { Box, Point } from "../../../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../../../runtime/kernel/image.ts";
import { loadFaceModels, modelsMissing, plainImage } from "../face-rig.ts";

const frameMs = 66;
const scene: FaceScene = { ...defaultFaceScene, widthPx: 600, heightPx: 800 };
let models: FaceModels;
let asked: Record<"detect" | "landmarks" | "segment", number>;

async function draw(change: Partial<FaceScene> = {}): Promise<RgbImage> {
  return (await renderFace(models.canonicalFace, { ...scene, ...change })).image;
}

/** Guides by one frame after the other, as a look does. */
async function guideThrough(
  frames: readonly RgbImage[],
  backdrop: BackdropColour | null = "blue",
): Promise<GuidedFace[]> {
  const seen: GuidedFace[] = [];
  let track: FaceTrack | null = null;
  for (const [index, image] of frames.entries()) {
    const next: GuidedFace = await guideFace(
      { image, atMs: index * frameMs, track },
      models,
      { backdrop },
      defaultGuidanceLimits,
    );
    // It crosses threads with every frame.
    track = structuredClone(next.track);
    seen.push(next);
  }
  return seen;
}

function codesOf({ guidance }: GuidedFace): string[] {
  return guidance.reasons.map(({ code }) => code);
}

const last = <T>(values: readonly T[]): T => values.at(-1)!;
const repeat = <T>(value: T, times: number): T[] => Array<T>(times).fill(value);

/** A part of one picture put into another. */
function paste(onto: RgbImage, from: RgbImage, box: Box, at: Point): RgbImage {
  const pixels = new Uint8Array(onto.pixels);
  const part = cropImage(from, box);
  for (let row = 0; row < box.height; row += 1) {
    const line = part.pixels.subarray(row * box.width * 3, (row + 1) * box.width * 3);
    pixels.set(line, ((at.y + row) * onto.widthPx + at.x) * 3);
  }
  return { ...onto, pixels };
}

if (modelsMissing !== null) process.stdout.write(`guide-face: skipped, ${modelsMissing}\n`);

describe.skipIf(modelsMissing !== null)("guidance by live frames", () => {
  beforeAll(async () => {
    const real = await loadFaceModels();
    asked = { detect: 0, landmarks: 0, segment: 0 };
    const count = (name: keyof typeof asked) => (input: Parameters<FaceModels["detect"]>[0]) => {
      asked[name] += 1;
      return real[name](input);
    };
    models = { ...real, detect: count("detect"), landmarks: count("landmarks"), segment: count("segment") };
  });

  it("passes a resident who stands there well, from the first frame on, and tells where they are", async () => {
    const { image, truth } = await renderFace(models.canonicalFace, scene);
    for (const { guidance } of await guideThrough(repeat(image, 4))) {
      expect(guidance.reasons).toEqual([]);
      expect(guidance.score).toBeGreaterThanOrEqual(90);
      expect(guidance.outline?.x).toBeCloseTo(truth.box.x, -1.5);
      expect(guidance.outline?.width).toBeCloseTo(truth.box.width, -1.5);
      expect(Object.values(guidance.measures).every(Number.isFinite)).toBe(true);
    }
  });

  it("looks once at each frame: for the face where it was, for others and at the backdrop only now and then", async () => {
    const image = await draw();
    Object.assign(asked, { detect: 0, landmarks: 0, segment: 0 });
    await guideThrough(repeat(image, 24));
    // A search each 8 frames looks at the face that it finds once more, and so tells it from a second one.
    expect(asked).toEqual({ detect: 3, landmarks: 24 + 2, segment: 4 });
  });

  it("gives the same answer for the same frame and track", async () => {
    const frames = repeat(await draw(), 3);
    expect(await guideThrough(frames)).toEqual(await guideThrough(frames));
  });

  it.each<[string, Partial<FaceScene>, string]>([
    ["too far", { distanceMm: 1600 }, "too-far"],
    ["too near", { distanceMm: 420 }, "too-near"],
    ["beside the middle", { eyes: { xRatio: 0.72, yRatio: 0.44 } }, "off-centre"],
    ["turned", { pose: { yawDeg: 16, pitchDeg: 0, rollDeg: 0 } }, "yaw"],
    ["chin up", { pose: { yawDeg: 0, pitchDeg: 18, rollDeg: 0 } }, "pitch"],
    ["leaning", { pose: { yawDeg: 0, pitchDeg: 0, rollDeg: 13 } }, "roll"],
    ["eyes shut", { blinkRatio: 1 }, "eyes-closed"],
    ["mouth open", { mouthOpenRatio: 0.7 }, "mouth-open"],
    ["in the dark", { light: { ...scene.light, intensityRatio: 0.15 } }, "too-dark"],
    ["burnt out", { light: { ...scene.light, intensityRatio: 4 } }, "too-bright"],
    ["lit from one side", { light: { ...scene.light, azimuthDeg: 70, ambientRatio: 0.3 } }, "uneven-light"],
    ["out of focus", { blurPx: 4 }, "blurred"],
  ])(
    "tells someone %s what to put right first, in the first frame and in those that follow",
    async (_, change, code) => {
      const seen = await guideThrough(repeat(await draw(change), 3));
      expect(seen.map((one) => codesOf(one)[0])).toEqual(repeat(code, 3));
    },
  );

  it("says of the backdrop what the portrait's assessment says, and only when asked", async () => {
    const image = await draw({ backdrop: { colour: "green", shadeRatio: 1, gradientRatio: 0.3 } });
    expect(codesOf(last(await guideThrough([image], "red")))).toContain("wrong-backdrop");
    expect(codesOf(last(await guideThrough([image], null)))).toEqual([]);
  });

  it("sees that the cloth has changed within half a second", async () => {
    const [blue, red] = [await draw(), await draw({ backdrop: { ...scene.backdrop, colour: "red" } })];
    const seen = await guideThrough([...repeat(blue, 4), ...repeat(red, 4)], "red");
    expect(codesOf(seen[3]!)).toEqual(["wrong-backdrop"]);
    expect(codesOf(last(seen))).toEqual([]);
  });

  it("asks for stillness while the person moves, and no longer once they stand", async () => {
    const image = await draw();
    const steps = [0, 9, 18, 27, 27, 27];
    const seen = await guideThrough(steps.map((xPx) => swayImage(image, { xPx, yPx: 0 })));
    expect(seen.map(codesOf)).toEqual([[], ["moving"], ["moving"], ["moving"], [], []]);
    const { reasons, measures } = seen[2]!.guidance;
    expect(reasons[0]).toEqual({
      code: "moving",
      value: measures["motionPerSecond"],
      limit: defaultGuidanceLimits.motionMaxPerSecond,
    });
    // 9 px in 66 ms of eyes that lie so far apart.
    const truth = 9 / (measures["interEyeDistanceNative"] ?? 1) / 0.066;
    expect(Math.abs((measures["motionPerSecond"] ?? 0) / truth - 1)).toBeLessThan(0.15);
  });

  it("takes nobody who sways as people do for one who moves", async () => {
    const image = await draw();
    const sway = Array.from({ length: 30 }, (_, index) => ({
      xPx: Math.round(3 * Math.sin(index / 7)),
      yPx: Math.round(2 * Math.sin(index / 9)),
    }));
    const seen = await guideThrough(sway.map((by) => swayImage(image, by)));
    expect(seen.flatMap(codesOf)).toEqual([]);
  });

  it("puts stillness after the place and the pose, and before the blur that comes of motion", async () => {
    const image = await draw({ distanceMm: 1600, blurPx: 4 });
    const seen = await guideThrough([image, swayImage(image, { xPx: 20, yPx: 0 })]);
    expect(codesOf(last(seen)).filter((code) => ["too-far", "moving", "blurred"].includes(code))).toEqual([
      "too-far",
      "moving",
      "blurred",
    ]);
  });

  it("notices within half a second who comes into the portrait, at once that they have gone, and minds nobody beside it", async () => {
    const [alone, far] = [await draw({ widthPx: 1000 }), await draw({ distanceMm: 1700 })];
    const head = { x: 235, y: 250, width: 130, height: 200 };
    const [close, aside] = [paste(alone, far, head, { x: 640, y: 420 }), paste(alone, far, head, { x: 5, y: 420 })];
    const seen = await guideThrough(
      [...repeat(alone, 2), ...repeat(close, 9), ...repeat(alone, 2), ...repeat(aside, 10)],
      null,
    );
    const counts = seen.map(({ guidance }) => guidance.measures["faceCount"]);
    expect(counts.indexOf(2)).toBeGreaterThanOrEqual(2);
    expect(counts.indexOf(2)).toBeLessThanOrEqual(8);
    expect(counts.slice(8)).toEqual([2, 2, 2, 1, 1, ...repeat(1, 10)]);
    expect(codesOf(seen[9]!)[0]).toBe("several-faces");
    // The guidance stays with the one who was there.
    expect(Math.abs((seen[9]!.guidance.outline?.x ?? 0) - (seen[1]!.guidance.outline?.x ?? 0))).toBeLessThan(3);
  });

  it("finds the face again wherever it turns up, and says when there is none", async () => {
    const [left, right] = [
      await draw({ distanceMm: 1200, eyes: { xRatio: 0.3, yRatio: 0.4 } }),
      await draw({ distanceMm: 1200, eyes: { xRatio: 0.7, yRatio: 0.5 } }),
    ];
    const seen = await guideThrough([left, left, right, plainImage(600, 800), plainImage(600, 800), right]);
    expect(seen.map(({ guidance }) => guidance.outline === null)).toEqual([false, false, false, true, true, false]);
    expect(codesOf(seen[3]!)).toEqual(["no-face"]);
    expect(seen[3]).toMatchObject({ track: null, guidance: { score: 0 } });
    expect(last(seen).guidance.outline).toEqual(seen[2]!.guidance.outline);
  });

  it("does not look for a face of one camera in the picture of another", async () => {
    const [one, other] = [await draw(), await draw({ widthPx: 480, heightPx: 640 })];
    const seen = await guideThrough([one, other]);
    expect(codesOf(last(seen))).toEqual(codesOf(last(await guideThrough([other]))));
    expect(last(seen).track).toMatchObject({ widthPx: 480, framesSinceSearch: 0 });
  });

  it("bears pictures of any size, and tracks that lead out of them", async () => {
    const { track } = last(await guideThrough([await draw()]));
    for (const image of [plainImage(1, 1), plainImage(3_000, 1), plainImage(2, 500, 0), plainImage(600, 800)]) {
      const lost = track && { ...track, widthPx: image.widthPx, heightPx: image.heightPx };
      for (const toImage of [
        track!.region.toImage,
        { ...track!.region.toImage, x0: 1e6 },
        { ...track!.region.toImage, xx: 0, xy: 0 },
      ]) {
        const from = lost && { ...lost, region: { ...lost.region, toImage } };
        const { guidance } = await guideFace(
          { image, atMs: 0, track: from },
          models,
          { backdrop: "red" },
          defaultGuidanceLimits,
        );
        expect(guidance).toMatchObject({ score: 0, outline: null, reasons: [{ code: "no-face" }] });
      }
    }
  });

  it.each<[string, Partial<FaceScene>]>([
    ["who stands there", {}],
    ["with glasses", { hasGlasses: true }],
    ["with a head scarf", { hasHeadScarf: true }],
    ["of dark skin", { skin: "dark" }],
    ["far away", { distanceMm: 1000 }],
    ["far away and aside", { distanceMm: 1250, eyes: { xRatio: 0.4, yRatio: 0.42 } }],
    ["turned a little", { pose: { yawDeg: 5, pitchDeg: -4, rollDeg: 2 } }],
    ["turned and leaning a little", { pose: { yawDeg: -6, pitchDeg: 5, rollDeg: -5 } }],
    ["turned away", { pose: { yawDeg: 20, pitchDeg: 0, rollDeg: 0 } }],
    ["with open lips", { mouthOpenRatio: 0.2 }],
    ["with half closed eyes", { blinkRatio: 0.4 }],
    ["a little blurred", { blurPx: 2 }],
    ["in poor light", { light: { ...scene.light, intensityRatio: 0.5 } }],
    ["before a shaded cloth", { backdrop: { ...scene.backdrop, shadeRatio: 0.5 } }],
  ])("says of somebody %s what the assessment of the portrait says", async (_, change) => {
    const image = await draw(change);
    const seen = last(await guideThrough(repeat(image, 2)));
    const { assessment: portrait } = await takePortrait(image, models, { backdrop: "blue" }, defaultFaceLimits);
    expect(codesOf(seen)[0]).toBe(portrait.reasons[0]?.code);
    expect(Math.abs(seen.guidance.score - portrait.score)).toBeLessThanOrEqual(5);
  });
});
