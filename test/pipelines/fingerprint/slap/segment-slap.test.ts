import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainSlap, plainTouch, type SlapScene } from "../../../../drivers/fingerprint/slap-scene.ts";
import { growSlapSkins, type Slap, synthesiseSlap } from "../../../../drivers/fingerprint/synthesise-slap.ts";
import { defaultSlapLimits, type SlapWish, segmentSlap } from "../../../../pipelines/fingerprint/slap/segment-slap.ts";
import type { GrayImage } from "../../../../runtime/kernel/image.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";
import { findMistake } from "./judge-segmentation.ts";
import { drawTrial, SlapTally } from "./slap-trial.ts";

const skins = growSlapSkins("segment-slap", 4);
/** Half the resolution: a quarter of the time, the same cells. */
const platen = { widthPx: 800, heightPx: 750, resolutionPpi: 250 };
const right: SlapWish = { target: "right-four", missing: [] };

const press = (changes: Partial<SlapScene>, seed = "fixed"): Slap =>
  synthesiseSlap(createRandom(seed), { ...plainSlap, platen, ...changes }, skins);
const segment = (image: GrayImage, wish: SlapWish = right) => segmentSlap(image, wish, defaultSlapLimits);
const codesOf = (image: GrayImage, wish: SlapWish = right) => segment(image, wish).reasons.map(({ code }) => code);

