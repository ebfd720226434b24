import { join } from "node:path";
import { readGrayImage, readRgbImage } from "../../drivers/recording/read-image-file.ts";
import { readSignatureFile } from "../../drivers/recording/read-signature-file.ts";
import { encodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { assessFace, defaultFaceLimits } from "../../pipelines/face/assess-face.ts";
import { extractMinutiae } from "../../pipelines/fingerprint/extract-minutiae.ts";
import { defaultMatchLimits, matchFingerprints } from "../../pipelines/fingerprint/match-fingerprints.ts";
import { assessIris } from "../../pipelines/iris/assess-iris.ts";
import { defaultIrisLimits } from "../../pipelines/iris/iris-limits.ts";
import { assessSignature } from "../../pipelines/signature/assess-signature.ts";
import { defaultSignatureLimits } from "../../pipelines/signature/signature-limits.ts";
import { loadFaceModels } from "../../runtime/inference/load-face-models.ts";
import { measureAnchor } from "./anchor.ts";
import { type Figure, median, timeRuns } from "./figure.ts";

const many = { runs: 25, warmUps: 5 };

/** One image through each pipeline, one thread, warm; each also as a ratio to hashing a megabyte on this machine. */
export async function benchPipelines(residentDir: string, modelsDir: string): Promise<readonly Figure[]> {
  const relate = await measureAnchor();
  const file = (name: string) => join(residentDir, name);
  const finger = await readGrayImage(file("finger-04.png"));
  const other = extractMinutiae(await readGrayImage(file("finger-03.png")));
  const own = extractMinutiae(finger);
  const face = await readRgbImage(file("face.png"));
  const iris = await readGrayImage(file("iris-left.png"));
  const ink = await readSignatureFile(file("signature.json"));
  const models = await loadFaceModels(modelsDir);
  const jp2 = {
    widthPx: finger.widthPx,
    heightPx: finger.heightPx,
    pixels: finger.pixels,
    channels: 1,
    resolutionPpi: 500,
    comment: null,
  } as const;
  const works: readonly (readonly [string, () => unknown])[] = [
    ["fingerprint: 1:1 match of two minutiae lists", () => matchFingerprints(own, other, defaultMatchLimits)],
    [
      "face: detect, landmarks, pose, measures, backdrop, 738×984",
      () => assessFace(face, models, { backdrop: "blue" }, defaultFaceLimits),
    ],
    ["iris: locate, measures, score, 640×480", () => assessIris(iris, defaultIrisLimits)],
    ["signature: strokes, checks, 300 ppi image", () => assessSignature(ink, defaultSignatureLimits)],
    ["JPEG 2000 lossless, 500×500 grey", () => encodeJp2(jp2)],
  ];
  const figures: Figure[] = [];
  for (const [figure, work] of works) {
    const value = median(await timeRuns(many, work));
    figures.push({
      bench: "pipelines",
      figure,
      value,
      unit: "ms",
      runs: many.runs,
      ratio: relate(value),
    });
  }
  await models.close();
  return figures;
}
