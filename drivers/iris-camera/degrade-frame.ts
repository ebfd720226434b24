import type { Random } from "../../runtime/kernel/random.ts";

/** Gray levels with fractions, row-major. */
export type Frame = { readonly widthPx: number; readonly heightPx: number; readonly values: Float32Array };

/** Blurs with a Gaussian of the given standard deviation; edges repeat. */
export function defocus(frame: Frame, deviationPx: number): Frame {
  if (deviationPx <= 0.05) return frame;
  const reach = Math.ceil(deviationPx * 3);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * deviationPx * deviationPx)),
  );
  const taps = (stepX: number, stepY: number) =>
    weights.map((weight, index) => ({ x: stepX * (index - reach), y: stepY * (index - reach), weight }));
  return gather(gather(frame, taps(1, 0)), taps(0, 1));
}

/** Smears along a line, as a movement during the exposure does. */
export function smear(frame: Frame, lengthPx: number, directionDeg: number): Frame {
  const steps = Math.round(lengthPx);
  if (steps < 1) return frame;
  const angle = (directionDeg * Math.PI) / 180;
  const taps = Array.from({ length: steps + 1 }, (_, index) => ({
    x: Math.round(Math.cos(angle) * (index - steps / 2)),
    y: Math.round(Math.sin(angle) * (index - steps / 2)),
    weight: 1,
  }));
  return gather(frame, taps);
}

/** Adds sensor noise and quantises to 8 bits. */
export function expose(frame: Frame, random: Random, noiseDeviation: number): Uint8Array {
  const pixels = new Uint8Array(frame.values.length);
  for (let index = 0; index < pixels.length; index += 1) {
    const level = (frame.values[index] ?? 0) + random.normal(0, noiseDeviation);
    pixels[index] = Math.max(0, Math.min(255, Math.round(level)));
  }
  return pixels;
}

type Tap = { readonly x: number; readonly y: number; readonly weight: number };

function gather({ widthPx, heightPx, values }: Frame, taps: readonly Tap[]): Frame {
  const total = taps.reduce((sum, tap) => sum + tap.weight, 0);
  const sums = new Float32Array(values.length);
  for (const tap of taps) {
    const share = tap.weight / total;
    for (let y = 0; y < heightPx; y += 1) {
      const row = Math.max(0, Math.min(heightPx - 1, y + tap.y)) * widthPx;
      for (let x = 0; x < widthPx; x += 1) {
        const column = Math.max(0, Math.min(widthPx - 1, x + tap.x));
        sums[y * widthPx + x] = (sums[y * widthPx + x] ?? 0) + share * (values[row + column] ?? 0);
      }
    }
  }
  return { widthPx, heightPx, values: sums };
}
