import type { Circle } from "../../../runtime/kernel/geometry.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";

export type DrawnEye = {
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly limbus: Circle;
  readonly pupil: Circle;
  readonly pupilLevel?: number;
  readonly irisLevel?: number;
  readonly scleraLevel?: number;
  /** Rows above this one are covered by a lid of `lidLevel`. */
  readonly lidY?: number;
  readonly lidLevel?: number;
};

/** Flat discs with edges a pixel wide, so that every measure has an answer that can be worked out by hand. */
export function drawEye(eye: DrawnEye): GrayImage {
  const { widthPx = 640, heightPx = 480, pupilLevel = 30, irisLevel = 100, scleraLevel = 160 } = eye;
  const { lidY = Number.NEGATIVE_INFINITY, lidLevel = 150 } = eye;
  const pixels = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const inLimbus = cover(eye.limbus, x, y);
      const inPupil = cover(eye.pupil, x, y);
      const ball = scleraLevel + (irisLevel - scleraLevel) * inLimbus;
      pixels[y * widthPx + x] = y < lidY ? lidLevel : Math.round(ball + (pupilLevel - ball) * inPupil);
    }
  }
  return { widthPx, heightPx, resolutionPpi: 500, pixels };
}

function cover(circle: Circle, x: number, y: number): number {
  return Math.max(0, Math.min(1, circle.radius - Math.hypot(x - circle.x, y - circle.y) + 0.5));
}