describe("segmentSlap", () => {
  it("finds the fingers of each clean slap at 500 ppi, names them, and has nothing to say against it", () => {
    for (const [target, hand] of [
      ["right-four", "right"],
      ["left-four", "left"],
      ["thumbs", "thumbs"],
    ] as const) {
      const slap = press({ target, platen: plainSlap.platen });
      const found = segment(slap.image, { target, missing: [] });
      expect(findMistake(slap, found)).toBeNull();
      expect(found).toMatchObject({ hand, reasons: [] });
      for (const { box, confidence } of found.fingers) {
        expect(confidence).toBeGreaterThan(0.8);
        expect(box.x + box.width).toBeLessThanOrEqual(1600);
        expect(box.y + box.height).toBeLessThanOrEqual(1500);
      }
    }
  });

  it.each([-30, -15, 15, 30])("follows a hand turned by %i°", (rotationDeg) => {
    const slap = press({ rotationDeg, target: "left-four", hand: { ...plainSlap.hand, spreadRatio: 0.4 } });
    const found = segment(slap.image, { target: "left-four", missing: [] });
    expect(findMistake(slap, found)).toBeNull();
    expect(Math.abs(found.rotationDeg - rotationDeg)).toBeLessThan(8);
  });

  it.each([-95, -65, -50, 45, 52, 80])(
    "answers for a hand turned by %i°, and never accepts it as it lies",
    (rotationDeg) => {
      const found = segment(press({ rotationDeg, hand: { sizeRatio: 0.8, spreadRatio: 0.3, bendRatio: 0.2 } }).image);
      expect(found.reasons.length).toBeGreaterThan(0);
      expect(Math.abs(found.rotationDeg)).toBeLessThanOrEqual(50);
    },
  );

  it.each([200, 333, 500, 1000])("reads the same slap at %i ppi", (resolutionPpi) => {
    const size = { widthPx: Math.round(3.2 * resolutionPpi), heightPx: Math.round(3 * resolutionPpi) };
    const slap = press({ platen: { ...size, resolutionPpi } });
    expect(findMistake(slap, segment(slap.image))).toBeNull();
  });

  it("parts fingers that touch, and says that they do", () => {
    const slap = press({ hand: { sizeRatio: 1, spreadRatio: 0, bendRatio: 0.2 } });
    const found = segment(slap.image);
    expect(findMistake(slap, found)).toBeNull();
    expect(found.reasons.map(({ code }) => code)).toEqual(["fingers-touching"]);
  });

  it("takes declared missing fingers as they are, and notices others", () => {
    const slap = press({ absent: [3] });
    expect(findMistake(slap, segment(slap.image, { target: "right-four", missing: [3] }))).toBeNull();
    expect(codesOf(slap.image, { target: "right-four", missing: [3] })).toEqual([]);
    expect(segment(slap.image).reasons).toEqual([{ code: "too-few-fingers", value: 3, limit: 4 }]);
  });

  it("notices a finger too many and gives it no name", () => {
    const slap = press({
      hand: { sizeRatio: 0.9, spreadRatio: 0.2, bendRatio: 0.2 },
      extra: { xMm: -40, yMm: 16, angleDeg: 10 },
      shiftXMm: 8,
    });
    const found = segment(slap.image);
    expect(findMistake(slap, found)).toBeNull();
    expect(found.fingers[0]?.position).toBeNull();
    expect(found.reasons).toContainEqual({ code: "too-many-fingers", value: 5, limit: 4 });
  });

  it("tells the other hand, a mirrored one, and one from the far side", () => {
    const slap = press({ target: "left-four" });
    expect(codesOf(slap.image)).toEqual(["wrong-hand"]);
    // Fingers are named by the hand that lies there, not by the one asked for.
    expect(segment(slap.image).fingers.map(({ position }) => position)).toEqual([10, 9, 8, 7]);
    const own = press({}).image;
    expect(codesOf(mirror(own))).toEqual(["wrong-hand"]);
    expect(codesOf(turnAround(own))).toContain("upside-down");
    expect(codesOf(turnAround(own))).not.toContain("wrong-hand");
  });

  it("says unsure of a single finger rather than guess, and names it by what was asked for", () => {
    const slap = press({ absent: [2, 4, 5] });
    const found = segment(slap.image, { target: "right-four", missing: [2, 4, 5] });
    expect(found.hand).toBe("unsure");
    expect(found.fingers.map(({ position }) => position)).toEqual([3]);
    const unasked = segment(slap.image, { target: null, missing: [] });
    expect(unasked.fingers.map(({ position }) => position)).toEqual([null]);
  });

  it("leaves out smudges, what an earlier hand left, joints and the palm", () => {
    const smudge = { xRatio: 0.8, yRatio: 0.85, halfLengthMm: 12, halfWidthMm: 8, angleDeg: 40, strengthRatio: 0.6 };
    const joints = Object.fromEntries([2, 3, 4, 5].map((position) => [position, { ...plainTouch, creaseGapMm: 1.5 }]));
    const slap = press({
      touches: joints,
      smudges: [smudge, { ...smudge, xRatio: 0.1, yRatio: 0.1 }],
      latent: { target: "left-four", strengthRatio: 0.3, rotationDeg: 12, shiftXMm: 6, shiftYMm: 9 },
      dirtCount: 40,
      haloRatio: 0.3,
      palmMm: 46,
    });
    expect(findMistake(slap, segment(slap.image))).toBeNull();
  });

  it("says that a finger is cut by the platen's edge", () => {
    const slap = press({ shiftYMm: -24 });
    const cut = segment(slap.image);
    expect(cut.reasons.map(({ code }) => code)).toContain("cut-off");
    expect(cut.fingers.some(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  it("finds no finger on a bare, a shaded, a noisy or a smudged platen", () => {
    const bare = { absent: [2, 3, 4, 5] } as const;
    const smudge = { xRatio: 0.5, yRatio: 0.5, halfLengthMm: 14, halfWidthMm: 9, angleDeg: 20, strengthRatio: 0.7 };
    for (const changes of [
      bare,
      { ...bare, shadeLevels: 60 },
      { ...bare, noiseLevels: 12 },
      { ...bare, smudges: [smudge] },
    ]) {
      expect(segment(press(changes).image)).toMatchObject({
        fingers: [],
        hand: "unsure",
        reasons: [{ code: "no-finger", value: 0, limit: 4 }],
      });
    }
  });

  it("refuses what it cannot read by a reason", () => {
    const { image } = press({});
    expect(codesOf({ ...image, resolutionPpi: 100 })).toEqual(["resolution-too-low"]);
    expect(codesOf({ ...image, resolutionPpi: Number.NaN })).toEqual(["resolution-too-low"]);
    const huge = { widthPx: 9_000, heightPx: 1, resolutionPpi: 500, pixels: new Uint8Array(9_000) };
    expect(codesOf(huge)).toEqual(["too-large"]);
  });

  it("answers for any image of any size, the same each time", () => {
    const anyImage = fc
      .record({ widthPx: fc.integer({ min: 0, max: 90 }), heightPx: fc.integer({ min: 0, max: 90 }) })
      .chain(({ widthPx, heightPx }) =>
        fc.record({
          widthPx: fc.constant(widthPx),
          heightPx: fc.constant(heightPx),
          resolutionPpi: fc.constantFrom(125, 130, 500, 2_000),
          pixels: fc.uint8Array({ minLength: widthPx * heightPx, maxLength: widthPx * heightPx }),
        }),
      );
    fc.assert(
      fc.property(anyImage, fc.constantFrom("right-four", "left-four", "thumbs", null), (image, target) => {
        const first = segment(image, { target, missing: [2, 7] });
        expect(segment(image, { target, missing: [2, 7] })).toEqual(first);
        for (const { box } of first.fingers) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y + box.height).toBeLessThanOrEqual(image.heightPx);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is right of 40 hard slaps nearly always, and catches the other hand, without false alarm", () => {
    const tally = new SlapTally();
    for (let index = 0; index < 40; index += 1) {
      const { slap, wish } = drawTrial("hard", index, skins, platen);
      tally.add(String(index), slap, wish);
    }
    expect(tally.mistakes.length, tally.mistakes.join("; ")).toBeLessThanOrEqual(2);
    expect(tally.swapsCaught / tally.swapped).toBeGreaterThanOrEqual(0.9);
    expect(tally.falseAlarms).toBeLessThanOrEqual(1);
  }, 240_000);
});

function mirror(image: GrayImage): GrayImage {
  const pixels = image.pixels.map((_, at) => {
    const column = at % image.widthPx;
    return image.pixels[at - column + image.widthPx - 1 - column]!;
  });
  return { ...image, pixels };
}

function turnAround(image: GrayImage): GrayImage {
  return { ...image, pixels: image.pixels.toReversed() };
}
