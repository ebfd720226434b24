import type { GrayImage } from "../../../runtime/kernel/image.ts";
import type { AnalysisGrid } from "./analysis-grid.ts";
import { type RotatedWindow, rotateBlock } from "./rotate-block.ts";
import { blockPx } from "./tile-sums.ts";

const samples = 32;
const columns = 16;
const window: RotatedWindow = { firstRow: 2, rows: samples, firstColumn: 10, columns, paddingPx: 2 };
const harmonics = samples / 2;
/** Waves of harmonics 1 … 16 at steps 0 … 16, a row of 17 each; the other half of a period mirrors these. */
const cosines = createWaves(Math.cos);
const sines = createWaves(Math.sin);

/**
 * Frequency domain analysis: how much of each foreground block's spectrum across the ridges sits in its peak
 * (ISO/IEC 29794-4). One value a foreground block, in raster order.
 */
export function measureFrequencyDomain(image: GrayImage, grid: AnalysisGrid): Float64Array {
  const values = new Float64Array(grid.isForeground.length);
  const rotated = new Uint8Array(samples * columns);
  const signal = new Float64Array(samples);
  const amplitudes = new Float64Array(samples);
  let count = 0;
  for (let at = 0; at < grid.isForeground.length; at += 1) {
    if (grid.isForeground[at] === 0) continue;
    const left = (at % grid.columns) * blockPx;
    const top = Math.floor(at / grid.columns) * blockPx;
    rotateBlock(image, { left, top, angleRad: grid.thetaRad[at]! + Math.PI / 2 }, window, rotated);
    readSignal(rotated, signal);
    values[count] = concentratePeak(signal, amplitudes);
    count += 1;
  }
  return values.subarray(0, count);
}

/**
 * Row sums about their mean, times 32 to stay whole: without the mean a flat window has no spectrum at all, rather than
 * one of rounding noise, and the reference's own value of 1.
 */
function readSignal(rotated: Uint8Array, signal: Float64Array): void {
  let total = 0;
  for (let row = 0; row < samples; row += 1) {
    let sum = 0;
    for (let at = row * columns; at < (row + 1) * columns; at += 1) sum += rotated[at]!;
    signal[row] = sum * samples;
    total += sum;
  }
  for (let row = 0; row < samples; row += 1) signal[row] = signal[row]! - total;
}

const even = new Float64Array(harmonics + 1);
const odd = new Float64Array(harmonics + 1);

function concentratePeak(signal: Float64Array, amplitudes: Float64Array): number {
  // A cosine is the same on both sides of the middle and a sine the opposite, so both halves are folded first.
  even[0] = signal[0]!;
  even[harmonics] = signal[harmonics]!;
  for (let step = 1; step < harmonics; step += 1) {
    even[step] = signal[step]! + signal[samples - step]!;
    odd[step] = signal[step]! - signal[samples - step]!;
  }
  let peak = 1;
  let sum = 0;
  for (let harmonic = 1; harmonic <= harmonics; harmonic += 1) {
    const wave = (harmonic - 1) * (harmonics + 1);
    let real = 0;
    let imaginary = 0;
    for (let step = 0; step <= harmonics; step += 1) {
      real += even[step]! * cosines[wave + step]!;
      imaginary += odd[step]! * sines[wave + step]!;
    }
    const amplitude = Math.sqrt(real * real + imaginary * imaginary);
    amplitudes[harmonic] = amplitude;
    amplitudes[samples - harmonic] = amplitude;
    if (harmonic < harmonics) sum += amplitude;
    if (amplitude > amplitudes[peak]!) peak = harmonic;
  }
  if (peak === 1) return 1;
  return (amplitudes[peak]! + 0.3 * (amplitudes[peak - 1]! + amplitudes[peak + 1]!)) / sum;
}

function createWaves(wave: (angleRad: number) => number): Float64Array {
  return Float64Array.from({ length: harmonics * (harmonics + 1) }, (_, at) => {
    const harmonic = Math.floor(at / (harmonics + 1)) + 1;
    return wave((2 * Math.PI * ((harmonic * (at % (harmonics + 1))) % samples)) / samples);
  });
}
