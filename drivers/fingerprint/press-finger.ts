import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { FingerTouch } from "./finger-scene.ts";
import type { FingerSkin } from "./grow-ridges.ts";
import { inkTouch } from "./ink-touch.ts";
import { sensePrint } from "./sense-print.ts";
import { layGhost, smearPrint } from "./soil-print.ts";

/**
 * One impression of a finger at 500 ppi, ridges dark on light. `random` draws what differs from impression to
 * impression (skin stretch, blotches, ragged edge, noise); the touch says how the finger is laid down.
 */
export function pressFinger(random: Random, skin: FingerSkin, touch: FingerTouch): GrayImage {
  const ink = inkTouch(random.fork("touch"), skin, touch);
  if (touch.ghostRatio > 0) layGhost(random.fork("ghost"), ink, skin, touch);
  if (touch.smearRatio > 0) smearPrint(random.fork("smear"), ink, touch);
  return sensePrint(random.fork("sensor"), ink, touch);
}
