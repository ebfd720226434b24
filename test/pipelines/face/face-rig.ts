import { existsSync, readFileSync } from "node:fs";
import sharp from "sharp";
import type { FaceAssessment } from "../../../pipelines/face/assess-face.ts";
import type { FaceModels } from "../../../pipelines/face/face-models.ts";
import type { FacePlace } from "../../../pipelines/face/full-frontal.ts";
import { loadFaceModels as loadFromFolder } from "../../../runtime/inference/load-face-models.ts";
import type { CanonicalFace } from "../../../runtime/kernel/canonical-face.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";

const modelsDir = "models/build";

/** Why tests that need the networks are skipped, or `null` where they are built. */
export const modelsMissing: string | null = existsSync(`${modelsDir}/face-landmarks.onnx`)
  ? null
  : `no models in ${modelsDir}: run "bilik models build"`;

export function loadFaceModels(): Promise<FaceModels> {
  return loadFromFolder(modelsDir);
}

export function readCanonicalFace(): CanonicalFace {
  return JSON.parse(readFileSync(`${modelsDir}/canonical-face.json`, "utf8"));
}

export async function readPhoto(path: string): Promise<RgbImage> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, pixels: new Uint8Array(data) };
}

/** Where an assessed face is; there has to be one. */
export function placeOf({ eyeCentres, headWidthPx }: FaceAssessment): FacePlace {
  if (eyeCentres === null) throw new Error("no face");
  return { eyeCentres, headWidthPx };
}

/** One colour everywhere. */
export function plainImage(widthPx: number, heightPx: number, level = 128): RgbImage {
  return { widthPx, heightPx, pixels: new Uint8Array(widthPx * heightPx * 3).fill(level) };
}

export function mirrorImage(image: RgbImage): RgbImage {
  return mapPixels(image, (x, y) => [image.widthPx - 1 - x, y]);
}

/** The same picture without colour. */
export function toMonochrome(image: RgbImage): RgbImage {
  const pixels = new Uint8Array(image.pixels.length);
  for (let index = 0; index < pixels.length; index += 3) {
    const [red, green, blue] = image.pixels.subarray(index, index + 3);
    pixels.fill(Math.round(0.2126 * red! + 0.7152 * green! + 0.0722 * blue!), index, index + 3);
  }
  return { ...image, pixels };
}

function mapPixels(image: RgbImage, from: (x: number, y: number) => readonly [number, number]): RgbImage {
  const pixels = new Uint8Array(image.pixels.length);
  for (let y = 0; y < image.heightPx; y += 1) {
    for (let x = 0; x < image.widthPx; x += 1) {
      const [oldX, oldY] = from(x, y);
      const old = (oldY * image.widthPx + oldX) * 3;
      pixels.set(image.pixels.subarray(old, old + 3), (y * image.widthPx + x) * 3);
    }
  }
  return { ...image, pixels };
}
