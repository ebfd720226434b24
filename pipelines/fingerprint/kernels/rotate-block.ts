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
/** Where a column and a row of the result lie in the source, in 1/1024 pixel; the two add up. */
const columnX = new Int32Array(extendedBlockPx);
const columnY = new Int32Array(extendedBlockPx);
const rowX = new Int32Array(extendedBlockPx);
const rowY = new Int32Array(extendedBlockPx);

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
  const side = extendedBlockPx + 2 * window.paddingPx;
  const left = block.left - window.paddingPx;
  const top = block.top - window.paddingPx;
  invertRotation(block.angleRad, side / 2);
  planSteps(window);
  // The part of the source square that lies on the image.
  const source = {
    left,
    top,
    firstX: Math.max(0, -left),
    firstY: Math.max(0, -top),
    lastX: Math.min(side, image.widthPx - left) - 1,
    lastY: Math.min(side, image.heightPx - top) - 1,
  };
  if (liesInside(window, source)) copyWhole(image, window, source, target);
  else copyPart(image, window, source, target);
}

type Source = {
  readonly left: number;
  readonly top: number;
  readonly firstX: number;
  readonly firstY: number;
  readonly lastX: number;
  readonly lastY: number;
};

function planSteps({ firstRow, rows, firstColumn, columns }: RotatedWindow): void {
  for (let column = 0; column < columns; column += 1) {
    columnX[column] = roundHalfEven(inverse[0]! * (firstColumn + column) * 1024);
    columnY[column] = roundHalfEven(inverse[3]! * (firstColumn + column) * 1024);
  }
  for (let row = 0; row < rows; row += 1) {
    const y = firstRow + row;
    rowX[row] = roundHalfEven((inverse[1]! * y + inverse[2]!) * 1024) + 512;
    rowY[row] = roundHalfEven((inverse[4]! * y + inverse[5]!) * 1024) + 512;
  }
}

/** Positions rise or fall steadily along rows and columns, rounding included, so the four corners decide. */
function liesInside({ rows, columns }: RotatedWindow, { firstX, firstY, lastX, lastY }: Source): boolean {
  for (let corner = 0; corner < 4; corner += 1) {
    const row = (corner & 1) * (rows - 1);
    const column = (corner >> 1) * (columns - 1);
    const x = (rowX[row]! + columnX[column]!) >> 10;
    const y = (rowY[row]! + columnY[column]!) >> 10;
    if (x < firstX || y < firstY || x > lastX || y > lastY) return false;
  }
  return true;
}

function copyWhole(
  { widthPx, pixels }: GrayImage,
  { rows, columns }: RotatedWindow,
  source: Source,
  target: Uint8Array,
) {
  const start = source.top * widthPx + source.left;
  let index = 0;
  for (let row = 0; row < rows; row += 1) {
    const startX = rowX[row]!;
    const startY = rowY[row]!;
    for (let column = 0; column < columns; column += 1) {
      const x = (startX + columnX[column]!) >> 10;
      const y = (startY + columnY[column]!) >> 10;
      target[index] = pixels[start + y * widthPx + x]!;
      index += 1;
    }
  }
}

function copyPart(
  { widthPx, pixels }: GrayImage,
  { rows, columns }: RotatedWindow,
  source: Source,
  target: Uint8Array,
) {
  const { firstX, firstY, lastX, lastY } = source;
  const start = source.top * widthPx + source.left;
  let index = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = (rowX[row]! + columnX[column]!) >> 10;
      const y = (rowY[row]! + columnY[column]!) >> 10;
      const isInside = x >= firstX && y >= firstY && x <= lastX && y <= lastY;
      target[index] = isInside ? pixels[start + y * widthPx + x]! : 0;
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

/** Added and taken away again, this leaves no bits for a fraction: the processor itself rounds half to even. */
const wholeNumbersOnly = 1.5 * 2 ** 52;

function roundHalfEven(value: number): number {
  return value + wholeNumbersOnly - wholeNumbersOnly;
}
