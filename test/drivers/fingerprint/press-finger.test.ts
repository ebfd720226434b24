import { describe, expect, it } from "vitest";
import { type FingerTouch, normalTouch, platenBackgrounds } from "../../../drivers/fingerprint/finger-scene.ts";
import { growFinger } from "../../../drivers/fingerprint/grow-finger.ts";
import { pressFinger } from "../../../drivers/fingerprint/press-finger.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { measureAll } from "../../pipelines/fingerprint/degrade-print.ts";

const skins = ["one", "two", "three"].map((seed) => growFinger(seed));
const skin = skins[0]!;
const press = (changes: Partial<FingerTouch> = {}, impression = "first") =>
  pressFinger(createRandom(impression), skin, { ...normalTouch, ...changes });

/** Means over several fingers of all measures, at each of the levels. */
function follow(levels: readonly Partial<FingerTouch>[]): Readonly<Record<string, number>>[] {
  return levels.map((changes) => {
    const all = skins.map((each, at) =>
      measureAll(pressFinger(createRandom(`level/${at}`), each, { ...normalTouch, ...changes })),
    );
    const mean = (name: string) => all.reduce((sum, measures) => sum + measures[name]!, 0) / all.length;
    return Object.fromEntries(Object.keys(all[0]!).map((name) => [name, mean(name)]));
  });
}

const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];
describe("pressFinger", () => {
  it("gives the same bytes for the same draw, and a new impression for another", () => {
    expect(press().pixels).toEqual(press().pixels);
    expect(press({}, "second").pixels).not.toEqual(press().pixels);
  });

  it("draws the size asked for", () => {
    const image = press({ widthPx: 388, heightPx: 374 });
    expect(image).toMatchObject({ widthPx: 388, heightPx: 374, resolutionPpi: 500 });
    expect(image.pixels).toHaveLength(388 * 374);
  });

  it.each<{
    readonly cause: string;
    readonly change: (ratio: number) => Partial<FingerTouch>;
    readonly rises: readonly string[];
    readonly falls: readonly string[];
  }>([
    {
      cause: "dryness",
      change: (ratio) => ({ drynessRatio: ratio }),
      rises: [],
      falls: ["OCLMean", "inkRatio", "coherenceRel"],
    },
    {
      cause: "wetness",
      change: (ratio) => ({ wetnessRatio: ratio }),
      rises: ["inkRatio"],
      falls: ["OCLMean", "roiMean"],
    },
    {
      cause: "pressure",
      change: (ratio) => ({ pressureRatio: ratio }),
      rises: ["regionAreaPx", "inkRatio"],
      falls: ["roiMean"],
    },
    { cause: "noise", change: (ratio) => ({ noiseRatio: ratio }), rises: [], falls: ["OCLMean", "coherenceRel"] },
    { cause: "smearing", change: (ratio) => ({ smearRatio: ratio }), rises: [], falls: ["contrast"] },
    { cause: "a ghost", change: (ratio) => ({ ghostRatio: ratio }), rises: [], falls: ["OCLMean", "roiMean"] },
    {
      cause: "loss of contrast",
      change: (ratio) => ({ contrastRatio: 1 - 0.9 * ratio }),
      rises: ["roiMean"],
      falls: ["contrast"],
    },
    { cause: "blur", change: (ratio) => ({ blurPx: 4 * ratio }), rises: [], falls: ["contrast"] },
    { cause: "gamma", change: (ratio) => ({ gamma: 0.5 + 2 * ratio }), rises: [], falls: ["roiMean"] },
    {
      cause: "a smaller contact",
      change: (ratio) => ({ contactRatio: 1 - 0.7 * ratio }),
      rises: [],
      falls: ["regionAreaPx"],
    },
  ])("shows $cause the more the more there is of it", ({ cause, change, rises, falls }) => {
    const levels = follow(steps.map(change));
    for (const name of [...rises, ...falls]) {
      const values = levels.map((measures) => measures[name]!);
      process.stdout.write(`${cause}, ${name}: ${values.map((value) => value.toPrecision(3)).join(" ")}\n`);
      expect(values).toEqual(values.toSorted((a, b) => (rises.includes(name) ? a - b : b - a)));
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it("is quick enough for a preview, and growing for a booth that admits a resident", () => {
    const median = (work: (at: number) => void) => {
      const times = Array.from({ length: 9 }, (_, at) => {
        const before = process.cpuUsage();
        work(at);
        return process.cpuUsage(before).user / 1000;
      });
      return times.sort((a, b) => a - b)[4]!;
    };
    const pressMs = median((at) => press({}, `time/${at}`));
    const growMs = median((at) => growFinger(`time/${at}`));
    process.stdout.write(`user CPU: ${growMs.toFixed(0)} ms to grow a finger, ${pressMs.toFixed(1)} ms to press it\n`);
    // Twice what it should take: other work on the machine slows this down too.
    expect(pressMs).toBeLessThan(50);
    expect(growMs).toBeLessThan(300);
  });

  it("lights an uneven platen unevenly and leaves a clean one white", () => {
    const cornerSpread = (image: GrayImage) => {
      const corners = [0, 390, 400 * 490, 400 * 490 + 390].map((start) => {
        let sum = 0;
        for (let row = 0; row < 10; row += 1)
          for (let x = 0; x < 10; x += 1) sum += image.pixels[start + row * 400 + x]!;
        return sum / 100;
      });
      return Math.max(...corners) - Math.min(...corners);
    };
    expect(cornerSpread(press())).toBeLessThan(3);
    expect(cornerSpread(press({ background: "uneven" }))).toBeGreaterThan(10);
  });

  it("takes any touch, however odd, and draws an image of it", () => {
    const odd: Partial<FingerTouch>[] = [
      { contactRatio: 0 },
      { contactRatio: -1, pressureRatio: -3 },
      { drynessRatio: 9, wetnessRatio: 9 },
      { torqueDeg: 400, tractionXPx: 1e4 },
      { rotationDeg: 180, shiftXPx: -1e6, rollYPx: 1e5 },
      { noiseRatio: 7, smearRatio: 5, ghostRatio: 8, contrastRatio: -2, gamma: 0 },
      { widthPx: 1, heightPx: 1, background: "soiled", smearRatio: 1 },
      { widthPx: 13, heightPx: 9 },
    ];
    for (const changes of odd) {
      for (const background of platenBackgrounds) {
        const image = press({ background, ...changes });
        expect(image.pixels).toHaveLength(image.widthPx * image.heightPx);
      }
    }
  });
});
