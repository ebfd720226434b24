import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FacePlace, isFullFrontal } from "../../../pipelines/face/full-frontal.ts";
import { planPortrait, shapePortrait } from "../../../pipelines/face/shape-portrait.ts";
import type { Point } from "../../../runtime/kernel/geometry.ts";
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

/** Heads are 2.2 times as wide as their eyes are apart. */
function faceAt(
  left: Point,
  right: Point,
  headWidthPx = 2.2 * Math.hypot(right.x - left.x, right.y - left.y),
): FacePlace {
  return { eyeCentres: [left, right], headWidthPx };
}

function shape(image: RgbImage, left: Point, right: Point): RgbImage {
  return shapePortrait(image, planPortrait(image, faceAt(left, right)));
}

const tooLow = { kind: "misplaced", reason: { code: "off-height", value: expect.toSatisfy((value) => value < 0) } };
const tooHigh = { kind: "misplaced", reason: { code: "off-height", value: expect.toSatisfy((value) => value > 0) } };

describe("shapePortrait", () => {
  const photo = chart(1600, 1200);

  it("cuts 3 by 4 with the eyes a quarter of the width apart and 0.6 of the width from the top, pixel for pixel", () => {
    const shaped = shape(photo, { x: 740, y: 500 }, { x: 860, y: 500 });
    expect([shaped.widthPx, shaped.heightPx]).toEqual([480, 640]);
    expect(pixelAt(shaped, 0, 0)).toEqual([800 - 240, 500 - 288]);
    expect(pixelAt(shaped, 479, 639)).toEqual([800 + 239, 500 - 288 + 639]);
  });

  it("lets the eyes rise before it lets the head fill more of the frame when there is little room above", () => {
    const shaped = shape(photo, { x: 740, y: 250 }, { x: 860, y: 250 });
    expect(shaped.widthPx).toBe(480);
    expect(pixelAt(shaped, 0, 0)[1]).toBeLessThan(12);
  });

  it("returns the photo itself where it is a portrait already", () => {
    const portrait = chart(600, 800);
    expect(shape(portrait, { x: 225, y: 360 }, { x: 375, y: 360 })).toBe(portrait);
  });

  it("leaves a portrait of another make, too tight to be cut, as long as its geometry is full frontal", () => {
    const portrait = { widthPx: 413, heightPx: 531 };
    expect(planPortrait(portrait, faceAt({ x: 139, y: 230 }, { x: 274, y: 230 }))).toEqual({ kind: "as-it-is" });
    expect(planPortrait(portrait, faceAt({ x: 142, y: 130 }, { x: 272, y: 130 }))).toMatchObject({
      kind: "misplaced",
    });
  });

  it("leaves a portrait it has shaped", () => {
    const shaped = shape(photo, { x: 740, y: 500 }, { x: 860, y: 500 });
    expect(shape(shaped, { x: 180, y: 288 }, { x: 300, y: 288 })).toBe(shaped);
  });

  it("turns a leaning head upright about the eyes", () => {
    const angle = (10 * Math.PI) / 180;
    const eye = (side: number) => ({ x: 800 + side * 60 * Math.cos(angle), y: 500 + side * 60 * Math.sin(angle) });
    const shaped = shape(photo, eye(-1), eye(1));
    expect([shaped.widthPx, shaped.heightPx]).toEqual([480, 640]);
    const [leftX, leftY] = pixelAt(shaped, 180, 288);
    expect(leftX).toBeCloseTo(eye(-1).x, -0.5);
    expect(leftY).toBeCloseTo(eye(-1).y, -0.5);
  });

  it("turns it less than that rather than not at all, where a turned frame does not fit", () => {
    const angle = (6 * Math.PI) / 180;
    const eye = (side: number) => ({ x: 210 + side * 60 * Math.cos(angle), y: 238 + side * 60 * Math.sin(angle) });
    const plan = planPortrait({ widthPx: 420, heightPx: 520 }, faceAt(eye(-1), eye(1)));
    expect(plan).toMatchObject({ kind: "cut", frame: { toImage: { yx: 0 } } });
  });

  it("takes eyes that fall together, on a single pixel, as nothing to cut by", () => {
    const dot = chart(1, 1);
    expect(shape(dot, { x: 0, y: 0 }, { x: 0, y: 0 })).toBe(dot);
  });
});

