/** What levels are measured from and in: the mean, and the larger distance from it divided by 128. */
export type LevelScale = { readonly shift: number; readonly scale: number };

/** `scale` is 0 for an image of one level. */
export function measureLevels(pixels: Uint8Array): LevelScale {
  let sum = 0;
  let low = 255;
  let high = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    const level = pixels[at]!;
    sum += level;
    if (level < low) low = level;
    if (level > high) high = level;
  }
  const shift = sum / pixels.length;
  return { shift, scale: Math.max(shift - low, high - shift) / 128 };
}

/** @returns a new plane; all 0 for an image of one level */
export function normalisePixels(pixels: Uint8Array, { shift, scale }: LevelScale): Float64Array {
  const plane = new Float64Array(pixels.length);
  if (scale === 0) return plane;
  const levels = Float64Array.from({ length: 256 }, (_, level) => (level - shift) / scale);
  for (let at = 0; at < pixels.length; at += 1) plane[at] = levels[pixels[at]!]!;
  return plane;
}

/** Back to 8 bits, cut off at both ends. */
export function restorePixels(plane: Float64Array, { shift, scale }: LevelScale): Uint8Array {
  const pixels = new Uint8Array(plane.length);
  for (let at = 0; at < plane.length; at += 1) {
    const level = plane[at]! * scale + shift + 0.5;
    pixels[at] = Math.min(255, Math.max(0, level));
  }
  return pixels;
}
