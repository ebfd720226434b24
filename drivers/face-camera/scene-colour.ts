import type { Backdrop, ClothesColour, SkinTone } from "./face-scene.ts";

/** Linear light, 0 to 1 a channel: the space in which lamp and surface multiply. */
export type LinearColour = readonly [red: number, green: number, blue: number];

export const skinTones: Readonly<Record<SkinTone, LinearColour>> = {
  fair: fromSrgb(232, 190, 166),
  light: fromSrgb(220, 174, 146),
  medium: fromSrgb(202, 153, 122),
  tan: fromSrgb(181, 131, 99),
  brown: fromSrgb(148, 103, 76),
  dark: fromSrgb(112, 77, 57),
};

export const clothesColours: Readonly<Record<ClothesColour, LinearColour>> = {
  white: fromSrgb(238, 238, 234),
  navy: fromSrgb(70, 84, 110),
  brown: fromSrgb(120, 96, 70),
  green: fromSrgb(64, 92, 80),
  red: fromSrgb(190, 30, 40),
  blue: fromSrgb(30, 84, 170),
  orange: fromSrgb(230, 124, 30),
};

export const backdropCloths: Readonly<Record<Backdrop["colour"], LinearColour>> = {
  red: fromSrgb(196, 22, 32),
  blue: fromSrgb(26, 88, 178),
  orange: fromSrgb(238, 128, 24),
  grey: fromSrgb(150, 150, 150),
  white: fromSrgb(238, 238, 236),
  green: fromSrgb(40, 140, 70),
};

/** An sRGB colour of 0 to 255 a channel as linear light (IEC 61966-2-1). */
export function fromSrgb(red: number, green: number, blue: number): LinearColour {
  return [decode(red), decode(green), decode(blue)];
}

/** The surface under so much light, as an SVG colour; over-exposed channels clip at 255. */
export function paint(surface: LinearColour, lightRatio: number): string {
  const [red, green, blue] = surface.map((channel) => encode(channel * lightRatio));
  return `rgb(${red},${green},${blue})`;
}

/** `share` of the second colour mixed into the first, in linear light. */
export function mix(first: LinearColour, second: LinearColour, share: number): LinearColour {
  const at = (index: 0 | 1 | 2) => first[index] * (1 - share) + second[index] * share;
  return [at(0), at(1), at(2)];
}

function decode(level: number): number {
  const value = level / 255;
  return value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92;
}

function encode(light: number): number {
  const clipped = Math.min(1, Math.max(0, light));
  const value = clipped > 0.003_130_8 ? 1.055 * clipped ** (1 / 2.4) - 0.055 : 12.92 * clipped;
  return Math.round(value * 255);
}
