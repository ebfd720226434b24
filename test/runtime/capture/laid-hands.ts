import { plainSlap, type SlapScene } from "../../../drivers/fingerprint/slap-scene.ts";
import { growSlapSkins, type Slap, synthesiseSlap } from "../../../drivers/fingerprint/synthesise-slap.ts";
import { defaultSlapLimits, segmentSlap } from "../../../pipelines/fingerprint/slap/segment-slap.ts";
import type { Pipelines } from "../../../runtime/capture/pipelines.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

const skins = growSlapSkins("laid-hands", 2);
/** Fits the platen with some of it left around. */
const hand: SlapScene["hand"] = { sizeRatio: 0.86, spreadRatio: 1.1, bendRatio: 0.25 };
/** Small, so that drawing is quick; finding fingers works on cells of a fifth of a millimetre whatever the resolution. */
const platen = { widthPx: 800, heightPx: 750, resolutionPpi: 250 };

/** A slap, and the truth about it. */
export function layHand(scene: Partial<SlapScene>): Slap {
  return synthesiseSlap(createRandom("laid-hands"), { ...plainSlap, hand, platen, ...scene }, skins);
}

/** The real one, on this thread. */
export const segmentHere: Pipelines["segmentSlap"] = async (image, wish) => segmentSlap(image, wish, defaultSlapLimits);
