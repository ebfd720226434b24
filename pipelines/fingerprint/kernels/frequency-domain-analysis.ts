import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { type AnalysisGrid, blockPx } from "./analysis-grid.ts";
import { type RotatedWindow, rotateBlock } from "./rotate-block.ts";

const samples = 32;
const columns = 16;
const window: RotatedWindow = { firstRow: 2, rows: samples, firstColumn: 10, columns, paddingPx: 2 };
const cosines = Float64Array.from({ length: samples }, (_, index) => Math.cos((2 * Math.PI * index) / samples));
const sines = Float64Array.from({ length: samples }, (_, index) => Math.sin((2 * Math.PI * index) / samples));

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
    for (let row = 0; row < samples; row += 1) {
      let sum = 0;
      for (let column = 0; column < columns; column += 1) sum += rotated[row * columns + column]!;
      signal[row] = sum / columns;
    }
    values[count] = concentratePeak(signal, amplitudes);
    count += 1;
  }
  return values.subarray(0, count);
}

function concentratePeak(signal: Float64Array, amplitudes: Float64Array): number {
  let peak = 1;
  let sum = 0;
  for (let harmonic = 1; harmonic <= samples / 2; harmonic += 1) {
    let real = 0;
    let imaginary = 0;
    for (let index = 0; index < samples; index += 1) {
      const turn = (harmonic * index) & (samples - 1);
      real += signal[index]! * cosines[turn]!;
      imaginary += signal[index]! * sines[turn]!;
    }
    const amplitude = Math.sqrt(real * real + imaginary * imaginary);
    amplitudes[harmonic] = amplitude;
    amplitudes[samples - harmonic] = amplitude;
    if (harmonic < samples / 2) sum += amplitude;
    if (amplitude > amplitudes[peak]!) peak = harmonic;
  }
  if (peak === 1) return 1;
  return (amplitudes[peak]! + 0.3 * (amplitudes[peak - 1]! + amplitudes[peak + 1]!)) / sum;
}
