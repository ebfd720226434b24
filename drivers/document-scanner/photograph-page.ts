import sharp from "sharp";
import type { Point } from "../../runtime/kernel/geometry.ts";
import type { PageImage, RgbImage } from "../../runtime/kernel/image.ts";
import { createRandom, type Random } from "../../runtime/kernel/random.ts";
import { exposePage } from "./expose-page.ts";
import { flashAt, foldSide, shadowAt } from "./light-sheet.ts";
import { lookFrom, type SheetMap } from "./look-from.ts";
import { defaultPhotoScene, type PhotoScene } from "./photo-scene.ts";

/** A photograph, and where the sheet truly lies in it. */
export type PagePhoto = {
  readonly image: PageImage;
  /** The sheet's corners, clockwise from its own top left, in pixels; a folded one where it would be. */
  readonly corners: readonly [Point, Point, Point, Point];
};

/** sharp takes no smaller one, and none could be seen. */
const sharpestBlurPx = 0.3;
/** Samples a pixel and side, so that fine print does not flicker. */
const samplesAlong = 2;
/** A camera leaves room above white paper. */
const exposureRatio = 0.88;
const backLevel = 206;
const grainLevels = 5;

/**
 * Photographs a flat picture of a sheet, with the resolution it states, as it lies on a table: in perspective, under a
 * lamp, with a shadow. The photograph's resolution is that of its middle, straight down. Takes about half a second for
 * 4 megapixels.
 */
export async function photographPage(sheet: PageImage, scene: Partial<PhotoScene> = {}): Promise<PagePhoto> {
  const whole: PhotoScene = { ...defaultPhotoScene, ...scene };
  const random = createRandom(whole.seed);
  const { toSheet, corners, resolutionPpi } = lookFrom(sheet, whole);
  const table = makeTable(whole, random.fork("table"));
  const image = await soften(drawScene({ sheet, toSheet, scene: whole, table }), whole.blurPx);
  exposePage(image, { brightnessRatio: 1, shadeRatio: 0, noiseLevels: whole.noiseLevels }, random.fork("noise"));
  return { image: { ...image, resolutionPpi }, corners };
}

async function soften(image: RgbImage, blurPx: number): Promise<RgbImage> {
  if (blurPx < sharpestBlurPx) return image;
  const { widthPx, heightPx, pixels } = image;
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  const blurred = await sharp(pixels, { raw }).blur(blurPx).raw().toBuffer();
  return { widthPx, heightPx, pixels: new Uint8Array(blurred) };
}

/** Gray level of the table in each row of the picture: wood has a grain. */
function makeTable({ heightPx, tableLevel }: PhotoScene, random: Random): Float32Array {
  return Float32Array.from({ length: heightPx }, () => tableLevel + random.normal(0, grainLevels));
}

type Drawing = {
  readonly sheet: PageImage;
  readonly toSheet: SheetMap;
  readonly scene: PhotoScene;
  readonly table: Float32Array;
};

function drawScene(drawing: Drawing): RgbImage {
  const { sheet, toSheet, scene, table } = drawing;
  const { widthPx, heightPx } = scene;
  const pixels = new Uint8Array(widthPx * heightPx * 3);
  const colour = new Float64Array(3);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      colour.fill(0);
      for (let sample = 0; sample < samplesAlong * samplesAlong; sample += 1) {
        const sampleX = x + ((sample % samplesAlong) + 0.5) / samplesAlong;
        const sampleY = y + (Math.floor(sample / samplesAlong) + 0.5) / samplesAlong;
        const w = toSheet[6] * sampleX + toSheet[7] * sampleY + toSheet[8];
        const sheetX = (toSheet[0] * sampleX + toSheet[1] * sampleY + toSheet[2]) / w;
        const sheetY = (toSheet[3] * sampleX + toSheet[4] * sampleY + toSheet[5]) / w;
        addSample(drawing, sheetX, sheetY, table[y] ?? 0, colour);
      }
      const w = toSheet[6] * x + toSheet[7] * y + toSheet[8];
      const sheetX = (toSheet[0] * x + toSheet[1] * y + toSheet[2]) / w;
      const sheetY = (toSheet[3] * x + toSheet[4] * y + toSheet[5]) / w;
      const flash = scene.glare === null ? 0 : flashAt(sheetX, sheetY, sheet, scene.glare);
      const light = exposureRatio * (1 - scene.shadowRatio * shadowAt(x / widthPx, y / heightPx));
      const to = (y * widthPx + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const level = (colour[channel] ?? 0) / (samplesAlong * samplesAlong);
        pixels[to + channel] = Math.min(255, level * light + flash + 0.5);
      }
    }
  }
  return { widthPx, heightPx, pixels };
}

/** The sheet where it lies, the back of a folded corner, or the table. */
function addSample({ sheet, scene }: Drawing, x: number, y: number, tableLevel: number, colour: Float64Array): void {
  const { widthPx, heightPx, pixels } = sheet;
  const isInside = x >= 0 && y >= 0 && x < widthPx && y < heightPx;
  const side = !isInside ? "away" : scene.fold === null ? "front" : foldSide(x, y, sheet, scene.fold);
  if (side === "away") {
    colour[0] = (colour[0] ?? 0) + tableLevel + 12;
    colour[1] = (colour[1] ?? 0) + tableLevel;
    colour[2] = (colour[2] ?? 0) + tableLevel - 14;
    return;
  }
  const from = (Math.floor(y) * widthPx + Math.floor(x)) * 3;
  for (let channel = 0; channel < 3; channel += 1) {
    colour[channel] = (colour[channel] ?? 0) + (side === "back" ? backLevel : (pixels[from + channel] ?? 0));
  }
}
