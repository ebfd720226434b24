import type { Infer } from "../../runtime/kernel/inference.ts";
import { type Affine, mapPoint, scaleOf } from "../image/affine.ts";
import type { ImagePyramid } from "../image/image-pyramid.ts";
import { type Detection, decodeDetections, detectorSidePx } from "./decode-detections.ts";
import { letterbox } from "./letterbox.ts";
import { makeTensor, valuesOf } from "./make-tensor.ts";
import { mergeDetections } from "./merge-detections.ts";

/** A lower bar than the face flag of the landmark network, which has the last word on what is a face. */
const confidenceMinRatio = 0.5;
const overlapMaxRatio = 0.3;

/**
 * Faces of about 6 % of the image's long side and more, in pixels of the image, largest first. The detector does not
 * know faces that fill its whole square; so where it sees none it looks again from further away.
 */
export async function detectFaces(pyramid: ImagePyramid, detect: Infer): Promise<Detection[]> {
  const faces = await detectOnce(pyramid, detect, 1);
  return faces.length > 0 ? faces : await detectOnce(pyramid, detect, 0.5);
}

async function detectOnce(pyramid: ImagePyramid, detect: Infer, fillRatio: number): Promise<Detection[]> {
  const region = letterbox(pyramid[0], detectorSidePx, fillRatio);
  const outputs = await detect(makeTensor(pyramid, region, -1, 1));
  const decoded = decodeDetections(valuesOf(outputs, "regressors"), valuesOf(outputs, "scores"), confidenceMinRatio);
  return mergeDetections(decoded, overlapMaxRatio)
    .map((detection) => placeInImage(detection, region.toImage))
    .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
}

function placeInImage({ confidenceRatio, box, keypoints }: Detection, toImage: Affine): Detection {
  const scale = scaleOf(toImage);
  return {
    confidenceRatio,
    box: { ...mapPoint(toImage, box), width: box.width * scale, height: box.height * scale },
    keypoints: keypoints.map((point) => mapPoint(toImage, point)),
  };
}
