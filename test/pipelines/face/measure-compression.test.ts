import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { measureCompression } from "../../../pipelines/face/measure-compression.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { plainImage } from "./face-rig.ts";

const whole = { x: 0, y: 0, width: 240, height: 240 };

/** Soft texture, as skin has. */
async function texture(): Promise<RgbImage> {
  const random = createRandom("texture");
  const noise = Uint8Array.from({ length: 240 * 240 * 3 }, () => 100 + Math.floor(random.next() * 80));
  const raw = sharp(noise, { raw: { width: 240, height: 240, channels: 3 } }).blur(1.2);
  return { widthPx: 240, heightPx: 240, pixels: new Uint8Array(await raw.raw().toBuffer()) };
}

async function compress({ widthPx, heightPx, pixels }: RgbImage, quality: number, cutPx = 0): Promise<RgbImage> {
  const jpeg = await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
  const side = widthPx - cutPx;
  const cut = sharp(jpeg).extract({ left: cutPx, top: cutPx, width: side, height: side });
  return { widthPx: side, heightPx: side, pixels: new Uint8Array(await cut.raw().toBuffer()) };
}

describe("measureCompression", () => {
  it("is about 0 without a grid and grows as JPEG gets coarser", async () => {
    const image = await texture();
    const clean = measureCompression(image, whole);
    const levels = [clean];
    for (const quality of [90, 70, 50, 30]) levels.push(measureCompression(await compress(image, quality), whole));
    expect(clean).toBeLessThan(0.06);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(levels.at(-1)).toBeGreaterThan(0.5);
  });

  it("finds the grid wherever a crop has put it", async () => {
    const image = await texture();
    const [uncut, cut] = [await compress(image, 30), await compress(image, 30, 3)];
    expect(measureCompression(cut, whole) / measureCompression(uncut, whole)).toBeCloseTo(1, 1);
  });

  it("is 0 for a plain picture, and for a face that is small or outside", () => {
    expect(measureCompression(plainImage(240, 240), whole)).toBe(0);
    expect(measureCompression(plainImage(4, 4), { x: 0, y: 0, width: 4, height: 4 })).toBe(0);
    expect(measureCompression(plainImage(240, 240), { x: 900, y: -900, width: 90, height: 90 })).toBe(0);
  });
});
