import { rename, rm } from "node:fs/promises";
import sharp from "sharp";
import { BoothError } from "../kernel/errors.ts";
import type { Point } from "../kernel/geometry.ts";
import type { GrayImage } from "../kernel/image.ts";

/** What is drawn of one finger: its turned box in pixels, and what the box is labelled with. */
export type DrawnFinger = {
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
  readonly angleDeg: number;
  readonly position: number | null;
  readonly score: number;
  readonly reasons: readonly unknown[];
};

const good = "#0a7d28";
const poor = "#c01818";

/**
 * Writes a PNG of the slap with each finger's box, position and score; red for a finger with reasons. The file appears
 * whole or not at all.
 * @throws BoothError `file.unwritable` when it cannot be written
 */
export async function writeSlapOverlay(
  path: string,
  { widthPx, heightPx, resolutionPpi, pixels }: GrayImage,
  fingers: readonly DrawnFinger[],
): Promise<void> {
  const unit = resolutionPpi / 100;
  const shapes = fingers.map((finger) => drawFinger(finger, unit)).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">${shapes}</svg>`;
  const part = `${path}.part`;
  try {
    await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
      .toColourspace("srgb")
      .composite([{ input: Buffer.from(svg) }])
      .removeAlpha()
      .withMetadata({ density: resolutionPpi })
      .png()
      .toFile(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new BoothError("file.unwritable", { path }, { cause: error });
  }
}

function drawFinger({ centre, width, height, angleDeg, position, score, reasons }: DrawnFinger, unit: number): string {
  const colour = reasons.length === 0 ? good : poor;
  const label = `${position ?? "?"} (${score.toFixed(0)})`;
  return (
    `<g transform="translate(${centre.x} ${centre.y}) rotate(${angleDeg})" fill="none" stroke="${colour}">` +
    `<rect x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}" stroke-width="${unit}"/>` +
    `<text y="${-height / 2 - 2 * unit}" font-family="sans-serif" font-size="${12 * unit}" text-anchor="middle" ` +
    `fill="${colour}" stroke="none">${label}</text></g>`
  );
}
