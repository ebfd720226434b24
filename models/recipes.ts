import type { ModelManifest, ModelName } from "../runtime/inference/model-manifest.ts";
import { readCanonicalFace } from "./canonical-face/read-canonical-face.ts";
import { convertTflite, type ModelSignature } from "./convert/convert-tflite.ts";

/** Makes a model from its checked source. @throws BoothError `model.unsupported` when the source cannot be converted */
export type Recipe = (source: Uint8Array, path: string) => Uint8Array;

/** 48 × 48 cells of the input, one anchor each, row by row. */
const anchors = 2304;

const detector: ModelSignature = {
  name: "face-detector",
  inputNote: "RGB, -1 to 1",
  outputs: [
    {
      tensor: "reshaped_regressor_face_4",
      name: "regressors",
      shape: [1, anchors, 16],
      note: "px of 192 from the anchor: centre x, y, width, height, then x, y of 6 key points",
    },
    { tensor: "reshaped_classifier_face_4", name: "scores", shape: [1, anchors, 1], note: "logit of a face" },
  ],
};

/**
 * MediaPipe names eyes as they lie in the image; here they are the subject's own, as everywhere in the booth.
 * So its left eye (landmarks 33 to 133, iris 468 to 472) is called right.
 */
const landmarks: ModelSignature = {
  name: "face-landmarks",
  inputNote: "RGB, 0 to 1",
  outputs: [
    { tensor: "output_mesh_identity", name: "mesh", shape: [1, 1404], note: "468 points x, y, z in px of 192" },
    { tensor: "output_lips", name: "lips", shape: [1, 160], note: "80 points x, y in px of 192" },
    { tensor: "output_right_eye", name: "leftEye", shape: [1, 142], note: "71 points x, y; the subject's left" },
    { tensor: "output_left_eye", name: "rightEye", shape: [1, 142], note: "71 points x, y; the subject's right" },
    { tensor: "output_right_iris", name: "leftIris", shape: [1, 10], note: "5 points x, y; the subject's left" },
    { tensor: "output_left_iris", name: "rightIris", shape: [1, 10], note: "5 points x, y; the subject's right" },
    { tensor: "conv_faceflag", name: "flag", shape: [1, 1], note: "logit of a face" },
  ],
};

const segmenter: ModelSignature = {
  name: "person-segmenter",
  inputNote: "RGB, 0 to 1",
  outputs: [{ tensor: "activation_10", name: "mask", shape: [1, 1, 256, 256], note: "0 backdrop to 1 person" }],
};

/** The models that are made from a package; what is committed needs no recipe. */
export type ConvertedName = {
  readonly [Name in ModelName]: ModelManifest[Name]["source"] extends { readonly committed: string } ? never : Name;
}[ModelName];

export const recipes: Readonly<Record<ConvertedName, Recipe>> = {
  "face-detector": (source, path) => convertTflite(source, path, detector),
  "face-landmarks": (source, path) => convertTflite(source, path, landmarks),
  "person-segmenter": (source, path) => convertTflite(source, path, segmenter),
  "canonical-face": (source, path) => new TextEncoder().encode(`${JSON.stringify(readCanonicalFace(source, path))}\n`),
};
