import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { boxAround } from "./box-around.ts";
import { cutStraightened, cutUpright, findLevel, type TurnedBox } from "./kernels/cut-turned.ts";

/** Beyond this a fingertip is set upright; up to it it keeps its own pixels. */
const turnKeptMaxDeg = 45;
/** Bare platen kept around the contact. */
const marginMm = 0.8;
/** 800×1000 pixels at 500 ppi: the largest print that NFIQ 2 scores. */
const widthMaxMm = 40.6;
const heightMaxMm = 50.8;
/** Share of a fingertip's box that is no lighter than this level: bare platen shows between ridges and in the corners. */
const paperShare = 0.9;

/**
 * One fingertip out of a slap, for scoring and for the record: the slap's own pixels, neither scaled nor turned, because
 * interpolation changes what quality measures see, while ridge measures are taken along each block's own direction and
 * matching allows for turns. Only a finger turned by more than 45° is set upright, by linear interpolation. Neighbouring
 * fingers are painted over with the level of the bare platen. At most 800×1000 pixels at 500 ppi, from the tip down.
 */
export function cropFinger(image: GrayImage, finger: TurnedBox): GrayImage {
  const pixelsPerMm = image.resolutionPpi / 25.4;
  const width = Math.min(widthMaxMm * pixelsPerMm, finger.width + 2 * marginMm * pixelsPerMm);
  const height = finger.height + 2 * marginMm * pixelsPerMm;
  // What is too long loses its lower end.
  const surplus = Math.max(0, height - heightMaxMm * pixelsPerMm);
  const angle = (finger.angleDeg * Math.PI) / 180;
  const kept = {
    centre: {
      x: finger.centre.x + (Math.sin(angle) * surplus) / 2,
      y: finger.centre.y - (Math.cos(angle) * surplus) / 2,
    },
    width,
    height: height - surplus,
    angleDeg: finger.angleDeg,
  };
  const box = boxAround(kept, image);
  const fill = findLevel(image, box, paperShare);
  if (Math.abs(finger.angleDeg) > turnKeptMaxDeg) return cutStraightened(image, kept, fill);
  return cutUpright(image, box, { kept, fill });
}
