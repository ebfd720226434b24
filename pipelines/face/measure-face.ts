import type { RgbImage } from "../../runtime/kernel/image.ts";
import type { AlignedFace } from "./align-face.ts";
import { measureEyeOpening, measureMouthOpening } from "./face-geometry.ts";
import { mapQuality } from "./map-quality.ts";
import { mapSharpness } from "./map-sharpness.ts";
import { measureCompression } from "./measure-compression.ts";
import { measureGaze } from "./measure-gaze.ts";
import { measureGlare } from "./measure-glare.ts";
import { measureLight } from "./measure-light.ts";
import { measureSharpness } from "./measure-sharpness.ts";
import { measureSkinColour } from "./measure-skin-colour.ts";
import { areaOf, type SeenFace } from "./see-faces.ts";

export type FaceMeasures = ReturnType<typeof measureFace>;

/**
 * Every measure of the first face and its place in the image. `…Native` is a component's value in the unit of
 * ISO/IEC 29794-5, the bare name its 0–100 score; names that end in a unit are our own.
 */
export function measureFace(options: {
  readonly image: RgbImage;
  readonly face: SeenFace;
  readonly others: readonly SeenFace[];
  readonly aligned: AlignedFace;
}) {
  return {
    faceCount: 1 + options.others.length,
    ...measurePresentation(options.face, options.others),
    ...measurePlace(options.image, options.face),
    ...measurePixels(options.aligned),
    ...measureGlare(options.aligned, options.face.landmarks),
    compressionRatio: measureCompression(options.image, options.face.box),
  };
}

/** What the person does: eyes, mouth, pose, and whether they are alone. */
function measurePresentation(face: SeenFace, others: readonly SeenFace[]) {
  const { landmarks, geometry, pose } = face;
  const eyesOpenNative = measureEyeOpening(landmarks, geometry.faceLengthPx);
  const mouthClosedNative = measureMouthOpening(landmarks, geometry.faceLengthPx);
  const gaze = measureGaze(landmarks, geometry, pose);
  const singleFacePresentNative = areaOf(others[0]?.box ?? { x: 0, y: 0, width: 0, height: 0 }) / areaOf(face.box);
  return {
    singleFacePresentNative,
    singleFacePresent: mapQuality.singleFacePresent(singleFacePresentNative),
    eyesOpenNative,
    eyesOpen: mapQuality.eyesOpen(eyesOpenNative),
    mouthClosedNative,
    mouthClosed: mapQuality.mouthClosed(mouthClosedNative),
    gazeRightDeg: gaze.rightDeg,
    gazeUpDeg: gaze.upDeg,
    headPoseYawNative: pose.yawDeg,
    headPoseYaw: mapQuality.headPose(pose.yawDeg),
    headPosePitchNative: pose.pitchDeg,
    headPosePitch: mapQuality.headPose(pose.pitchDeg),
    headPoseRollNative: pose.rollDeg,
    headPoseRoll: mapQuality.headPose(pose.rollDeg),
  };
}

/** Where the face is and how large. */
function measurePlace(image: RgbImage, { geometry, pose }: SeenFace) {
  const [leftEye, rightEye] = geometry.eyeCentres;
  const interEyePx = Math.max(geometry.interEyePx, 1);
  const faceLengthPx = Math.max(geometry.faceLengthPx, 1);
  const interEyeDistanceNative = geometry.interEyePx / Math.cos((pose.yawDeg * Math.PI) / 180);
  const headSizeNative = geometry.faceLengthPx / image.heightPx;
  const leftwardCropNative = rightEye.x / interEyePx;
  const rightwardCropNative = (image.widthPx - leftEye.x) / interEyePx;
  const marginAboveNative = geometry.betweenEyes.y / faceLengthPx;
  const marginBelowNative = (image.heightPx - geometry.betweenEyes.y) / faceLengthPx;
  return {
    interEyeDistanceNative,
    interEyeDistance: mapQuality.interEyeDistance(interEyeDistanceNative),
    headSizeNative,
    headSize: mapQuality.headSize(headSizeNative),
    leftwardCropNative,
    leftwardCrop: mapQuality.leftwardCrop(leftwardCropNative),
    rightwardCropNative,
    rightwardCrop: mapQuality.rightwardCrop(rightwardCropNative),
    marginAboveNative,
    marginAbove: mapQuality.marginAbove(marginAboveNative),
    marginBelowNative,
    marginBelow: mapQuality.marginBelow(marginBelowNative),
    headWidthRatio: geometry.headWidthPx / image.widthPx,
    /** + to the image's right. */
    offCentreRatio: geometry.middle.x / image.widthPx - 0.5,
    eyeHeightRatio: geometry.betweenEyes.y / image.heightPx,
  };
}

/** Light, colour and focus, at the aligned scale. */
function measurePixels(aligned: AlignedFace) {
  const light = measureLight(aligned);
  const colour = measureSkinColour(aligned);
  const sharpnessNative = measureSharpness(aligned);
  return {
    luminanceMeanNative: light.luminanceMean,
    luminanceMean: mapQuality.luminanceMean(light.luminanceMean),
    luminanceVarianceNative: light.luminanceVariance,
    luminanceVariance: mapQuality.luminanceVariance(light.luminanceVariance),
    underExposurePreventionNative: light.underExposure,
    underExposurePrevention: mapQuality.underExposurePrevention(light.underExposure),
    overExposurePreventionNative: light.overExposure,
    overExposurePrevention: mapQuality.overExposurePrevention(light.overExposure),
    dynamicRangeNative: light.dynamicRange,
    dynamicRange: mapQuality.dynamicRange(light.dynamicRange),
    contrastRatio: light.contrast,
    illuminationUniformityNative: light.illuminationUniformity,
    illuminationUniformity: mapQuality.illuminationUniformity(light.illuminationUniformity),
    naturalColourNative: colour.naturalColourDistance,
    naturalColour: mapQuality.naturalColour(colour.naturalColourDistance),
    skinChroma: colour.chroma,
    sharpnessNative,
    sharpness: mapSharpness(sharpnessNative),
  };
}
