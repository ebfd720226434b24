import { toLinearLight } from "../../../pipelines/image/linear-light.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";

type Three = readonly [number, number, number];
type Matrix = readonly [Three, Three, Three];

/** IEC 61966-2-1, and Bradford's cones (Lam, 1985). */
const toXyz: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const fromXyz: Matrix = [
  [3.2404542, -1.5371385, -0.4985314],
  [-0.969266, 1.8760108, 0.041556],
  [0.0556434, -0.2040259, 1.0572252],
];
const toCones: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];
const fromCones: Matrix = [
  [0.9869929, -0.1470543, 0.1599627],
  [0.4323053, 0.5183603, 0.0492912],
  [-0.0085287, 0.0400428, 0.9684867],
];
const daylight: Three = [0.95047, 1, 1.08883];

/**
 * The same scene under a black body of this temperature, to a camera that stays set for daylight: colours move as a change of
 * light moves them, across the channels, and what does not fit the camera's range is cut off. The brightest channel of white
 * stays as bright as it was.
 */
export function castLight({ widthPx, heightPx, pixels }: RgbImage, temperatureK: number): RgbImage {
  const white = whiteOf(temperatureK);
  const [fromDay, toLamp] = [apply(toCones, daylight), apply(toCones, white)];
  const scale: Matrix = [
    [toLamp[0] / fromDay[0], 0, 0],
    [0, toLamp[1] / fromDay[1], 0],
    [0, 0, toLamp[2] / fromDay[2]],
  ];
  const whole = [toXyz, toCones, scale, fromCones, fromXyz].reduce((all, next) => multiply(next, all));
  const gain = 1 / Math.max(...apply(whole, [1, 1, 1]));
  const cast = new Uint8Array(pixels.length);
  for (let index = 0; index < pixels.length; index += 3) {
    const light: Three = [pixels[index] ?? 0, pixels[index + 1] ?? 0, pixels[index + 2] ?? 0].map(
      toLinearLight,
    ) as never;
    const seen = apply(whole, light);
    for (let channel = 0; channel < 3; channel += 1) cast[index + channel] = toLevel(gain * (seen[channel] ?? 0));
  }
  return { widthPx, heightPx, pixels: cast };
}

/** Chromaticity of a black body, by the cubic approximation of Kim et al. (US patent 7,024,034), 1,667 to 25,000 K. */
function whiteOf(temperatureK: number): Three {
  const t = 1_000 / temperatureK;
  const x =
    temperatureK <= 4_000
      ? -0.2661239 * t ** 3 - 0.234358 * t ** 2 + 0.8776956 * t + 0.17991
      : -3.0258469 * t ** 3 + 2.1070379 * t ** 2 + 0.2226347 * t + 0.24039;
  const y =
    temperatureK <= 4_000
      ? -0.9549476 * x ** 3 - 1.37418593 * x ** 2 + 2.09137015 * x - 0.16748867
      : 3.081758 * x ** 3 - 5.8733867 * x ** 2 + 3.75112997 * x - 0.37001483;
  return [x / y, 1, (1 - x - y) / y];
}

function apply(matrix: Matrix, [a, b, c]: Three): Three {
  return matrix.map((row) => row[0] * a + row[1] * b + row[2] * c) as never;
}

function multiply(one: Matrix, other: Matrix): Matrix {
  const column = (index: 0 | 1 | 2): Three => [other[0][index], other[1][index], other[2][index]];
  return one.map((row) =>
    ([0, 1, 2] as const).map((index) => row.reduce((sum, value, at) => sum + value * (column(index)[at] ?? 0), 0)),
  ) as never;
}

function toLevel(light: number): number {
  const value = Math.max(0, Math.min(1, light));
  return Math.round(255 * (value > 0.0031308 ? 1.055 * value ** (1 / 2.4) - 0.055 : 12.92 * value));
}
