import type { GrayImage } from "../../runtime/kernel/image.ts";
import type { Random } from "../../runtime/kernel/random.ts";
import type { FingerTouch, PlatenBackground } from "./finger-scene.ts";
import { renderSmoothField } from "./smooth-field.ts";

const resolutionPpi = 500;
const paperLevel = 253;
const inkLevel = 8;
/** Of the optics and the pixel itself. */
const spreadPx = 0.6;
/** Grey levels either way of the noise that every sensor has, and of the worst. */
const noiseLevel = 8;
const noiseMaxLevel = 150;
const deadPixelsMax = 0.03;

/** What the sensor makes of the ink on its platen: spread of light, background, contrast, noise, gamma. */
export function sensePrint(random: Random, ink: Float32Array, touch: FingerTouch): GrayImage {
  const { widthPx, heightPx } = touch;
  soil(random.fork("dirt"), ink, touch);
  spread(ink, widthPx, heightPx, Math.sqrt(spreadPx ** 2 + touch.blurPx ** 2));
  const light = lightPlaten(random.fork("light"), touch.background, widthPx, heightPx);
  const pixels = expose(random.fork("noise"), ink, light, touch);
  return { widthPx, heightPx, resolutionPpi, pixels };
}

function expose(random: Random, ink: Float32Array, light: Float32Array | null, touch: FingerTouch): Uint8Array {
  const noiseRatio = Math.min(1, Math.max(0, touch.noiseRatio));
  const depth = (paperLevel - inkLevel) * Math.min(1, Math.max(0, touch.contrastRatio));
  const noise = noiseLevel + (noiseMaxLevel - noiseLevel) * noiseRatio * noiseRatio;
  const deadShare = deadPixelsMax * noiseRatio * noiseRatio;
  const curve = Uint8Array.from({ length: 256 }, (_, level) => Math.round(255 * (level / 255) ** touch.gamma));
  const pixels = new Uint8Array(ink.length);
  for (let at = 0; at < ink.length; at += 1) {
    const lit = light === null ? 1 : (light[at] ?? 1);
    let level = lit * (paperLevel - depth * (ink[at] ?? 0)) + noise * (random.next() + random.next() - 1);
    if (deadShare > 0 && random.next() < deadShare) level = random.next() < 0.5 ? 0 : 255;
    pixels[at] = curve[Math.min(255, Math.max(0, Math.round(level)))] ?? 0;
  }
  return pixels;
}

/** Share of full light at every pixel; null where it is everywhere the same. */
function lightPlaten(
  random: Random,
  background: PlatenBackground,
  widthPx: number,
  heightPx: number,
): Float32Array | null {
  if (background === "clean") return null;
  const light = renderSmoothField(random.fork("clouds"), widthPx, heightPx, 90);
  const slopeX = random.between(-0.22, 0.22);
  const slopeY = random.between(-0.22, 0.22);
  for (let at = 0; at < light.length; at += 1) {
    const x = (at % widthPx) / widthPx - 0.5;
    const y = Math.floor(at / widthPx) / heightPx - 0.5;
    light[at] = Math.min(1, 0.86 + slopeX * x + slopeY * y + 0.03 * (light[at] ?? 0));
  }
  return light;
}

const greaseSpots = 16;
const dustSpecks = 60;

/** Grease of other fingers and specks of dust on a platen that nobody has wiped. */
function soil(random: Random, ink: Float32Array, { background, widthPx, heightPx }: FingerTouch): void {
  if (background !== "soiled") return;
  const grease = random.fork("grease");
  for (let spot = 0; spot < greaseSpots; spot += 1) {
    const blot = { radiusPx: grease.between(8, 40), depth: grease.between(0.04, 0.18), isSharp: false };
    stain(ink, widthPx, { x: grease.between(0, widthPx), y: grease.between(0, heightPx), ...blot });
  }
  const dust = random.fork("dust");
  for (let speck = 0; speck < dustSpecks; speck += 1) {
    const blot = { radiusPx: dust.between(0.5, 2.6), depth: dust.between(0.15, 0.8), isSharp: true };
    stain(ink, widthPx, { x: dust.between(0, widthPx), y: dust.between(0, heightPx), ...blot });
  }
}

type Stain = {
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
  readonly depth: number;
  readonly isSharp: boolean;
};

/** Dust covers, grease adds and thins out. */
function stain(ink: Float32Array, widthPx: number, { x, y, radiusPx, depth, isSharp }: Stain): void {
  const heightPx = ink.length / widthPx;
  const bottom = Math.min(heightPx - 1, Math.floor(y + radiusPx));
  const right = Math.min(widthPx - 1, Math.floor(x + radiusPx));
  for (let row = Math.max(0, Math.ceil(y - radiusPx)); row <= bottom; row += 1) {
    for (let column = Math.max(0, Math.ceil(x - radiusPx)); column <= right; column += 1) {
      const inside = 1 - ((column - x) ** 2 + (row - y) ** 2) / radiusPx ** 2;
      if (inside <= 0) continue;
      const at = row * widthPx + column;
      const before = ink[at] ?? 0;
      ink[at] = isSharp ? Math.max(before, depth) : Math.min(1, before + depth * inside * inside);
    }
  }
}

/** Gaussian, in place; what lies beyond the image is bare. */
function spread(ink: Float32Array, widthPx: number, heightPx: number, deviationPx: number): void {
  const reach = Math.ceil(2.5 * deviationPx);
  const taps = Float32Array.from({ length: reach + 1 }, (_, step) => Math.exp(-((step / deviationPx) ** 2) / 2));
  const sum = taps.reduce((total, tap, step) => total + (step === 0 ? tap : 2 * tap), 0);
  for (let step = 0; step <= reach; step += 1) taps[step] = (taps[step] ?? 0) / sum;
  const line = new Float32Array(Math.max(widthPx, heightPx) + 2 * reach);
  for (let row = 0; row < heightPx; row += 1)
    spreadLine(ink, line, taps, { start: row * widthPx, step: 1, count: widthPx });
  for (let column = 0; column < widthPx; column += 1) {
    spreadLine(ink, line, taps, { start: column, step: widthPx, count: heightPx });
  }
}

type Run = { readonly start: number; readonly step: number; readonly count: number };

function spreadLine(ink: Float32Array, line: Float32Array, taps: Float32Array, { start, step, count }: Run): void {
  const reach = taps.length - 1;
  line.fill(0);
  for (let index = 0; index < count; index += 1) line[index + reach] = ink[start + index * step] ?? 0;
  for (let index = 0; index < count; index += 1) {
    let sum = (line[index + reach] ?? 0) * (taps[0] ?? 0);
    for (let tap = 1; tap <= reach; tap += 1) {
      sum += ((line[index + reach - tap] ?? 0) + (line[index + reach + tap] ?? 0)) * (taps[tap] ?? 0);
    }
    ink[start + index * step] = sum;
  }
}