describe("planPortrait, to an office's own geometry", () => {
  it("puts the eyes where the office wants them, and as it ships where the office says nothing", () => {
    const image = { widthPx: 2_000, heightPx: 2_600 };
    const place = faceAt({ x: 900, y: 1_200 }, { x: 1_100, y: 1_200 });
    for (const [interEyeBestRatio, eyesFromTopBestRatio] of [
      [0.25, 0.6],
      [0.28, 0.55],
      [0.31, 0.62],
    ] as const) {
      const plan = planPortrait(image, place, { interEyeBestRatio, eyesFromTopBestRatio });
      if (plan.kind !== "cut") throw new Error("nothing is cut");
      const { widthPx, toImage } = plan.frame;
      expect(200 / widthPx).toBeCloseTo(interEyeBestRatio, 2);
      expect((1_200 - toImage.y0) / widthPx).toBeCloseTo(eyesFromTopBestRatio, 2);
    }
    const shipped = { interEyeBestRatio: 0.25, eyesFromTopBestRatio: 0.6 };
    expect(planPortrait(image, place)).toEqual(planPortrait(image, place, shipped));
  });
});

describe("planPortrait, where no portrait can be cut", () => {
  const webcam = { widthPx: 640, heightPx: 480 };
  const phone = { widthPx: 4000, heightPx: 3000 };
  const at = (image: { widthPx: number; heightPx: number }, apartPx: number, x: number, y: number) =>
    planPortrait(image, faceAt({ x: x - apartPx / 2, y }, { x: x + apartPx / 2, y }));

  it("tells a low head in a landscape frame to rise, a high one to come down, whatever the frame's size", () => {
    expect(at(webcam, 100, 320, 300)).toMatchObject(tooLow);
    expect(at(webcam, 100, 320, 150)).toMatchObject(tooHigh);
    expect(at(phone, 600, 2000, 1900)).toMatchObject(tooLow);
    expect(at(phone, 600, 2000, 900)).toMatchObject(tooHigh);
  });

  it("tells somebody who fills the frame to step back, and somebody at its side to move, with how far they are off", () => {
    expect(at(webcam, 120, 320, 240)).toEqual({
      kind: "misplaced",
      reason: { code: "too-near", value: 120 / 360, limit: 0.31 },
    });
    const aside = at(webcam, 100, 520, 220);
    expect(aside).toMatchObject({ kind: "misplaced", reason: { code: "off-centre" } });
    if (aside.kind !== "misplaced") return;
    expect(aside.reason.value).toBeCloseTo(520 / 640 - 0.5, 6);
    expect(aside.reason.limit).toBeCloseTo((640 - 100 / 0.31) / 2 / 640, 6);
  });

  it("lets a resident pass from a webcam of 640 by 480 at distances of which the farthest is a fifth beyond the nearest", () => {
    for (let apartPx = 91; apartPx <= 110; apartPx += 1) {
      const heights = Array.from({ length: 480 }, (_, y) => y).filter(
        (y) => at(webcam, apartPx, 320, y).kind === "cut",
      );
      expect([apartPx, heights.length > 20]).toEqual([apartPx, true]);
    }
  });

  it("never calls a photo a portrait that is none, nor cuts one that is none, wherever the eyes are", () => {
    const side = fc.integer({ min: 1, max: 4_000 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (widthPx, heightPx, apart, x, y) => {
          const apartPx = apart * widthPx;
          const place = faceAt(
            { x: x * widthPx - apartPx / 2, y: y * heightPx },
            { x: x * widthPx + apartPx / 2, y: y * heightPx },
          );
          const plan = planPortrait({ widthPx, heightPx }, place);
          if (plan.kind === "misplaced") {
            expect(Number.isFinite(plan.reason.value)).toBe(true);
            return;
          }
          const { frame = null } = plan.kind === "cut" ? plan : {};
          const [left, right] = place.eyeCentres;
          const from = frame === null ? { x0: 0, y0: 0 } : frame.toImage;
          const size = frame ?? { widthPx, heightPx };
          const seen = { widthPx: size.widthPx, heightPx: size.heightPx };
          const shift = (point: Point) => ({ x: point.x - from.x0, y: point.y - from.y0 });
          // Few pixels are hardly ever 3 to 4.
          if (seen.widthPx > 60)
            expect(isFullFrontal(seen, { ...place, eyeCentres: [shift(left), shift(right)] })).toBe(true);
        },
      ),
    );
  });
});
