import type { GrayImage } from "../../../runtime/kernel/image.ts";

/** Scales to a new size: area average when it shrinks, linear interpolation when it grows, each axis for itself. */
export function resampleGray(image: GrayImage, widthPx: number, heightPx: number): Uint8Array {
  const columns = planAxis(image.widthPx, widthPx);
  const rows = planAxis(image.heightPx, heightPx);
  const across = new Float32Array(widthPx * image.heightPx);
  for (let y = 0; y < image.heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      let sum = 0;
      for (let tap = columns.first[x]!; tap < columns.first[x + 1]!; tap += 1) {
        sum += image.pixels[y * image.widthPx + columns.source[tap]!]! * columns.weight[tap]!;
      }
      across[y * widthPx + x] = sum;
    }
  }
  const result = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      let sum = 0;
      for (let tap = rows.first[y]!; tap < rows.first[y + 1]!; tap += 1) {
        sum += across[rows.source[tap]! * widthPx + x]! * rows.weight[tap]!;
      }
      result[y * widthPx + x] = Math.round(sum);
    }
  }
  return result;
}

/** For output i, taps first[i] … first[i+1]−1 name source pixels and weights that add up to 1. */
type AxisPlan = { readonly first: Int32Array; readonly source: Int32Array; readonly weight: Float32Array };

function planAxis(sourceSize: number, targetSize: number): AxisPlan {
  const scale = sourceSize / targetSize;
  const reach = Math.max(1, scale);
  const first = new Int32Array(targetSize + 1);
  const sources: number[] = [];
  const weights: number[] = [];
  for (let index = 0; index < targetSize; index += 1) {
    const centre = (index + 0.5) * scale - 0.5;
    const start = sources.length;
    let total = 0;
    for (let at = Math.ceil(centre - reach); at <= Math.floor(centre + reach); at += 1) {
      const weight = 1 - Math.abs(at - centre) / reach;
      if (weight <= 0) continue;
      sources.push(Math.min(sourceSize - 1, Math.max(0, at)));
      weights.push(weight);
      total += weight;
    }
    for (let tap = start; tap < weights.length; tap += 1) weights[tap] = weights[tap]! / total;
    first[index + 1] = sources.length;
  }
  return { first, source: Int32Array.from(sources), weight: Float32Array.from(weights) };
}
