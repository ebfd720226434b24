import type { GrayImage } from "../../../runtime/kernel/image.ts";

/** Side of the square around a 32-pixel block that keeps a 32×16 window inside it at every angle, in pixels. */
export const extendedBlockPx = 36;

/** The part of a rotated extended block that a measure reads. */
export type RotatedWindow = {
  readonly firstRow: number;
  readonly rows: number;
  readonly firstColumn: number;
  readonly columns: number;
  /** Pixels of true surroundings added on each side of the extended block before it is rotated. */
  readonly paddingPx: 0 | 2;
};

/** Affine coefficients of the inverse map, as OpenCV's `getRotationMatrix2D` and `warpAffine` compute them. */
const inverse = new Float64Array(6);
/** Fixed-point steps along a row of the result. */
const stepsX = new Int32Array(extendedBlockPx);
const stepsY = new Int32Array(extendedBlockPx);

/**
 * Rotates the extended block whose top left corner is (`left`, `top`) by `angleRad` and writes the named window of the
 * result, row-major, to `target`. Nearest neighbour in fixed point with 10 fractional bits (as OpenCV's `warpAffine`,
 * which NFIQ 2 uses), 0 outside the source. The centre is that of the padded source, so that with padding the result is
 * not centred: the reference behaves so, and its published values depend on it.
 */
export function rotateBlock(
  image: GrayImage,
  block: { readonly left: number; readonly top: number; readonly angleRad: number },
  window: RotatedWindow,
  target: Uint8Array,
): void {
  const { paddingPx } = window;
  const side = extendedBlockPx + 2 * paddingPx;
  const left = block.left - paddingPx;
  const top = block.top - paddingPx;
  const { widthPx, heightPx, pixels } = image;
  invertRotation(block.angleRad, side / 2);
  for (let column = 0; column < window.columns; column += 1) {
    stepsX[column] = roundHalfEven(inverse[0]! * (window.firstColumn + column) * 1024);
    stepsY[column] = roundHalfEven(inverse[3]! * (window.firstColumn + column) * 1024);
  }
  // The part of the source square that lies on the image.
  const firstX = Math.max(0, -left);
  const firstY = Math.max(0, -top);
  const lastX = Math.min(side, widthPx - left) - 1;
  const lastY = Math.min(side, heightPx - top) - 1;
  let index = 0;
  for (let row = 0; row < window.rows; row += 1) {
    const resultY = window.firstRow + row;
    const startX = roundHalfEven((inverse[1]! * resultY + inverse[2]!) * 1024) + 512;
    const startY = roundHalfEven((inverse[4]! * resultY + inverse[5]!) * 1024) + 512;
    for (let column = 0; column < window.columns; column += 1) {
      const x = (startX + stepsX[column]!) >> 10;
      const y = (startY + stepsY[column]!) >> 10;
      const isInside = x >= firstX && y >= firstY && x <= lastX && y <= lastY;
      target[index] = isInside ? pixels[(top + y) * widthPx + left + x]! : 0;
      index += 1;
    }
  }
}

function invertRotation(angleRad: number, centre: number): void {
  // Through degrees and back, as the reference does: it can move the last bit.
  const angle = ((angleRad * 180) / Math.PI) * (Math.PI / 180);
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const shiftX = (1 - cosine) * centre - sine * centre;
  const shiftY = sine * centre + (1 - cosine) * centre;
  const scale = 1 / (cosine * cosine + sine * sine);
  const a = cosine * scale;
  const b = -sine * scale;
  inverse[0] = a;
  inverse[1] = b;
  inverse[2] = -a * shiftX - b * shiftY;
  inverse[3] = -b;
  inverse[4] = a;
  inverse[5] = b * shiftX - a * shiftY;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
