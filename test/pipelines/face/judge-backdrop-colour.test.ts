import { describe, expect, it } from "vitest";
import { judgeBackdropColour, nameCloth } from "../../../pipelines/face/judge-backdrop-colour.ts";
import type { BackdropMask } from "../../../pipelines/face/segment-person.ts";
import { plainImage } from "./face-rig.ts";

const side = 256;
const area = side * side;
type Colour = readonly [number, number, number];

/** A backdrop painted column by column; `coverRatio` of the grid's rows, from the top, is free of the person. */
function paint(colourAt: (column: number) => Colour, coverRatio = 1): BackdropMask {
  const planes = new Float32Array(area * 3);
  for (let index = 0; index < area; index += 1) {
    colourAt(index % side).forEach((level, channel) => {
      planes[index + channel * area] = level / 255;
    });
  }
  const isBackdrop = new Uint8Array(area).fill(1, 0, Math.round(coverRatio * side) * side);
  return { isBackdrop, planes, image: plainImage(1, 1) };
}

describe("judgeBackdropColour", () => {
  it("names each cloth, well lit", () => {
    expect(
      judgeBackdropColour(
        paint(() => [200, 20, 30]),
        0.7,
      ).colour,
    ).toBe("red");
    expect(
      judgeBackdropColour(
        paint(() => [30, 90, 180]),
        0.7,
      ).colour,
    ).toBe("blue");
    expect(
      judgeBackdropColour(
        paint(() => [240, 130, 20]),
        0.7,
      ).colour,
    ).toBe("orange");
    expect(
      judgeBackdropColour(
        paint(() => [150, 150, 150]),
        0.7,
      ).colour,
    ).toBe("other");
    expect(
      judgeBackdropColour(
        paint(() => [40, 140, 70]),
        0.7,
      ).colour,
    ).toBe("other");
  });

  it("lets a stray object be outvoted, and names no colour when none has enough", () => {
    const mostlyRed = judgeBackdropColour(
      paint((column) => (column < 200 ? [200, 20, 30] : [20, 20, 20])),
      0.7,
    );
    expect(mostlyRed.colour).toBe("red");
    expect(mostlyRed.ratios.red).toBeCloseTo(25 / 32, 6);
    expect(
      judgeBackdropColour(
        paint((column) => (column < 128 ? [200, 20, 30] : [30, 90, 180])),
        0.7,
      ).colour,
    ).toBe("other");
  });

  it("does not guess from a sliver", () => {
    expect(
      judgeBackdropColour(
        paint(() => [200, 20, 30], 0.01),
        0.7,
      ).colour,
    ).toBeNull();
    expect(
      judgeBackdropColour(
        paint(() => [200, 20, 30], 0),
        0.7,
      ).spread,
    ).toBe(0);
  });

  it("sees a shadow in the spread that does not change the name", () => {
    const flat = judgeBackdropColour(
      paint(() => [200, 20, 30]),
      0.7,
    );
    const shaded = judgeBackdropColour(
      paint((column) => (column < 128 ? [200, 20, 30] : [100, 8, 12])),
      0.7,
    );
    expect(flat.spread).toBeLessThan(0.01);
    expect(shaded.spread).toBeGreaterThan(15);
    expect(shaded.colour).toBe("red");
  });
});

describe("nameCloth", () => {
  const cloths = { red: [196, 22, 32], blue: [26, 88, 178], orange: [238, 128, 24] } as const;

  it.each(Object.entries(cloths))(
    "keeps the name of %s from a fifth of the light to full light, orange from 0.42 of it",
    (name, [red, green, blue]) => {
      for (const light of name === "orange" ? [0.42, 0.5, 0.75, 1] : [0.2, 0.35, 0.5, 0.75, 1]) {
        // Light scales linear values; the coded ones scale by its 2.2th root.
        const coded = light ** (1 / 2.2);
        expect(nameCloth(red * coded, green * coded, blue * coded)).toBe(name);
      }
    },
  );

  it.each([
    ["red", 255, 0, 0],
    ["red", 220, 20, 60],
    ["red", 139, 0, 0],
    ["blue", 0, 0, 255],
    ["blue", 0, 0, 200],
    ["blue", 20, 40, 180],
    ["blue", 65, 105, 225],
    ["orange", 255, 140, 0],
    ["orange", 255, 165, 0],
  ])("names %s (%i, %i, %i)", (name, red, green, blue) => {
    expect(nameCloth(red, green, blue)).toBe(name);
  });

  it("does not tell an orange in a third of the light from brown, and so names neither", () => {
    const coded = 0.32 ** (1 / 2.2);
    expect(nameCloth(238 * coded, 128 * coded, 24 * coded)).toBeNull();
  });

  it.each([
    ["saddle brown", 139, 69, 19],
    ["chocolate", 210, 105, 30],
    ["sienna", 160, 82, 45],
    ["brown", 120, 72, 24],
    ["peru", 205, 133, 63],
    ["rust", 183, 65, 14],
    ["red-orange", 230, 80, 30],
    ["orange-red", 255, 69, 0],
    ["burnt orange", 204, 85, 0],
    ["tomato", 255, 99, 71],
    ["brick", 178, 74, 54],
    ["mustard", 205, 150, 20],
    ["indigo", 75, 0, 130],
    ["blue-violet", 138, 43, 226],
    ["slate blue", 106, 90, 205],
    ["violet-blue", 90, 40, 200],
    ["steel blue", 70, 130, 180],
    ["wood", 150, 110, 70],
    ["terracotta", 152, 84, 54],
    ["skin", 222, 184, 140],
    ["yellow", 240, 196, 40],
    ["pale blue", 150, 175, 205],
    ["teal", 20, 120, 130],
    ["violet", 96, 60, 170],
    ["magenta", 200, 60, 130],
    ["pink", 230, 150, 170],
  ])("gives no name to %s, a neighbour of the cloths", (_, red, green, blue) => {
    for (const light of [0.2, 0.5, 1]) {
      const coded = light ** (1 / 2.2);
      expect(nameCloth(red * coded, green * coded, blue * coded)).toBeNull();
    }
  });

  it("gives no name to black, white and gray", () => {
    for (const level of [0, 3, 128, 255]) expect(nameCloth(level, level, level)).toBeNull();
  });
});
