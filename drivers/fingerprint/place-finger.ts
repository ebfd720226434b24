import type { Point } from "../../runtime/kernel/geometry.ts";
import type { FingerTouch } from "./finger-scene.ts";
import type { FingerSkin } from "./grow-ridges.ts";

/** Half the contact at its widest and at its longest, in pixels. */
export type ContactSize = { readonly halfWidthPx: number; readonly halfHeightPx: number };

/** From the image to the skin: the skin's middle is (0, 0), x right and y down as in the image. */
export type ToSkin = (x: number, y: number) => Point;

/** Inside this share of the contact the skin has a firm hold; a ring further out moves with the finger. */
const firmRatio = 0.45;
const slidingReach = 1.6;
const roundsMax = 40;

/** How much skin touches: a fingertip flattens under pressure. */
export function measureContact({ sizeRatio }: FingerSkin, touch: FingerTouch): ContactSize {
  const scale = sizeRatio * Math.sqrt(Math.min(1, Math.max(0, touch.contactRatio)));
  return {
    halfWidthPx: scale * (110 + 40 * touch.pressureRatio),
    halfHeightPx: scale * (166 + 44 * touch.pressureRatio),
  };
}

/**
 * Where the skin under a pixel was before it was pressed: turn and shift of the whole finger, then the model of skin
 * distortion of Cappelli, Maio and Maltoni (2001, ICAPR): firm in the middle of the contact, moving with the finger
 * outside, sliding in between.
 */
export function createPlacement(skin: FingerSkin, touch: FingerTouch): ToSkin {
  const angle = (touch.rotationDeg * Math.PI) / 180;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const middleX = touch.widthPx / 2 + touch.shiftXPx;
  const middleY = touch.heightPx / 2 + touch.shiftYPx;
  const distort = createDistortion(skin, touch);
  return (x, y) => {
    const dx = x - middleX;
    const dy = y - middleY;
    return distort(cosine * dx + sine * dy, -sine * dx + cosine * dy);
  };
}

function createDistortion(skin: FingerSkin, touch: FingerTouch): ToSkin {
  const { halfWidthPx, halfHeightPx } = measureContact(skin, touch);
  const { rollXPx, rollYPx, tractionXPx, tractionYPx } = touch;
  const torque = (touch.torqueDeg * Math.PI) / 180;
  const cosine = Math.cos(torque);
  const sine = Math.sin(torque);
  return (x, y) => {
    const fromX = x - rollXPx;
    const fromY = y - rollYPx;
    const shape = Math.sqrt((fromX / halfWidthPx) ** 2 + (fromY / halfHeightPx) ** 2) / firmRatio - 1;
    const share = Math.min(1, Math.max(0, shape / slidingReach));
    const slack = share * share * (3 - 2 * share);
    return {
      x: x + slack * (cosine * fromX + sine * fromY - fromX + tractionXPx),
      y: y + slack * (cosine * fromY - sine * fromX - fromY + tractionYPx),
    };
  };
}

/**
 * Where a point of the skin (pixels from its middle, as `cores` and `deltas` are) comes to lie in the image, to about
 * 2 pixels: every impression also stretches a little at random. It may lie outside the contact or the image.
 */
export function locateOnImage(skin: FingerSkin, touch: FingerTouch, { x, y }: Point): Point {
  const distort = createDistortion(skin, touch);
  let before = { x, y };
  // The distortion moves a point far less than it moves the point's neighbours apart, so this closes in on it.
  for (let round = 0; round < roundsMax; round += 1) {
    const after = distort(before.x, before.y);
    before = { x: before.x + 0.7 * (x - after.x), y: before.y + 0.7 * (y - after.y) };
  }
  const angle = (touch.rotationDeg * Math.PI) / 180;
  return {
    x: Math.cos(angle) * before.x - Math.sin(angle) * before.y + touch.widthPx / 2 + touch.shiftXPx,
    y: Math.sin(angle) * before.x + Math.cos(angle) * before.y + touch.heightPx / 2 + touch.shiftYPx,
  };
}
