import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import type { FaceScene } from "../../drivers/face-camera/face-scene.ts";
import { renderFace } from "../../drivers/face-camera/render-face.ts";
import type { EyeScene } from "../../drivers/iris-camera/eye-scene.ts";
import { synthesiseEye } from "../../drivers/iris-camera/synthesise-eye.ts";
import { memoryOf } from "../capture/hand-over.ts";
import type { HandLook } from "../demo/body.ts";
import type { CanonicalFace } from "../kernel/canonical-face.ts";
import type { GrayImage, RgbImage } from "../kernel/image.ts";
import { createRandom } from "../kernel/random.ts";
import { createFingerStage, type LaidFinger } from "./stage-finger.ts";
import { createSlapStage } from "./stage-slap.ts";

/** What is to be drawn. */
export type Drawing =
  | { readonly kind: "face"; readonly scene: FaceScene }
  | { readonly kind: "eye"; readonly scene: EyeScene }
  | { readonly kind: "finger"; readonly person: string; readonly laid: LaidFinger; readonly seed: string }
  | { readonly kind: "hand"; readonly person: string; readonly laid: HandLook; readonly seed: string };

export type DrawingSetup = { readonly canonicalFace: CanonicalFace };

const { canonicalFace } = workerData as DrawingSetup;
const layFinger = createFingerStage();
const layHand = createSlapStage();

/** The worker's one entry. The picture moves to whoever asked. */
export async function draw(drawing: Drawing): Promise<RgbImage | GrayImage> {
  const image = await drawImage(drawing);
  return move({ [transferableSymbol]: memoryOf(image), [valueSymbol]: image }) as unknown as RgbImage | GrayImage;
}

async function drawImage(drawing: Drawing): Promise<RgbImage | GrayImage> {
  switch (drawing.kind) {
    case "face":
      return (await renderFace(canonicalFace, drawing.scene)).image;
    case "eye":
      return synthesiseEye(createRandom(drawing.scene.eyeSeed).fork("frame"), drawing.scene).image;
    case "finger":
      return layFinger(drawing.person, drawing.laid, createRandom(drawing.seed));
    case "hand":
      return layHand(drawing.person, drawing.laid, createRandom(drawing.seed));
    default:
      return drawing satisfies never;
  }
}
