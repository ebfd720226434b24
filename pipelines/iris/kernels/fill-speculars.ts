import type { GrayImage } from "../../../runtime/kernel/image.ts";

export type FilledImage = {
  readonly image: GrayImage;
  /** 1 where a reflection was painted over, 0 elsewhere; row-major like the pixels. */
  readonly isSpecular: Uint8Array;
  readonly specularPixels: number;
};

export type SpecularLimits = {
  /** A pixel at least this bright may belong to a reflection, 0 to 255. */
  readonly levelMin: number;
  /** Longer bright runs are skin or an overexposed ground, not the lamp's reflection. */
  readonly runMaxPx: number;
  /** How far the soft rim of a reflection reaches. */
  readonly rimPx: number;
};

/** Paints the lamp's reflections over, row by row, from the level left of each to the level right of it. */
export function fillSpeculars(image: GrayImage, limits: SpecularLimits): FilledImage {
  const pixels = Uint8Array.from(image.pixels);
  const isSpecular = markSpeculars(image, limits);
  let specularPixels = 0;

  for (let y = 0; y < image.heightPx; y += 1) {
    const row = y * image.widthPx;
    let x = 0;
    while (x < image.widthPx) {
      if (isSpecular[row + x] === 0) {
        x += 1;
        continue;
      }
      let end = x;
      while (end < image.widthPx && isSpecular[row + end] === 1) end += 1;
      specularPixels += end - x;
      paintRun(pixels, row, { start: x, end, widthPx: image.widthPx });
      x = end;
    }
  }
  return { image: { ...image, pixels }, isSpecular, specularPixels };
}

/** Short bright runs and everything within the rim of them. */
function markSpeculars(image: GrayImage, limits: SpecularLimits): Uint8Array {
  const { widthPx, heightPx, pixels } = image;
  const mask = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    const row = y * widthPx;
    let start = -1;
    for (let x = 0; x <= widthPx; x += 1) {
      const isBright = x < widthPx && pixels[row + x]! >= limits.levelMin;
      if (isBright && start < 0) start = x;
      if (isBright || start < 0) continue;
      if (x - start <= limits.runMaxPx) markBlock(mask, image, { startX: start, endX: x, y, rimPx: limits.rimPx });
      start = -1;
    }
  }
  return mask;
}

function markBlock(
  mask: Uint8Array,
  { widthPx, heightPx }: GrayImage,
  { startX, endX, y, rimPx }: { startX: number; endX: number; y: number; rimPx: number },
): void {
  const fromX = Math.max(0, startX - rimPx);
  const toX = Math.min(widthPx, endX + rimPx);
  for (let row = Math.max(0, y - rimPx); row <= Math.min(heightPx - 1, y + rimPx); row += 1) {
    mask.fill(1, row * widthPx + fromX, row * widthPx + toX);
  }
}

function paintRun(
  pixels: Uint8Array,
  row: number,
  { start, end, widthPx }: { start: number; end: number; widthPx: number },
): void {
  const hasLeft = start > 0;
  const hasRight = end < widthPx;
  if (!hasLeft && !hasRight) return;
  const left = hasLeft ? pixels[row + start - 1]! : pixels[row + end]!;
  const right = hasRight ? pixels[row + end]! : left;
  const span = end - start + 1;
  for (let x = start; x < end; x += 1) {
    pixels[row + x] = Math.round(left + ((right - left) * (x - start + 1)) / span);
  }
}
