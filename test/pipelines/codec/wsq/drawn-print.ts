import type { GrayImage } from "../../../../runtime/kernel/image.ts";

/** Ridges of some nine pixels that bend about a centre, with noise: what WSQ is made for, the same on every run. */
export function drawPrint(widthPx: number, heightPx: number, resolutionPpi = 500): GrayImage {
  const pixels = Uint8Array.from({ length: widthPx * heightPx }, (_, at) => {
    const [x, y] = [at % widthPx, Math.floor(at / widthPx)];
    const distance = Math.hypot(x - widthPx * 0.45, 0.8 * (y - heightPx * 0.6));
    const noise = ((Math.imul(at + 1, 0x9e3779b1) >>> 27) & 15) - 8;
    return Math.min(255, Math.max(0, Math.round(140 + 90 * Math.sin((2 * Math.PI * distance) / 9) + noise)));
  });
  return { widthPx, heightPx, resolutionPpi, pixels };
}

/** How well an image came through, in decibels; infinite when every pixel did. */
export function signalToNoise(decoded: Uint8Array, original: Uint8Array): number {
  const squares = decoded.reduce((sum, level, at) => sum + (level - original[at]!) ** 2, 0);
  return 10 * Math.log10(255 ** 2 / (squares / decoded.length));
}
