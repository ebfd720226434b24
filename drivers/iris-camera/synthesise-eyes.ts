import type { Eye } from "../../runtime/kernel/biometric.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { EyeScene } from "./eye-scene.ts";
import type { EyeTruth } from "./eye-truth.ts";
import { addEye, clearCanvas, paintSkin, takePicture } from "./synthesise-eye.ts";

export type SyntheticEyes = {
  readonly image: GrayImage;
  readonly truth: Readonly<Record<Eye, EyeTruth>>;
};

/** Half the distance between the pupils, in limbus radii: 63 mm between irises 11.8 mm wide. */
const halfApartRatio = 5.3;

/**
 * Both eyes in one frame, as a camera sees them: the right eye at the left. Each keeps its own scene; frame, light, blur
 * and noise are those of the right one. A scene's offset moves its eye from where it would stand in the middle of a face.
 */
export function synthesiseEyes(random: Random, scenes: Readonly<Record<Eye, EyeScene>>): SyntheticEyes {
  const canvas = clearCanvas(scenes.right);
  paintSkin(canvas, random.fork("light"), scenes.right);
  const add = (eye: Eye, side: number) => {
    const { widthPx, heightPx } = canvas;
    const scene = { ...scenes[eye], widthPx, heightPx, nasalSide: side };
    const offsetXPx = scene.offsetXPx - side * halfApartRatio * scene.limbusRadiusPx;
    return addEye(canvas, random.fork(eye), { ...scene, offsetXPx });
  };
  const truth = { right: add("right", 1), left: add("left", -1) };
  return { image: takePicture(canvas, random, scenes.right), truth };
}
