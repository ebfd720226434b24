import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eraseRules } from "../../../../pipelines/document/kernels/erase-rules.ts";

const [widthPx, heightPx] = [600, 400];

function blank() {
  return { widthPx, heightPx, pixels: new Uint8Array(widthPx * heightPx).fill(255) };
}

/** A line of the given thickness and lean, dark, and its gray fringe. */
function drawLine(pixels: Uint8Array, leanDeg: number, isUpright: boolean): void {
  for (let along = 40; along < 360; along += 1) {
    const middle = 200 + (along - 200) * Math.tan((leanDeg * Math.PI) / 180);
    for (let aside = Math.floor(middle) - 1; aside <= middle + 2; aside += 1) {
      const level = Math.abs(aside - middle) <= 1 ? 10 : 190;
      pixels[isUpright ? along * widthPx + aside : aside * widthPx + along] = level;
    }
  }
}

/** Strokes as high and wide as a letter's, with gaps as between letters. */
function drawPrint(pixels: Uint8Array, top: number): void {
  for (let x = 100; x < 300; x += 12) {
    for (let y = top; y < top + 14; y += 1) pixels.fill(20, y * widthPx + x, y * widthPx + x + (y === top ? 9 : 3));
  }
}

const countInk = (pixels: Uint8Array) => pixels.reduce((sum, level) => (level < 128 ? sum + 1 : sum), 0);

describe("eraseRules", () => {
  it.each([0, 1, 2, -2])("leaves nothing of a rule across and of one down the page that lean by %d°", (leanDeg) => {
    const raster = blank();
    drawLine(raster.pixels, leanDeg, false);
    drawLine(raster.pixels, leanDeg, true);
    expect(countInk(raster.pixels)).toBeGreaterThan(1_000);
    eraseRules(raster);
    expect(countInk(raster.pixels)).toBe(0);
  });

  it("leaves print as it is, and what stands between rules", () => {
    const [raster, print] = [blank(), blank()];
    drawPrint(raster.pixels, 160);
    drawPrint(raster.pixels, 300);
    print.pixels.set(raster.pixels);
    drawLine(raster.pixels, 0, false);
    eraseRules(raster);
    expect(raster.pixels).toEqual(print.pixels);
  });

  it("only whitens, and works on rasters of any size and content", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.nat(), (width, height, seed) => {
        let state = seed;
        const pixels = Uint8Array.from({ length: width * height }, () => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
          return state >>> 24 < 90 ? 255 : 0;
        });
        const raster = { widthPx: width, heightPx: height, pixels: pixels.slice() };
        eraseRules(raster);
        expect(raster.pixels.every((level, at) => level === pixels[at] || level === 255)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
