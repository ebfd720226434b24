import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameCloth } from "../../../pipelines/face/judge-backdrop-colour.ts";
import { defaultGrayCardLimits, measureGrayCard } from "../../../pipelines/face/measure-gray-card.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { castLight } from "./cast-light.ts";

type Colour = readonly [red: number, green: number, blue: number];

/** The middle of the picture in one colour, something else around it; with the noise of a sensor. */
function hold(card: Colour, around: Colour = [90, 60, 40], change: (x: number) => number = () => 1) {
  const random = createRandom(card.join());
  const [widthPx, heightPx] = [160, 120];
  const pixels = Uint8ClampedArray.from({ length: widthPx * heightPx * 3 }, (_, index) => {
    const x = Math.floor(index / 3) % widthPx;
    const y = Math.floor(index / 3 / widthPx);
    const isCard = Math.abs(x - 80) < 30 && Math.abs(y - 60) < 22;
    const level = (isCard ? card : around)[index % 3] ?? 0;
    return level * change(x) + random.between(-2, 2);
  });
  return { widthPx, heightPx, pixels: new Uint8Array(pixels) };
}
const codesOf = (image: ReturnType<typeof hold>) => measureGrayCard(image).reasons.map(({ code }) => code);

describe("a gray card before the camera", () => {
  it("asks for nothing in neutral light, be it gray or white", () => {
    for (const level of [100, 150, 200, 240]) {
      const { gains, reasons } = measureGrayCard(hold([level, level, level]));
      expect(reasons).toEqual([]);
      expect(gains?.red).toBeCloseTo(1, 1);
      expect(gains?.blue).toBeCloseTo(1, 1);
    }
  });

  it.each([2_900, 3_000, 4_000, 5_000, 7_500, 10_000])(
    "is gray again by its gains under a lamp of %i K",
    (temperatureK) => {
      const { gains, reasons } = measureGrayCard(castLight(hold([190, 190, 190]), temperatureK));
      expect(reasons).toEqual([]);
      if (gains === null) return;
      // A gray cloth under that lamp is no coloured one, and a red, a blue and an orange one are what they are.
      const seen = (colour: Colour) =>
        castLight({ widthPx: 1, heightPx: 1, pixels: Uint8Array.from(colour) }, temperatureK);
      const named = (colour: Colour) => {
        const [red = 0, green = 0, blue = 0] = seen(colour).pixels;
        return nameCloth(red, green, blue, gains);
      };
      expect(named([128, 128, 128])).toBeNull();
      expect(named([196, 22, 32])).toBe("red");
      expect(named([26, 88, 178])).toBe("blue");
      expect(named([238, 128, 24])).toBe("orange");
    },
  );

  it.each([
    ["in the dark", hold([30, 30, 30]), "too-dark"],
    ["overexposed", hold([255, 255, 250]), "saturated"],
    ["lit from one side", hold([180, 180, 180], [90, 60, 40], (x) => 0.4 + x / 130), "uneven"],
    ["that is not there: stripes", hold([180, 180, 180], [90, 60, 40], (x) => (x % 40 < 20 ? 1 : 0.5)), "uneven"],
    ["that is the red cloth", hold([196, 22, 32]), "gain"],
    ["that is the blue cloth", hold([26, 88, 178]), "gain"],
    ["that is the orange cloth", hold([238, 128, 24]), "gain"],
    ["that is a leaf", hold([120, 200, 110]), "tint"],
    ["that is pink", hold([240, 150, 200]), "tint"],
  ] as const)("%s is refused", (_, image, code) => {
    expect(codesOf(image)[0]).toBe(code);
    expect(measureGrayCard(image).gains).toBeNull();
  });

  it("says by how much it misses a limit, and never gives gains beyond them, whatever is held up", () => {
    const level = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(level, level, level), fc.integer({ min: 0, max: 40 }), (card, size) => {
        const pixels = Uint8Array.from({ length: size * size * 3 }, (_, index) => card[index % 3] ?? 0);
        const { gains, reasons, measures } = measureGrayCard({ widthPx: size, heightPx: size, pixels });
        for (const figure of Object.values(measures)) expect(Number.isFinite(figure)).toBe(true);
        expect(gains === null).toBe(reasons.length > 0);
        const { gainMin, gainMax } = defaultGrayCardLimits;
        for (const gain of gains === null ? [] : [gains.red, gains.blue]) {
          expect(gain).toBeGreaterThanOrEqual(gainMin);
          expect(gain).toBeLessThanOrEqual(gainMax);
        }
      }),
    );
  });
});
