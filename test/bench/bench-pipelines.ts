import { join } from "node:path";
import { photographPage } from "../../drivers/document-scanner/photograph-page.ts";
import { synthesisePage } from "../../drivers/document-scanner/synthesise-page.ts";
import { readGrayImage, readRgbImage } from "../../drivers/recording/read-image-file.ts";
import { readSignatureFile } from "../../drivers/recording/read-signature-file.ts";
import { plainPaperScene } from "../../drivers/signature-pad/paper-scene.ts";
import { synthesisePaper } from "../../drivers/signature-pad/synthesise-paper.ts";
import { encodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { defaultDocumentLimits } from "../../pipelines/document/assess-document.ts";
import { shapePage } from "../../pipelines/document/shape-page.ts";
import { defaultFaceLimits } from "../../pipelines/face/assess-face.ts";
import { takePortrait } from "../../pipelines/face/take-portrait.ts";
import { extractMinutiae } from "../../pipelines/fingerprint/extract-minutiae.ts";
import { defaultMatchLimits, matchFingerprints } from "../../pipelines/fingerprint/match-fingerprints.ts";
import { assessIris } from "../../pipelines/iris/assess-iris.ts";
import { defaultIrisLimits } from "../../pipelines/iris/iris-limits.ts";
import { assessSignature } from "../../pipelines/signature/assess-signature.ts";
import { defaultSignatureLimits } from "../../pipelines/signature/signature-limits.ts";
import { loadFaceModels } from "../../runtime/inference/load-face-models.ts";
import { createRandom } from "../../runtime/kernel/random.ts";
import { measureAnchor } from "./anchor.ts";
import { type Figure, median, timeRuns } from "./figure.ts";

const many = { runs: 25, warmUps: 16 };

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
  const sheet = await synthesisePage("kk", { resolutionPpi: 180, noiseLevels: 0, shadeRatio: 0 });
  const { image: page } = await photographPage(sheet, { tiltDeg: 9, tiltFromDeg: 40, turnDeg: 5 });
  const { image: paper } = synthesisePaper(createRandom("bench"), ink, {
    ...plainPaperScene,
    form: "lines",
    stamp: { colour: "purple", rightMm: 8, downMm: 4, radiusMm: 16 },
  });
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
    [
      "fingerprint: 1:1 of two minutiae lists, both templates made for it",
      () => matchFingerprints(own, other, defaultMatchLimits),
    ],
    [
      "face: cut, every measure, backdrop, 738×984",
      () => takePortrait(face, models, { backdrop: "blue" }, defaultFaceLimits),
    ],
    ["iris: locate, measures, score, 640×480", () => assessIris(iris, defaultIrisLimits)],
    ["a page: find, judge, straighten, photographed at 2200×1650", () => shapePage(page, defaultDocumentLimits)],
    ["signature: strokes, checks, outline, 300 ppi image", () => assessSignature(ink, defaultSignatureLimits)],
    [
      "signature on paper: sheet, ink, outline, 110×75 mm at 300 ppi, ruled and stamped",
      () => assessSignature({ kind: "paper", image: paper }, defaultSignatureLimits),
    ],
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
