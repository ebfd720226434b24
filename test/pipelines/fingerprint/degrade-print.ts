import { findRegionOfInterest } from "../../../pipelines/fingerprint/find-region-of-interest.ts";
import { measurePlacement } from "../../../pipelines/fingerprint/measure-placement.ts";
import { measurePrint } from "../../../pipelines/fingerprint/measure-print.ts";
import { findPrintedArea } from "../../../pipelines/fingerprint/trim-white-frame.ts";
import { cropGray } from "../../../pipelines/image/crop-gray.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

/** All measures but those of minutiae, which guidance does not look at. */
export function measureAll(image: GrayImage): Readonly<Record<string, number>> {
  const area = findPrintedArea(image)!;
  const print = cropGray(image, area);
  const region = findRegionOfInterest(print);
  const { measures, place } = measurePrint(print, region, []);
  return { ...measures, ...measurePlacement({ place, regionBox: region.box, area, scale: 1 }, image) };
}

/** Moves the finger `lengthPx` along `angleDeg` during exposure. */
export function moveFinger(image: GrayImage, lengthPx: number, angleDeg: number): GrayImage {
  const { widthPx, heightPx } = image;
  const alongX = Math.cos((angleDeg * Math.PI) / 180);
  const alongY = Math.sin((angleDeg * Math.PI) / 180);
  const clamp = (value: number, size: number) => Math.min(size - 1, Math.max(0, Math.round(value)));
  const pixels = image.pixels.map((_, at) => {
    let sum = 0;
    for (let step = 0; step <= lengthPx; step += 1) {
      const shift = step - lengthPx / 2;
      const x = clamp((at % widthPx) + shift * alongX, widthPx);
      sum += image.pixels[clamp(Math.floor(at / widthPx) + shift * alongY, heightPx) * widthPx + x]!;
    }
    return Math.round(sum / (lengthPx + 1));
  });
  return { ...image, pixels };
}

/** The same from all sides: movement both ways, twice. */
export function blurPrint(image: GrayImage, lengthPx: number): GrayImage {
  const once = moveFinger(moveFinger(image, lengthPx, 0), lengthPx, 90);
  return moveFinger(moveFinger(once, lengthPx, 45), lengthPx, 135);
}

/** White, the same for the same seed. */
export function addNoise(image: GrayImage, deviation: number, seed = "noise"): GrayImage {
  const random = createRandom(seed);
  const noisy = (level: number) => Math.min(255, Math.max(0, Math.round(level + random.normal(0, deviation))));
  return { ...image, pixels: image.pixels.map(noisy) };
}

/** Draws all levels towards the middle, to `contrastRatio` of their distance from it. */
export function fadePrint(image: GrayImage, contrastRatio: number): GrayImage {
  return { ...image, pixels: image.pixels.map((level) => Math.round(128 + contrastRatio * (level - 128))) };
}

/** Two prints of one height side by side, the second with `contrastRatio` of its contrast. */
export function addGhost(image: GrayImage, ghost: GrayImage, contrastRatio: number): GrayImage {
  const widthPx = image.widthPx + ghost.widthPx;
  const pixels = new Uint8Array(widthPx * image.heightPx);
  for (let y = 0; y < image.heightPx; y += 1) {
    pixels.set(image.pixels.subarray(y * image.widthPx, (y + 1) * image.widthPx), y * widthPx);
    const row = ghost.pixels.subarray(y * ghost.widthPx, (y + 1) * ghost.widthPx);
    pixels.set(
      row.map((level) => Math.round(243 - contrastRatio * (243 - level))),
      y * widthPx + image.widthPx,
    );
  }
  return { ...image, widthPx, pixels };
}
