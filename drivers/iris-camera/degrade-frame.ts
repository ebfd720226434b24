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
  const steps = Math.ceil(lengthPx);
  if (lengthPx < 0.05) return frame;
  const angle = (directionDeg * Math.PI) / 180;
  const taps = Array.from({ length: steps + 1 }, (_, index) => {
    const along = (index / steps - 0.5) * lengthPx;
    return split(Math.cos(angle) * along, Math.sin(angle) * along);
  }).flat();
  return gather(frame, taps);
}

/** Moves the odd rows to the right, as a second field read later has them. */
export function interlace({ widthPx, heightPx, values }: Frame, shiftPx: number): Frame {
  if (shiftPx === 0) return { widthPx, heightPx, values };
  const shifted = Float32Array.from(values);
  const whole = Math.floor(shiftPx);
  const share = shiftPx - whole;
  const clamp = (x: number) => Math.max(0, Math.min(widthPx - 1, x));
  for (let y = 1; y < heightPx; y += 2) {
    const row = y * widthPx;
    for (let x = 0; x < widthPx; x += 1) {
      const near = values[row + clamp(x - whole)] ?? 0;
      const far = values[row + clamp(x - whole - 1)] ?? 0;
      shifted[row + x] = near + share * (far - near);
    }
  }
  return { widthPx, heightPx, values: shifted };
}

/** Deviates drawn once; a row of noise is a stretch of them from a place of its own. */
const deviatesCount = 8_192;

/** Adds sensor noise and quantises to 8 bits. */
export function expose({ values, widthPx, heightPx }: Frame, random: Random, noiseDeviation: number): Uint8Array {
  const deviates = Float32Array.from({ length: deviatesCount }, () => random.normal(0, noiseDeviation));
  const pixels = new Uint8Array(values.length);
  for (let y = 0; y < heightPx; y += 1) {
    let at = random.integer(0, deviatesCount - 1);
    for (let index = y * widthPx; index < (y + 1) * widthPx; index += 1) {
      const level = (values[index] ?? 0) + (deviates[at] ?? 0);
      pixels[index] = Math.max(0, Math.min(255, Math.round(level)));
      at = at + 1 === deviatesCount ? 0 : at + 1;
    }
  }
  return pixels;
}

type Tap = { readonly x: number; readonly y: number; readonly weight: number };

/** A tap between pixels is four of its neighbours. */
function split(x: number, y: number): Tap[] {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const down = y - top;
  return [
    { x: left, y: top, weight: (1 - right) * (1 - down) },
    { x: left + 1, y: top, weight: right * (1 - down) },
    { x: left, y: top + 1, weight: (1 - right) * down },
    { x: left + 1, y: top + 1, weight: right * down },
  ].filter(({ weight }) => weight > 1e-6);
}

function gather(frame: Frame, taps: readonly Tap[]): Frame {
  const total = taps.reduce((sum, tap) => sum + tap.weight, 0);
  const sums = new Float32Array(frame.values.length);
  for (const tap of taps) addShifted(sums, frame, { ...tap, weight: tap.weight / total });
  return { widthPx: frame.widthPx, heightPx: frame.heightPx, values: sums };
}

function addShifted(sums: Float32Array, { widthPx, heightPx, values }: Frame, { x: tapX, y: tapY, weight }: Tap): void {
  // Away from the two edges a column needs no clamping.
  const from = Math.min(widthPx, Math.max(0, -tapX));
  const to = Math.max(from, Math.min(widthPx, widthPx - tapX));
  for (let y = 0; y < heightPx; y += 1) {
    const into = y * widthPx;
    const row = Math.max(0, Math.min(heightPx - 1, y + tapY)) * widthPx;
    const first = (values[row] ?? 0) * weight;
    const last = (values[row + widthPx - 1] ?? 0) * weight;
    for (let x = 0; x < from; x += 1) sums[into + x] = (sums[into + x] ?? 0) + first;
    for (let x = from; x < to; x += 1) sums[into + x] = (sums[into + x] ?? 0) + weight * (values[row + x + tapX] ?? 0);
    for (let x = to; x < widthPx; x += 1) sums[into + x] = (sums[into + x] ?? 0) + last;
  }
}
