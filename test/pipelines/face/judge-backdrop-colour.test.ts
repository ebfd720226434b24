import { describe, expect, it } from "vitest";
import { judgeBackdropColour, nameHue } from "../../../pipelines/face/judge-backdrop-colour.ts";
import type { BackdropMask } from "../../../pipelines/face/segment-person.ts";
import { toLab } from "../../../pipelines/image/cielab.ts";
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

describe("nameHue", () => {
  const cloths = { red: [196, 22, 32], blue: [26, 88, 178], orange: [238, 128, 24] } as const;

  it.each(Object.entries(cloths))(
    "keeps the name of %s from a fifth of the light to full light",
    (name, [red, green, blue]) => {
      for (const light of [0.2, 0.35, 0.5, 0.75, 1]) {
        // Light scales linear values; the coded ones scale by its 2.2th root.
        const coded = light ** (1 / 2.2);
        expect(nameHue(toLab(red * coded, green * coded, blue * coded))).toBe(name);
      }
    },
  );

  it("gives no name to black, white and gray", () => {
    for (const level of [0, 3, 128, 255]) expect(nameHue(toLab(level, level, level))).toBeNull();
  });
});
