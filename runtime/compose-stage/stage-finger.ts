import { drawTouch } from "../../drivers/fingerprint/draw-touch.ts";
import { createFingerGrower } from "../../drivers/fingerprint/grow-finger.ts";
import { pressFinger } from "../../drivers/fingerprint/press-finger.ts";
import type { FingerLook } from "../demo/body.ts";
import type { GrayImage } from "../kernel/image.ts";
import type { Random } from "../kernel/random.ts";

/** Skin on which ridges break up: of 18 touches of 6 fingers that were tried, none scored above 38, and all were too dry. */
const dryTouch = { drynessRatio: 1, pressureRatio: 0.5 };

export type LaidFinger = Exclude<FingerLook, { readonly lies: "nothing" }>;

/** Lays a finger of this person down, a little differently each time. */
export function createFingerStage(): (person: string, laid: LaidFinger, random: Random) => GrayImage {
  const growFinger = createFingerGrower();
  return (person, { lies, skin }, random) => {
    const finger = growFinger(`${person}/${lies}`, { position: lies });
    const touch = drawTouch(random.fork("touch"), "normal");
    return pressFinger(random, finger, skin === "dry" ? { ...touch, ...dryTouch } : touch);
  };
}
