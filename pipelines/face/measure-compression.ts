import type { Box } from "../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../runtime/kernel/image.ts";
import { measureBlocking } from "./kernels/measure-blocking.ts";

/** As much of the face as is needed for steady means. */
const sideMaxPx = 512;

/**
 * Blockiness of the face, in pixels as they came: how far the steps at every eighth pixel stand out, rows and columns
 * averaged; about 0 for a picture that was never compressed by JPEG, or was scaled since. It finds the grid wherever a
 * crop has put it. Ours, after the idea of Z. Wang et al., "No-reference perceptual quality assessment of JPEG
 * compressed images" (ICIP 2002); not the network of ISO/IEC 29794-5's reference implementation.
 */
export function measureCompression(image: RgbImage, face: Box): number {
  const box = middleOf(image, face);
  if (box.width < 16 || box.height < 16) return 0;
  const luma = readLuma(image, box);
  return (measureBlocking(luma, box.width, 1) + measureBlocking(luma, box.width, box.width)) / 2;
}

/** The middle of the face in whole pixels of the image. */
function middleOf({ widthPx, heightPx }: RgbImage, { x, y, width, height }: Box): Box {
  const halfWidth = Math.min(width, sideMaxPx) / 2;
  const halfHeight = Math.min(height, sideMaxPx) / 2;
  const left = Math.max(0, Math.floor(x + width / 2 - halfWidth));
  const top = Math.max(0, Math.floor(y + height / 2 - halfHeight));
  return {
    x: left,
    y: top,
    width: Math.max(0, Math.min(widthPx, Math.floor(x + width / 2 + halfWidth)) - left),
    height: Math.max(0, Math.min(heightPx, Math.floor(y + height / 2 + halfHeight)) - top),
  };
}

function readLuma({ pixels, widthPx }: RgbImage, box: Box): Float32Array {
  const luma = new Float32Array(box.width * box.height);
  for (let row = 0; row < box.height; row += 1) {
    let source = ((box.y + row) * widthPx + box.x) * 3;
    for (let column = 0; column < box.width; column += 1, source += 3) {
      const red = pixels[source] ?? 0;
      const green = pixels[source + 1] ?? 0;
      const blue = pixels[source + 2] ?? 0;
      luma[row * box.width + column] = 0.299 * red + 0.587 * green + 0.114 * blue;
    }
  }
  return luma;
}
