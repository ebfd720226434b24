import sharp from "sharp";
import { decodeImage } from "../../drivers/recording/decode-image.ts";
import type { ImageLimits } from "../../drivers/recording/image-limits.ts";
import { readRgbImage } from "../../drivers/recording/read-image-file.ts";
import { defaultFaceLimits } from "../../pipelines/face/assess-face.ts";
import { detectorSidePx } from "../../pipelines/face/decode-detections.ts";
import { detectFaces } from "../../pipelines/face/detect-faces.ts";
import type { FaceModels } from "../../pipelines/face/face-models.ts";
import { findLandmarks } from "../../pipelines/face/find-landmarks.ts";
import type { FaceTrack } from "../../pipelines/face/guidance/face-track.ts";
import { nextRegion } from "../../pipelines/face/guidance/follow-faces.ts";
import { defaultGuidanceLimits, guideFace } from "../../pipelines/face/guidance/guide-face.ts";
import { letterbox } from "../../pipelines/face/letterbox.ts";
import { makeTensor } from "../../pipelines/face/make-tensor.ts";
import { seeFaces } from "../../pipelines/face/see-faces.ts";
import { segmentPerson } from "../../pipelines/face/segment-person.ts";
import { takePortrait } from "../../pipelines/face/take-portrait.ts";
import { buildPyramid } from "../../pipelines/image/image-pyramid.ts";
import { loadFaceModels } from "../../runtime/inference/load-face-models.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";
import { timeInTurn, type Work } from "./anchor.ts";
import type { Figure } from "./figure.ts";

const rounds = { rounds: 56, warmUps: 16 };
const stillRounds = { rounds: 9, warmUps: 2 };
const frameSize = { widthPx: 640, heightPx: 480 };
const stillSize = { widthPx: 4_000, heightPx: 3_000 };
const request = { backdrop: "blue" } as const;
const imageLimits: ImageLimits = { fileSizeMaxBytes: 64_000_000, pixelsMax: 40_000_000, sideMaxPx: 10_000 };

/**
 * What a live frame and a photo cost in one thread, warm: each network with what comes before and after it against the
 * network alone, and the whole of either as it comes from a camera.
 */
export async function benchFaces(residentDir: string, modelsDir: string): Promise<readonly Figure[]> {
  const models = await loadFaceModels(modelsDir);
  const photo = await readRgbImage(`${residentDir}/face.png`);
  const figures = [
    ...(await timeNetworks(await resize(photo, frameSize), models)),
    ...(await timeWholes(photo, models)),
  ];
  await models.close();
  return figures;
}

async function timeNetworks(frame: RgbImage, models: FaceModels): Promise<readonly Figure[]> {
  const pyramid = buildPyramid(frame);
  const [face] = await seeFaces(pyramid, models);
  if (face === undefined) throw new RangeError("the recorded resident shows no face");
  const region = nextRegion(face, null);
  const { planes } = await segmentPerson(pyramid, models.segment);
  const inputs = {
    detector: makeTensor(pyramid, letterbox(frame, detectorSidePx), -1, 1),
    landmarks: makeTensor(pyramid, region, 0, 1),
    mask: { shape: [1, 3, 256, 256], values: planes },
  };
  const pairs: readonly (readonly [name: string, bare: Work[1], whole: Work[1]])[] = [
    ["detector", () => models.detect(inputs.detector), () => detectFaces(pyramid, models.detect)],
    ["landmarks", () => models.landmarks(inputs.landmarks), () => findLandmarks(pyramid, region, models.landmarks)],
    ["person's mask", () => models.segment(inputs.mask), () => segmentPerson(pyramid, models.segment)],
  ];
  const works = pairs.flatMap(([name, bare, whole]): readonly Work[] => [
    [`${name}: the network alone`, bare],
    [`${name}: with what comes before and after`, whole],
  ]);
  const timed = await timeInTurn(works, rounds);
  return timed.map(({ figure, value, ratio }, index) => {
    const bareMs = index % 2 === 1 ? timed[index - 1]?.value : undefined;
    const against = bareMs === undefined ? ratio : { to: "the network alone", value: value / bareMs };
    return { bench: "face", figure, value, unit: "ms", runs: rounds.rounds, ratio: against };
  });
}

async function timeWholes(photo: RgbImage, models: FaceModels): Promise<readonly Figure[]> {
  const frame = await encode(await resize(photo, frameSize));
  const still = await encode(await resize(photo, stillSize));
  let track: FaceTrack | null = null;
  let frames = 0;
  const guide = async () => {
    const image = await decode(frame);
    const guided: Awaited<ReturnType<typeof guideFace>> = await guideFace(
      { image, atMs: frames * 66, track },
      models,
      request,
      defaultGuidanceLimits,
    );
    frames += 1;
    track = guided.track;
  };
  const live = await timeInTurn([["a live frame of 640×480: decoded, followed, measured", guide]], rounds);
  const taken = await timeInTurn(
    [
      [
        "a photo of 12 MP: decoded, cut, assessed",
        async () => takePortrait(await decode(still), models, request, defaultFaceLimits),
      ],
    ],
    stillRounds,
  );
  return [
    ...live.map((one) => ({ ...one, runs: rounds.rounds })),
    ...taken.map((one) => ({ ...one, runs: stillRounds.rounds })),
  ].map((one) => ({ bench: "face", unit: "ms", ...one }));
}

async function resize({ widthPx, heightPx, pixels }: RgbImage, to: typeof frameSize): Promise<RgbImage> {
  const resized = sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } });
  // As much backdrop beside the person as a camera sees that stands across.
  const { data } = await resized
    .resize(to.widthPx, to.heightPx, { fit: "contain", background: "#2a4f9c" })
    .raw()
    .toUint8Array();
  return { ...to, pixels: data };
}

function encode({ widthPx, heightPx, pixels }: RgbImage): Promise<Uint8Array> {
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

function decode(bytes: Uint8Array): Promise<RgbImage> {
  return decodeImage({ path: "bench", bytes, limits: imageLimits }, "seen");
}
