import type { Random } from "../../runtime/kernel/random.ts";

/** Deviates drawn once and then reused from random starting points: a million normal deviates a frame are too slow. */
const tableLength = 4096;
const runLength = 256;

/** Adds independent noise of the given standard deviation, in gray levels, to every channel in place. */
export function addSensorNoise(pixels: Uint8Array, deviationLevels: number, random: Random): void {
  if (deviationLevels <= 0) return;
  const table = Float32Array.from({ length: tableLength }, () => random.normal(0, deviationLevels));
  for (let start = 0; start < pixels.length; start += runLength) {
    const offset = random.integer(0, tableLength - runLength);
    const end = Math.min(pixels.length, start + runLength);
    for (let index = start; index < end; index += 1) {
      const noisy = (pixels[index] ?? 0) + (table[offset + index - start] ?? 0);
      pixels[index] = Math.min(255, Math.max(0, Math.round(noisy)));
    }
  }
}
