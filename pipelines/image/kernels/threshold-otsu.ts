/** Shares below this are an empty class (OpenCV's FLT_EPSILON). */
const shareMin = 1.1920929e-7;

/** Turns every pixel above Otsu's threshold to 255 and the rest to 0, in place; `pixels` must not be empty. */
export function thresholdOtsu(pixels: Uint8Array): void {
  const limit = findOtsuThreshold(pixels);
  // The sign of the difference fills a byte: a branch would stall at every grain of a print.
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (limit - pixels[at]!) >> 31;
}

/** The grey level that parts the histogram into the two classes with the largest variance between them (Otsu 1979). */
export function findOtsuThreshold(pixels: Uint8Array): number {
  const counts = countLevels(pixels);
  const scale = 1 / pixels.length;
  let mean = 0;
  for (let level = 0; level < 256; level += 1) mean += level * counts[level]!;
  mean *= scale;

  let best = 0;
  let bestVariance = 0;
  let lowShare = 0;
  let lowMean = 0;
  for (let level = 0; level < 256; level += 1) {
    const share = counts[level]! * scale;
    lowMean *= lowShare;
    lowShare += share;
    const highShare = 1 - lowShare;
    if (Math.min(lowShare, highShare) < shareMin || Math.max(lowShare, highShare) > 1 - shareMin) continue;
    lowMean = (lowMean + level * share) / lowShare;
    const highMean = (mean - lowShare * lowMean) / highShare;
    const variance = lowShare * highShare * (lowMean - highMean) ** 2;
    if (variance > bestVariance) {
      bestVariance = variance;
      best = level;
    }
  }
  return best;
}

/** Histogram of 256 levels. Four are kept in turn: neighbours are often equal, and one count would wait for the other. */
function countLevels(pixels: Uint8Array): Uint32Array {
  const counts = new Uint32Array(4 * 256);
  const whole = pixels.length - (pixels.length % 4);
  for (let at = 0; at < whole; at += 4) {
    const first = pixels[at]!;
    const second = pixels[at + 1]! + 256;
    const third = pixels[at + 2]! + 512;
    const fourth = pixels[at + 3]! + 768;
    counts[first] = counts[first]! + 1;
    counts[second] = counts[second]! + 1;
    counts[third] = counts[third]! + 1;
    counts[fourth] = counts[fourth]! + 1;
  }
  for (let at = whole; at < pixels.length; at += 1) counts[pixels[at]!] = counts[pixels[at]!]! + 1;
  for (let level = 0; level < 256; level += 1) {
    counts[level] = counts[level]! + counts[level + 256]! + counts[level + 512]! + counts[level + 768]!;
  }
  return counts.subarray(0, 256);
}
