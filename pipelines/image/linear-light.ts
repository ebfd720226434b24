/** Linear light of each sRGB level, 0 to 1 (IEC 61966-2-1). */
export const linearLight: Float64Array = Float64Array.from({ length: 256 }, (_, level) => {
  const value = level / 255;
  return value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92;
});

/** Linear light of an sRGB value between levels. */
export function toLinearLight(level: number): number {
  const low = Math.min(255, Math.max(0, Math.floor(level)));
  const from = linearLight[low] ?? 0;
  const to = linearLight[Math.min(255, low + 1)] ?? from;
  return from + (to - from) * (Math.min(255, Math.max(0, level)) - low);
}
