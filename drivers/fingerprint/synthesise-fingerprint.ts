import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { FingerScene } from "./finger-scene.ts";
import { growFinger } from "./grow-finger.ts";
import { pressFinger } from "./press-finger.ts";

export { type FingerScene, normalFinger } from "./finger-scene.ts";

/**
 * One impression of a synthetic finger at 500 ppi, ridges dark on light: the finger is grown, then pressed. Whoever wants
 * several impressions of a finger grows it once (`growFinger`) and presses it often (`pressFinger`). It is nobody's finger.
 */
export function synthesiseFingerprint(random: Random, scene: FingerScene): GrayImage {
  return pressFinger(random, growFinger(scene.fingerSeed, scene), scene);
}
