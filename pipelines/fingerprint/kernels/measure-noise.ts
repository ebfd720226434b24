import type { GrayImage } from "../../../runtime/kernel/image.ts";

/** A row in two is looked at: noise is alike in all of them. */
const rowStep = 2;

/**
 * What part of an image's squared gradients white noise makes: 0 without any, about 1 where there is nothing else. The noise
 * is estimated from what a difference of two Laplacians leaves, to which even slopes and straight edges along the axes are nothing
 * (Immerkær 1996, Computer Vision and Image Understanding 64(2)).
 */
export function measureNoiseShare({ widthPx, heightPx, pixels }: GrayImage): number {
  let rough = 0;
  let energy = 0;
  let count = 0;
  for (let y = 1; y < heightPx - 1; y += rowStep) {
    const end = (y + 1) * widthPx - 1;
    for (let at = y * widthPx + 1; at < end; at += 1) {
      const above = at - widthPx;
      const below = at + widthPx;
      const corners = pixels[above - 1]! + pixels[above + 1]! + pixels[below - 1]! + pixels[below + 1]!;
      const sides = pixels[above]! + pixels[below]! + pixels[at - 1]! + pixels[at + 1]!;
      const along = pixels[at + 1]! - pixels[at - 1]!;
      const down = pixels[below]! - pixels[above]!;
      rough += Math.abs(corners - 2 * sides + 4 * pixels[at]!);
      energy += along * along + down * down;
      count += 1;
    }
  }
  if (energy === 0) return 0;
  const deviation = (Math.sqrt(Math.PI / 2) * rough) / (6 * count);
  // A difference of two pixels holds the variance of both, once along and once down.
  return (4 * deviation ** 2 * count) / energy;
}
