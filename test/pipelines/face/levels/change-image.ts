import sharp, { type Sharp } from "sharp";
import type { Circle } from "../../../../runtime/kernel/geometry.ts";
import type { RgbImage } from "../../../../runtime/kernel/image.ts";

/** One way of making a picture worse, by so much. */
export type Change = (image: RgbImage, level: number) => Promise<RgbImage>;

/** Gaussian, by its standard deviation in pixels. */
export const blur: Change = (image, sigmaPx) =>
  edit(image, (picture) => (sigmaPx > 0 ? picture.blur(sigmaPx) : picture));

/** Saved as JPEG of this quality and opened again. */
export const compress: Change = async (image, quality) =>
  read(sharp(await open(image).jpeg({ quality, chromaSubsampling: "4:2:0" }).toBuffer()));

/** Turned clockwise by so many degrees. */
export const turn: Change = (image, angleDeg) =>
  edit(image, (picture) => picture.rotate(angleDeg, { background: "gray" }));

/** Reduced to this share of its size. */
export const reduce: Change = ({ widthPx, heightPx, ...image }, ratio) =>
  edit({ widthPx, heightPx, ...image }, (picture) =>
    picture.resize(Math.round(widthPx * ratio), Math.round(heightPx * ratio), { fit: "fill" }),
  );

/** Reduced to this share of its size and enlarged again. */
export const coarsen: Change = async (image, ratio) => {
  const small = await reduce(image, ratio);
  return edit(small, (picture) => picture.resize(image.widthPx, image.heightPx, { fit: "fill", kernel: "cubic" }));
};

/** Shares of the picture's width and height that are cut away at each side. */
export function crop(image: RgbImage, cut: { left?: number; right?: number; top?: number; bottom?: number }) {
  const { widthPx, heightPx } = image;
  const left = Math.round((cut.left ?? 0) * widthPx);
  const top = Math.round((cut.top ?? 0) * heightPx);
  const width = Math.round((1 - (cut.right ?? 0)) * widthPx) - left;
  const height = Math.round((1 - (cut.bottom ?? 0)) * heightPx) - top;
  return edit(image, (picture) => picture.extract({ left, top, width, height }));
}

/** Levels raised to the power 1/gamma: above 1 is brighter. */
export const applyGamma: Change = async (image, gamma) =>
  mapLevels(image, (level) => 255 * (level / 255) ** (1 / gamma));

/** So many times the light. */
export const expose: Change = async (image, factor) => mapLevels(image, (level) => toCoded(factor * toLight(level)));

/** This share of white light mixed in, as by fog or a dirty lens. */
export const haze: Change = async (image, share) =>
  mapLevels(image, (level) => toCoded((1 - share) * toLight(level) + share * 0.5));

/** This share of the colour taken away. */
export const fade: Change = async (image, share) =>
  mapPixels(image, ([red, green, blue]) => {
    const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return [red, green, blue].map((level) => (1 - share) * level + share * luma);
  });

/** So many times the light of one channel over the others, which are dimmed, so that nothing burns out. */
export const cast = async (image: RgbImage, channel: number, factor: number): Promise<RgbImage> =>
  mapPixels(image, (colour) => colour.map((level, at) => (at === channel ? level : toCoded(toLight(level) / factor))));

/** Light that falls off along the lines of the picture, between two columns, by this share; to the left if negative. */
export function shade(image: RgbImage, share: number, from: number, to: number): RgbImage {
  return mapPixels(image, (colour, x) => {
    const place = Math.min(1, Math.max(0, (x - from) / (to - from)));
    return colour.map((level) => toCoded(toLight(level) * (1 - share * place)));
  });
}

/** Round stains of a twelfth of the width, lighter and darker by this share of the light, where `isIn` says so. */
export function stain(image: RgbImage, share: number, isIn: (x: number, y: number) => boolean): RgbImage {
  const wave = (12 * Math.PI) / image.widthPx;
  return mapPixels(image, (colour, x, y) => {
    const factor = isIn(x, y) ? 1 + share * Math.sin(wave * x) * Math.sin(wave * y) : 1;
    return colour.map((level) => toCoded(toLight(level) * factor));
  });
}

/** Discs of one colour. */
export function paintDiscs(image: RgbImage, discs: readonly Circle[], colour: readonly number[]): RgbImage {
  return mapPixels(image, (old, x, y) =>
    discs.some((disc) => Math.hypot(x + 0.5 - disc.x, y + 0.5 - disc.y) <= disc.radius) ? colour : old,
  );
}

/** Another colour wherever one is given. */
export function fillWhere(image: RgbImage, colourAt: (x: number, y: number) => readonly number[] | null): RgbImage {
  return mapPixels(image, (colour, x, y) => colourAt(x, y) ?? colour);
}

/** The same picture once more at its right, at this share of its size. */
export async function putBeside(image: RgbImage, ratio: number): Promise<RgbImage> {
  const small = await reduce(image, ratio);
  const beside = await open(small).png().toBuffer();
  const wide = await edit(image, (picture) => picture.extend({ right: image.widthPx, background: "gray" }));
  return edit(wide, (picture) =>
    picture.composite([{ input: beside, left: image.widthPx, top: image.heightPx - small.heightPx }]),
  );
}

type Colour = readonly [red: number, green: number, blue: number];

function mapPixels(image: RgbImage, map: (colour: Colour, x: number, y: number) => readonly number[]): RgbImage {
  const pixels = new Uint8ClampedArray(image.pixels.length);
  for (let index = 0; index < pixels.length; index += 3) {
    const at = index / 3;
    const colour: Colour = [image.pixels[index] ?? 0, image.pixels[index + 1] ?? 0, image.pixels[index + 2] ?? 0];
    pixels.set(map(colour, at % image.widthPx, Math.floor(at / image.widthPx)), index);
  }
  return { ...image, pixels: new Uint8Array(pixels.buffer) };
}

function mapLevels(image: RgbImage, map: (level: number) => number): RgbImage {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, level) => map(level));
  return { ...image, pixels: image.pixels.map((level) => table[level] ?? 0) };
}

/** Linear light of a coded level, 0 to 1. */
export function toLight(level: number): number {
  const share = level / 255;
  return share > 0.04045 ? ((share + 0.055) / 1.055) ** 2.4 : share / 12.92;
}

/** Coded level, 0 to 255, of linear light. */
export function toCoded(light: number): number {
  const bounded = Math.min(1, Math.max(0, light));
  return 255 * (bounded > 0.0031308 ? 1.055 * bounded ** (1 / 2.4) - 0.055 : 12.92 * bounded);
}

function open({ widthPx, heightPx, pixels }: RgbImage): Sharp {
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } });
}

function edit(image: RgbImage, change: (picture: Sharp) => Sharp): Promise<RgbImage> {
  return read(change(open(image)));
}

async function read(picture: Sharp): Promise<RgbImage> {
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, pixels: new Uint8Array(data) };
}
