import { drawSlapScene } from "../../../../drivers/fingerprint/draw-slap-scene.ts";
import { plainSlap } from "../../../../drivers/fingerprint/slap-scene.ts";
import { type Slap, type SlapSkins, synthesiseSlap } from "../../../../drivers/fingerprint/synthesise-slap.ts";
import { defaultSlapLimits, type SlapWish, segmentSlap } from "../../../../pipelines/fingerprint/slap/segment-slap.ts";
import type { SlapTarget } from "../../../../runtime/kernel/biometric.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";
import { findMistake, overlapMin } from "./judge-segmentation.ts";

const targets: readonly SlapTarget[] = ["right-four", "left-four", "right-four", "left-four", "thumbs"];

/** The n-th hard slap of a seed: four of five are hands, the fifth two thumbs. */
export function drawTrial(seed: string, index: number, skins: SlapSkins, platen = plainSlap.platen) {
  const random = createRandom(`${seed}/${index}`);
  const target = targets[index % targets.length]!;
  const { scene, declaredMissing } = drawSlapScene(random.fork("scene"), target, platen);
  const wish: SlapWish = { target, missing: declaredMissing };
  return { slap: synthesiseSlap(random.fork("press"), scene, skins), wish };
}

/** What became of slaps: each offered as it was asked for, and each hand also in the other's place. */
export class SlapTally {
  readonly mistakes: string[] = [];
  /** Mistakes also by the usual bar for a box. */
  grossMistakes = 0;
  slaps = 0;
  unsure = 0;
  falseAlarms = 0;
  swapped = 0;
  swapsCaught = 0;

  add(name: string, slap: Slap, wish: SlapWish): void {
    this.slaps += 1;
    const found = segmentSlap(slap.image, wish, defaultSlapLimits);
    const mistake = findMistake(slap, found);
    if (mistake !== null) this.mistakes.push(`${name}: ${mistake}`);
    if (findMistake(slap, found, overlapMin.usual) !== null) this.grossMistakes += 1;
    if (found.hand === "unsure") this.unsure += 1;
    if (found.reasons.some(({ code }) => code === "wrong-hand")) this.falseAlarms += 1;
    if (wish.target === "thumbs") return;
    this.swapped += 1;
    const other = wish.target === "right-four" ? "left-four" : "right-four";
    const { reasons } = segmentSlap(slap.image, { ...wish, target: other }, defaultSlapLimits);
    if (reasons.some(({ code }) => code === "wrong-hand")) this.swapsCaught += 1;
  }
}
