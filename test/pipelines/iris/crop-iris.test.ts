import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxAroundIris, cropIris } from "../../../pipelines/iris/crop-iris.ts";
import { measureMargin } from "../../../pipelines/iris/measure-framing.ts";

const frame = { widthPx: 640, heightPx: 480 };
const pixels = Uint8Array.from({ length: 640 * 480 }, (_, index) => index % 251);
const image = { ...frame, resolutionPpi: 500, pixels };

describe("an iris crop", () => {
  it("is 3.2 by 2.4 radii and touches no pixel", () => {
    const { image: crop, x, y } = cropIris(image, { x: 320, y: 240, radius: 100 })!;
    expect([crop.widthPx, crop.heightPx, x, y, crop.resolutionPpi]).toEqual([321, 241, 160, 120, 500]);
    expect(crop.pixels.subarray(0, 321)).toEqual(pixels.subarray(120 * 640 + 160, 120 * 640 + 160 + 321));
    expect(crop.pixels.at(-1)).toBe(pixels[360 * 640 + 480]);
  });

  it("takes whole pixels outwards, so that every margin is at least what is asked for", () => {
    const limbus = { x: 301.37, y: 233.91, radius: 97.3 };
    const { image: crop, x, y } = cropIris(image, limbus)!;
    expect(measureMargin({ ...limbus, x: limbus.x - x, y: limbus.y - y }, crop)).toBe(100);
    expect(crop.widthPx).toBeLessThanOrEqual(Math.ceil(3.2 * limbus.radius) + 2);
  });

  it.each([
    ["left", { x: 157, y: 240 }],
    ["right", { x: 482, y: 240 }],
    ["upper", { x: 320, y: 117 }],
    ["lower", { x: 320, y: 362 }],
  ])("is refused where the %s margin lacks three pixels, and taken where it lacks one", (side, { x, y }) => {
    expect(cropIris(image, { x, y, radius: 100 })).toBeNull();
    const inwards = { left: [2, 0], right: [-2, 0], upper: [0, 2], lower: [0, -2] }[side] ?? [0, 0];
    const nearly = { x: x + (inwards[0] ?? 0), y: y + (inwards[1] ?? 0), radius: 100 };
    expect(cropIris(image, nearly)).not.toBeNull();
  });

  it("never reaches out of the frame, whatever the circle", () => {
    const circle = fc.record({ x: fc.double(), y: fc.double(), radius: fc.double() });
    const near = fc.record({
      x: fc.double({ min: -50, max: 700, noNaN: true }),
      y: fc.double({ min: -50, max: 500, noNaN: true }),
      radius: fc.double({ min: -10, max: 220, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.oneof(circle, near), (limbus) => {
        const box = boxAroundIris(limbus, frame);
        if (box === null) return;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.width).toBeGreaterThan(0);
        expect(box.height).toBeGreaterThan(0);
        expect(box.x + box.width).toBeLessThanOrEqual(640);
        expect(box.y + box.height).toBeLessThanOrEqual(480);
      }),
    );
  });
});
