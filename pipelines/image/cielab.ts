import { toLinearLight } from "./linear-light.ts";

/** CIE 1976 L*a*b* under the D50 white point of the ICC profile connection space. */
export type Lab = { readonly lightness: number; readonly a: number; readonly b: number };

/** CIELAB of an sRGB colour of 0 to 255 a channel, with the D50-adapted sRGB primaries. */
export function toLab(red: number, green: number, blue: number): Lab {
  return lightToLab(toLinearLight(red), toLinearLight(green), toLinearLight(blue));
}

/** The same of linear light, 0 to 1 a channel; more is brighter than white. */
export function lightToLab(r: number, g: number, b: number): Lab {
  const x = compress((0.43605 * r + 0.38508 * g + 0.14309 * b) / 0.964221);
  const y = compress(0.22249 * r + 0.71689 * g + 0.06062 * b);
  const z = compress((0.01393 * r + 0.0971 * g + 0.71419 * b) / 0.825211);
  return { lightness: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

const threshold = (6 / 29) ** 3;

function compress(value: number): number {
  return value > threshold ? Math.cbrt(value) : value / (3 * (6 / 29) ** 2) + 4 / 29;
}
