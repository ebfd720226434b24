import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FingerTouch, normalTouch } from "../../../drivers/fingerprint/finger-scene.ts";
import { growFinger } from "../../../drivers/fingerprint/grow-finger.ts";
import { createPlacement, locateOnImage } from "../../../drivers/fingerprint/place-finger.ts";
import { pressFinger } from "../../../drivers/fingerprint/press-finger.ts";
import { extractMinutiae } from "../../../pipelines/fingerprint/extract-minutiae.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

const skin = growFinger("placed", { pattern: "whorl" });

describe("locateOnImage", () => {
  it("finds the skin's middle where the finger was shifted, and turns clockwise about it", () => {
    const touch = { ...normalTouch, rotationDeg: 90, shiftXPx: 10, shiftYPx: -20 };
    expect(locateOnImage(skin, touch, { x: 0, y: 0 })).toEqual({ x: 210, y: 230 });
    const right = locateOnImage(skin, touch, { x: 30, y: 0 });
    expect([right.x, right.y].map(Math.round)).toEqual([210, 260]);
  });

  it("undoes the placement, under any turn, pull and roll that a finger can take", () => {
    const touches = fc.record({
      rotationDeg: fc.double({ min: -45, max: 45, noNaN: true }),
      torqueDeg: fc.double({ min: -15, max: 15, noNaN: true }),
      tractionXPx: fc.double({ min: -20, max: 20, noNaN: true }),
      tractionYPx: fc.double({ min: -20, max: 20, noNaN: true }),
      rollXPx: fc.double({ min: -40, max: 40, noNaN: true }),
      shiftYPx: fc.double({ min: -60, max: 60, noNaN: true }),
    });
    const points = fc.record({ x: fc.integer({ min: -120, max: 120 }), y: fc.integer({ min: -170, max: 170 }) });
    fc.assert(
      fc.property(touches, points, (changes, point) => {
        const touch = { ...normalTouch, ...changes };
        const { x, y } = locateOnImage(skin, touch, point);
        const back = createPlacement(skin, touch)(x, y);
        expect(Math.hypot(back.x - point.x, back.y - point.y)).toBeLessThan(0.1);
      }),
    );
  });

  it("leaves a firm middle alone and moves the skin around it with the finger", () => {
    const touch = { ...normalTouch, torqueDeg: 10, tractionXPx: 8 };
    expect(locateOnImage(skin, touch, { x: 20, y: 20 })).toEqual(locateOnImage(skin, normalTouch, { x: 20, y: 20 }));
    const far = locateOnImage(skin, touch, { x: 0, y: -230 });
    const still = locateOnImage(skin, normalTouch, { x: 0, y: -230 });
    expect(Math.hypot(far.x - still.x, far.y - still.y)).toBeGreaterThan(20);
  });

  it("says where the minutiae of one impression lie in the next", () => {
    const first: FingerTouch = { ...normalTouch, rotationDeg: -12, shiftXPx: 15, torqueDeg: 6, tractionYPx: 6 };
    const second: FingerTouch = { ...normalTouch, rotationDeg: 14, shiftYPx: 20, torqueDeg: -7, tractionXPx: -8 };
    const find = (name: string, touch: FingerTouch) => extractMinutiae(pressFinger(createRandom(name), skin, touch));
    const others = find("second", second);
    const toSkin = createPlacement(skin, first);
    const near = (place: (at: { x: number; y: number }) => { x: number; y: number }) => {
      const inside = find("first", first).filter(({ x, y }) => Math.hypot(x - 200, y - 250) < 130);
      const met = inside.filter((minutia) => {
        const { x, y } = place(minutia);
        return others.some((other) => Math.hypot(other.x - x, other.y - y) < 8);
      });
      return met.length / inside.length;
    };
    const truth = near(({ x, y }) => locateOnImage(skin, second, toSkin(x, y)));
    const unmoved = near((at) => at);
    expect(truth).toBeGreaterThan(0.7);
    expect(unmoved).toBeLessThan(0.4);
  });
});
