import { describe, expect, it } from "vitest";
import { shapePortrait } from "../../../pipelines/face/shape-portrait.ts";
import type { RgbImage } from "../../../runtime/kernel/image.ts";

/** Every pixel says where it was. */
function chart(widthPx: number, heightPx: number): RgbImage {
  const pixels = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1)
      pixels.set([x % 256, y % 256, (x >> 8) * 16 + (y >> 8)], (y * widthPx + x) * 3);
  }
  return { widthPx, heightPx, pixels };
}

function pixelAt({ pixels, widthPx }: RgbImage, x: number, y: number): readonly [number, number] {
  const at = (y * widthPx + x) * 3;
  const high = pixels[at + 2] ?? 0;
  return [(pixels[at] ?? 0) + 256 * (high >> 4), (pixels[at + 1] ?? 0) + 256 * (high & 15)];
}

describe("shapePortrait", () => {
  const photo = chart(1600, 1200);

  it("cuts 3 by 4 with the eyes a quarter of the width apart and 0.6 of the width from the top, pixel for pixel", () => {
    const shaped = shapePortrait(photo, {
      eyeCentres: [
        { x: 740, y: 500 },
        { x: 860, y: 500 },
      ],
    });
    expect([shaped.widthPx, shaped.heightPx]).toEqual([480, 640]);
    expect(pixelAt(shaped, 0, 0)).toEqual([800 - 240, 500 - 288]);
    expect(pixelAt(shaped, 479, 639)).toEqual([800 + 239, 500 - 288 + 639]);
  });

  it("lets the eyes rise before it lets the head fill more of the frame when there is little room above", () => {
    const shaped = shapePortrait(photo, {
      eyeCentres: [
        { x: 740, y: 250 },
        { x: 860, y: 250 },
      ],
    });
    expect(shaped.widthPx).toBe(480);
    expect(pixelAt(shaped, 0, 0)[1]).toBeLessThan(12);
  });

  it("returns the photo itself where no frame fits, without a face, and where it is a portrait already", () => {
    expect(
      shapePortrait(photo, {
        eyeCentres: [
          { x: 30, y: 500 },
          { x: 150, y: 500 },
        ],
      }),
    ).toBe(photo);
    expect(
      shapePortrait(photo, {
        eyeCentres: [
          { x: 500, y: 500 },
          { x: 1100, y: 500 },
        ],
      }),
    ).toBe(photo);
    expect(shapePortrait(photo, { eyeCentres: null })).toBe(photo);
    const portrait = chart(600, 800);
    expect(
      shapePortrait(portrait, {
        eyeCentres: [
          { x: 225, y: 360 },
          { x: 375, y: 360 },
        ],
      }),
    ).toBe(portrait);
  });

  it("leaves a portrait it has shaped", () => {
    const shaped = shapePortrait(photo, {
      eyeCentres: [
        { x: 740, y: 500 },
        { x: 860, y: 500 },
      ],
    });
    expect(
      shapePortrait(shaped, {
        eyeCentres: [
          { x: 180, y: 288 },
          { x: 300, y: 288 },
        ],
      }),
    ).toBe(shaped);
  });

  it("turns a leaning head upright about the eyes", () => {
    const angle = (10 * Math.PI) / 180;
    const eye = (side: number) => ({ x: 800 + side * 60 * Math.cos(angle), y: 500 + side * 60 * Math.sin(angle) });
    const shaped = shapePortrait(photo, { eyeCentres: [eye(-1), eye(1)] });
    expect([shaped.widthPx, shaped.heightPx]).toEqual([480, 640]);
    const [leftX, leftY] = pixelAt(shaped, 180, 288);
    expect(leftX).toBeCloseTo(eye(-1).x, -0.5);
    expect(leftY).toBeCloseTo(eye(-1).y, -0.5);
  });

  it("takes eyes that fall together, on a single pixel, as nothing to cut by", () => {
    const dot = chart(1, 1);
    expect(
      shapePortrait(dot, {
        eyeCentres: [
          { x: 0, y: 0 },
          { x: 0, y: 0 },
        ],
      }),
    ).toBe(dot);
  });
});
