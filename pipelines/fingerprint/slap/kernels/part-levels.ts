/** Where a field's values part into two classes, and the middle value of each. */
export type Parting = { readonly limit: number; readonly lowMedian: number; readonly highMedian: number };

const levels = 512;
const levelsPerUnit = 4;

/** Parts values of 0 to 128 by Otsu's rule (1979), in steps of a quarter. */
export function partLevels(values: Float32Array): Parting {
  const counts = countLevels(values);
  const limit = findLimit(counts, values.length);
  return {
    limit: (limit + 1) / levelsPerUnit,
    lowMedian: medianLevel(counts, 0, limit + 1) / levelsPerUnit,
    highMedian: medianLevel(counts, limit + 1, levels) / levelsPerUnit,
  };
}

function countLevels(values: Float32Array): Float64Array {
  const counts = new Float64Array(levels);
  for (let at = 0; at < values.length; at += 1) {
    const level = Math.min(levels - 1, values[at]! * levelsPerUnit) | 0;
    counts[level] = counts[level]! + 1;
  }
  return counts;
}

function findLimit(counts: Float64Array, total: number): number {
  let sum = 0;
  for (let level = 0; level < levels; level += 1) sum += level * counts[level]!;
  let best = 0;
  let bestVariance = -1;
  let low = 0;
  let lowSum = 0;
  for (let level = 0; level < levels - 1; level += 1) {
    low += counts[level]!;
    lowSum += level * counts[level]!;
    const high = total - low;
    if (low === 0 || high === 0) continue;
    const variance = low * high * (lowSum / low - (sum - lowSum) / high) ** 2;
    if (variance > bestVariance) {
      bestVariance = variance;
      best = level;
    }
  }
  return best;
}

function medianLevel(counts: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let level = from; level < to; level += 1) total += counts[level]!;
  let below = 0;
  for (let level = from; level < to; level += 1) {
    below += counts[level]!;
    if (below * 2 >= total && total > 0) return level;
  }
  return 0;
}

/** Mean of the values where another field is at most `limit`; 0 where there are none. */
export function meanWhereLow(values: Float32Array, field: Float32Array, limit: number): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < values.length; at += 1) {
    if (field[at]! > limit) continue;
    sum += values[at]!;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

export type SkinRule = {
  readonly textureMin: number;
  /** Where the ink is at least `fullInkMin`, this much texture is enough. */
  readonly fullInkMin: number;
  readonly wetTextureMin: number;
};

/** Mask of 1 where there is skin. */
export function markSkin(texture: Float32Array, ink: Float32Array, rule: SkinRule): Uint8Array {
  const mask = new Uint8Array(texture.length);
  for (let at = 0; at < mask.length; at += 1) {
    const value = texture[at]!;
    if (value > rule.textureMin || (value > rule.wetTextureMin && ink[at]! > rule.fullInkMin)) mask[at] = 1;
  }
  return mask;
}
