import { describe, expect, it } from "vitest";
import { drawText, measureTextMm } from "../../../drivers/document-scanner/stroke-letters.ts";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import { findPageFault } from "../../../drivers/transport/find-frame-fault.ts";

const papers = [
  ["kk", 1754, 1240],
  ["ktp", 1240, 1754],
  ["akte-kelahiran", 1240, 1754],
  ["surat-nikah", 1240, 1754],
  ["ijazah-terakhir", 1240, 1754],
  ["formulir-desa", 1240, 1754],
  ["surat-kuasa", 1240, 1754],
  ["surat-pernyataan", 1240, 1754],
  ["surat-undangan", 1240, 1754],
  ["toString", 1240, 1754],
] as const;

describe("synthesisePage", () => {
  it.each(papers)("draws %s as A4 at 150 ppi with print and the mark of a simulation", async (paper, width, height) => {
    const page = await synthesisePage(paper);
    expect(page).toMatchObject({ widthPx: width, heightPx: height, resolutionPpi: 150 });
    expect(findPageFault(page)).toBeNull();
    expect(countPixels(page.pixels, (r, g, b) => Math.max(r, g, b) < 60)).toBeGreaterThan(3_000);
    expect(countPixels(page.pixels, (r, g) => r - g > 40)).toBeGreaterThan(10_000);
  });

  it("draws the same page for the same scene, and another for another seed or paper", async () => {
    const [one, same, seeded, other] = await Promise.all([
      synthesisePage("surat-kuasa", { skewDeg: 1 }),
      synthesisePage("surat-kuasa", { skewDeg: 1 }),
      synthesisePage("surat-kuasa", { skewDeg: 1, seed: "second" }),
      synthesisePage("surat-undangan", { skewDeg: 1 }),
    ]);
    expect(Buffer.compare(one.pixels, same.pixels)).toBe(0);
    expect(Buffer.compare(one.pixels, seeded.pixels)).not.toBe(0);
    expect(Buffer.compare(one.pixels, other.pixels)).not.toBe(0);
  });

  it("leaves the sheet bare without ink", async () => {
    const page = await synthesisePage("kk", { inkRatio: 0, noiseLevels: 0 });
    expect(countPixels(page.pixels, (r) => r < 200)).toBe(0);
  });

  it("shades towards the lower right and dims as a whole", async () => {
    const page = await synthesisePage("ktp", { shadeRatio: 0.5, brightnessRatio: 0.8, noiseLevels: 0 });
    expect(page.pixels[0]).toBeCloseTo(250 * 0.8, -1);
    expect(page.pixels.at(-1)).toBeCloseTo(250 * 0.8 * 0.5, -1);
  });

  it("lays the sheet on a larger glass of the given level", async () => {
    const page = await synthesisePage("ktp", { bed: { level: 33, marginMm: 10 }, noiseLevels: 0, shadeRatio: 0 });
    expect(page).toMatchObject({ widthPx: 1358, heightPx: 1872 });
    expect([...page.pixels.subarray(0, 3)]).toEqual([33, 33, 33]);
  });

  it("asks the machine for no font", () => {
    const svg = drawText("Kartu 0123", { x: 0, y: 0, height: 3 });
    expect(svg).not.toContain("<text");
    expect(svg.match(/<path/g)).toHaveLength(9);
  });

  it("measures a line by its letters and leaves a gap for what has no glyph", () => {
    expect(measureTextMm("A", 6)).toBeCloseTo(4);
    expect(measureTextMm("A B", 6)).toBeCloseTo(4 + 2 * 5.4);
    expect(drawText("?", { x: 0, y: 0, height: 3 })).not.toContain("<path");
  });
});

function countPixels(pixels: Uint8Array, matches: (r: number, g: number, b: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < pixels.length; at += 3) {
    if (matches(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)) count += 1;
  }
  return count;
}
