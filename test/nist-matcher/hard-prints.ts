import { drawTouch } from "../../drivers/fingerprint/draw-touch.ts";
import { growFinger } from "../../drivers/fingerprint/grow-finger.ts";
import { pressFinger } from "../../drivers/fingerprint/press-finger.ts";
import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import { cropGray } from "../../pipelines/image/crop-gray.ts";
import { listImpressions } from "../../runtime/cli/list-impressions.ts";
import type { GrayImage } from "../../runtime/kernel/image.ts";
import { createRandom } from "../../runtime/kernel/random.ts";
import { addNoise, fadePrint } from "../pipelines/fingerprint/degrade-print.ts";
import type { LabelledPrint } from "./judge-beside-nist.ts";

/** A small sensor's surface at 500 ppi, and how far from the middle of a print it may lie. */
const windowPx = { width: 256, height: 300, shiftMax: 30 } as const;

/** What makes a print harder, seeded by its name. */
export const hardships = {
  "as they are": (image: GrayImage) => image,
  "cut to 256×300": cutWindow,
  "faint under noise": (image: GrayImage, name: string) => addNoise(fadePrint(image, 0.4), 20, name),
} as const;

/** Real impressions of a folder, the first `most` of each finger. */
export async function readHardened(folder: string, most: number, hardship: keyof typeof hardships) {
  const prints: LabelledPrint[] = [];
  for (const { path, finger, impression } of await listImpressions(folder)) {
    if (prints.filter((print) => print.finger === finger).length === most) continue;
    prints.push({ finger, image: hardships[hardship](await readGrayImage(path), `${finger} ${impression}`) });
  }
  return prints;
}

/** Prints as hard as those of the competitions, of fingers that nothing was developed on. */
export function drawHardPrints(fingers: number, impressions: number): readonly LabelledPrint[] {
  return Array.from({ length: fingers }, (_, finger) => {
    const skin = growFinger(`never seen ${finger}`);
    return Array.from({ length: impressions }, (_, impression) => {
      const random = createRandom(`never seen ${finger}, ${impression}`);
      return { finger: String(finger), image: pressFinger(random, skin, drawTouch(random.fork("touch"), "hard")) };
    });
  }).flat();
}

function cutWindow(image: GrayImage, name: string): GrayImage {
  const random = createRandom(name);
  const place = (size: number, window: number) => {
    const room = size - window;
    const shift = random.integer(-windowPx.shiftMax, windowPx.shiftMax);
    return Math.min(room, Math.max(0, Math.round(room / 2) + shift));
  };
  const width = Math.min(image.widthPx, windowPx.width);
  const height = Math.min(image.heightPx, windowPx.height);
  return cropGray(image, { x: place(image.widthPx, width), y: place(image.heightPx, height), width, height });
}
