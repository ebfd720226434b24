import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PageScene } from "../../../drivers/document-scanner/page-scene.ts";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import { readPageImage } from "../../../drivers/recording/read-image-file.ts";
import {
  assessDocument,
  type DocumentLimits,
  type DocumentReasonCode,
  defaultDocumentLimits,
} from "../../../pipelines/document/assess-document.ts";
import type { PageImage } from "../../../runtime/kernel/image.ts";

const papers = ["kk", "ktp", "akte-kelahiran", "surat-nikah", "ijazah-terakhir", "formulir-desa", "surat-kuasa"];

async function assess(scene: Partial<PageScene> = {}, paper = "kk") {
  return assessDocument(await synthesisePage(paper, scene), defaultDocumentLimits);
}

function codes({ reasons }: { readonly reasons: readonly { readonly code: DocumentReasonCode }[] }) {
  return reasons.map(({ code }) => code);
}

function fillPage(widthPx: number, heightPx: number, level: number): PageImage {
  return { widthPx, heightPx, resolutionPpi: 300, pixels: new Uint8Array(widthPx * heightPx * 3).fill(level) };
}

describe("assessDocument on good scans", () => {
  it.each(papers)("passes %s and takes the whole image for the page", async (paper) => {
    const result = await assess({}, paper);
    expect(result.reasons).toEqual([]);
    // The light of a good scanner falls off by a little, and that is all that a page loses.
    const { shadowRatio = 1 } = result.measures;
    expect(shadowRatio).toBeLessThan(0.03);
    expect(result.score).toBeCloseTo(50 * (2 - shadowRatio / defaultDocumentLimits.shadowMaxRatio), 9);
    expect(result.page).toMatchObject({ x: 0, y: 0 });
    expect(Math.abs(result.measures["skewDeg"] ?? 90)).toBeLessThan(0.2);
  });

  it("gives 100 to a page in even light", async () => {
    expect((await assess({ shadeRatio: 0, noiseLevels: 0 })).score).toBe(100);
  });

  it("passes in strong shade and in noise", async () => {
    expect(codes(await assess({ shadeRatio: 0.4, noiseLevels: 10 }))).toEqual([]);
  });

  it.each(["composite-01", "composite-02"])("passes the recorded family card of %s", async (resident) => {
    const path = `../shared/data/residents/${resident}/papers/kk.png`;
    if (!existsSync(path)) {
      process.stdout.write(`skipped: ${path} is absent\n`);
      return;
    }
    const result = assessDocument(await readPageImage(path), defaultDocumentLimits);
    expect(result.reasons).toEqual([]);
    expect(result.measures["skewDeg"]).toBeCloseTo(-1.2, 0);
  });

  it("gives the same assessment for the same page", async () => {
    const page = await synthesisePage("kk", { skewDeg: 2 });
    expect(assessDocument(page, defaultDocumentLimits)).toEqual(assessDocument(page, defaultDocumentLimits));
  });
});

describe("assessDocument finds the page", () => {
  it.each([10, 90, 200, 255])("on a glass of level %i, to a few millimetres", async (level) => {
    const image = await synthesisePage("surat-nikah", { bed: { level, marginMm: 20 } });
    const { page, reasons } = assessDocument(image, defaultDocumentLimits);
    const marginPx = (20 / 25.4) * 150;
    expect(reasons).toEqual([]);
    if (level > 220) return;
    for (const [side, expected] of [
      [page?.x, marginPx],
      [page?.y, marginPx],
      [page?.width, 1240],
      [page?.height, 1754],
    ]) {
      expect(Math.abs((side ?? 0) - (expected ?? 0))).toBeLessThanOrEqual(20);
    }
  });

  it("in the corner of the glass", () => {
    const image = drawSheet({ widthPx: 900, heightPx: 1200, ground: 15, sheet: { width: 600, height: 850 } });
    const { page } = assessDocument(image, defaultDocumentLimits);
    expect(Math.abs((page?.width ?? 0) - 600)).toBeLessThanOrEqual(12);
    expect(Math.abs((page?.height ?? 0) - 850)).toBeLessThanOrEqual(12);
  });

  it("darker than the glass", () => {
    const image = drawSheet({
      widthPx: 900,
      heightPx: 1200,
      ground: 250,
      paper: 170,
      sheet: { width: 600, height: 850 },
    });
    const { page } = assessDocument(image, defaultDocumentLimits);
    expect(Math.abs((page?.width ?? 0) - 600)).toBeLessThanOrEqual(12);
  });

  it("and not the dark picture on it", () => {
    const image = drawSheet({ widthPx: 900, heightPx: 1200, ground: 250, sheet: { width: 900, height: 1200 } });
    for (let y = 700; y < 1000; y += 1) image.pixels.fill(60, (y * 900 + 500) * 3, (y * 900 + 800) * 3);
    expect(assessDocument(image, defaultDocumentLimits).page).toEqual({ x: 0, y: 0, width: 900, height: 1200 });
  });
});

describe("assessDocument tells what is wrong", () => {
  it.each<[DocumentReasonCode, Partial<PageScene>]>([
    ["blank", { inkRatio: 0 }],
    ["too-dark", { brightnessRatio: 0.25 }],
    ["blurred", { blurPx: 3.5 }],
    ["low-contrast", { inkRatio: 0.2 }],
    ["skewed", { skewDeg: 8 }],
  ])("gives the reason %s with its value and limit, and a score below 50", async (code, scene) => {
    const result = await assess(scene);
    expect(result.reasons).toEqual([{ code, value: expect.any(Number), limit: expect.any(Number) }]);
    expect(result.score).toBeLessThan(50);
  });

  it("gives no-page for an empty dark glass and for an image too small to hold one", () => {
    for (const image of [fillPage(800, 1000, 8), fillPage(1, 1, 255)]) {
      const result = assessDocument(image, defaultDocumentLimits);
      expect(result).toMatchObject({ score: 0, page: null });
      expect(result.reasons).toEqual([{ code: "no-page", value: 0, limit: defaultDocumentLimits.pageAreaMinRatio }]);
    }
  });

  it("gives no-page with the share found for a scrap of paper on the glass", () => {
    const image = drawSheet({ widthPx: 900, heightPx: 1200, ground: 15, sheet: { width: 130, height: 140 } });
    const { reasons, page } = assessDocument(image, defaultDocumentLimits);
    expect(codes({ reasons })).toEqual(["no-page"]);
    expect(reasons[0]?.value).toBeCloseTo((130 * 140) / (900 * 1200), 2);
    expect(page).toBeNull();
  });

  it("gives blank for a bare sheet on a dark glass and says where it lies", async () => {
    const result = await assess({ inkRatio: 0, bed: { level: 15, marginMm: 20 } });
    expect(codes(result)).toEqual(["blank"]);
    expect(result.page?.x).toBeGreaterThan(90);
  });

  it.each([149.9, 0, Number.NaN, Number.NEGATIVE_INFINITY])("gives resolution-too-low for %d ppi", async (ppi) => {
    const page = { ...(await synthesisePage("kk")), resolutionPpi: ppi };
    expect(codes(assessDocument(page, defaultDocumentLimits))).toEqual(["resolution-too-low"]);
  });

  it("gives every reason that holds, most useful first", async () => {
    const page = await synthesisePage("kk", { brightnessRatio: 0.3, blurPx: 4, inkRatio: 0.5, skewDeg: -9 });
    expect(codes(assessDocument({ ...page, resolutionPpi: 100 }, defaultDocumentLimits))).toEqual([
      "too-dark",
      "resolution-too-low",
      "blurred",
      "low-contrast",
      "skewed",
    ]);
  });
});

describe("assessDocument at the exact limit", () => {
  it.each<[DocumentReasonCode, string, keyof DocumentLimits]>([
    ["blank", "inkRatio", "inkMinRatio"],
    ["too-dark", "paperLevel", "paperLevelMin"],
    ["resolution-too-low", "resolutionPpi", "resolutionMinPpi"],
    ["blurred", "edgeSteepness", "edgeSteepnessMin"],
    ["low-contrast", "contrastRatio", "contrastMinRatio"],
    ["no-page", "pageAreaRatio", "pageAreaMinRatio"],
  ])("passes a page that just reaches it, and gives %s a hair above", async (code, measure, limit) => {
    const page = await synthesisePage("kk", { skewDeg: 1, bed: { level: 15, marginMm: 15 } });
    const value = assessDocument(page, defaultDocumentLimits).measures[measure] ?? Number.NaN;
    const reached = assessDocument(page, { ...defaultDocumentLimits, [limit]: value });
    const missed = assessDocument(page, { ...defaultDocumentLimits, [limit]: value * 1.0001 });
    expect(reached.reasons).toEqual([]);
    expect(reached.score).toBeGreaterThanOrEqual(50);
    expect(missed.reasons).toEqual([{ code, value, limit: value * 1.0001 }]);
    expect(missed.score).toBeLessThan(50);
  });

  it("passes a lean of just the limit to either side", async () => {
    for (const skewDeg of [-3, 3]) {
      const page = await synthesisePage("kk", { skewDeg });
      const found = Math.abs(assessDocument(page, defaultDocumentLimits).measures["skewDeg"] ?? 0);
      const at = (skewMaxDeg: number) => codes(assessDocument(page, { ...defaultDocumentLimits, skewMaxDeg }));
      expect(at(found)).toEqual([]);
      expect(at(found - 0.001)).toEqual(["skewed"]);
    }
  });
});

describe("assessDocument measures", () => {
  it.each([
    ["kk", -14],
    ["ktp", -6.3],
    ["surat-kuasa", -0.7],
    ["surat-nikah", 3.3],
    ["formulir-desa", 7.7],
    ["kk", 18],
  ])("the lean of %s at %d° to half a degree", async (paper, skewDeg) => {
    const { measures } = await assess({ skewDeg, noiseLevels: 4 }, paper);
    expect(Math.abs((measures["skewDeg"] ?? 90) - skewDeg)).toBeLessThan(0.5);
  });

  it("the lean of a sheet laid sideways", async () => {
    const page = turnQuarter(await synthesisePage("surat-kuasa", { skewDeg: 2.4 }));
    expect(assessDocument(page, defaultDocumentLimits).measures["skewDeg"]).toBeCloseTo(2.4, 0);
  });

  it.each([1.5, 8])("less sharpness the more the page is blurred, with noise of %d levels", async (noiseLevels) => {
    const steepness: number[] = [];
    for (const blurPx of [0, 1, 2, 3.5, 5]) {
      steepness.push((await assess({ blurPx, noiseLevels })).measures["edgeSteepness"] ?? Number.NaN);
    }
    expect(steepness).toEqual(steepness.toSorted((one, other) => other - one));
    expect(new Set(steepness).size).toBe(steepness.length);
  });
});

describe("assessDocument on anything at all", () => {
  it("returns finite measures and a box inside the image, whatever the size and content", () => {
    const side = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 700 }));
    fc.assert(
      fc.property(side, side, fc.integer(), fc.constantFrom("noise", "flat", "halves"), (width, height, seed, kind) => {
        const image = scribble(width, height, seed, kind);
        const { score, measures, page, reasons } = assessDocument(image, defaultDocumentLimits);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(score < 50).toBe(reasons.length > 0);
        expect(Object.values(measures).every(Number.isFinite)).toBe(true);
        if (page === null) return;
        expect(Math.min(page.x, page.y)).toBeGreaterThanOrEqual(0);
        expect(page.x + page.width).toBeLessThanOrEqual(width);
        expect(page.y + page.height).toBeLessThanOrEqual(height);
      }),
      { numRuns: 120 },
    );
  });

  it.each([
    [0, 0],
    [100_000, 1],
    [60_000, 33],
    [7_000, 5_000],
  ])("does not throw at %i × %i pixels", (widthPx, heightPx) => {
    expect(assessDocument(fillPage(widthPx, heightPx, 230), defaultDocumentLimits).score).toBe(0);
  });

  it("does not throw when pixels are missing", () => {
    const image = { ...fillPage(400, 300, 230), pixels: new Uint8Array(1_000) };
    expect(assessDocument(image, defaultDocumentLimits).score).toBe(0);
  });
});

type SheetPlan = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly ground: number;
  readonly paper?: number;
  readonly sheet: { readonly width: number; readonly height: number };
};

/** A sheet in the upper left corner with lines of short strokes. */
function drawSheet({ widthPx, heightPx, ground, paper = 245, sheet }: SheetPlan): PageImage {
  const image = fillPage(widthPx, heightPx, ground);
  for (let y = 0; y < sheet.height; y += 1) {
    for (let x = 0; x < sheet.width; x += 1) {
      const isMargin = Math.min(x, y, sheet.width - x, sheet.height - y) < 40;
      const isStroke = !isMargin && y % 30 < 12 && x % 9 < 3;
      image.pixels.fill(isStroke ? 30 : paper, (y * widthPx + x) * 3, (y * widthPx + x + 1) * 3);
    }
  }
  return image;
}

function turnQuarter({ widthPx, heightPx, resolutionPpi, pixels }: PageImage): PageImage {
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const from = (y * widthPx + x) * 3;
      turned.set(pixels.subarray(from, from + 3), (x * heightPx + heightPx - 1 - y) * 3);
    }
  }
  return { widthPx: heightPx, heightPx: widthPx, resolutionPpi, pixels: turned };
}

function scribble(widthPx: number, heightPx: number, seed: number, kind: "noise" | "flat" | "halves"): PageImage {
  const image = fillPage(widthPx, heightPx, seed & 255);
  let state = seed | 1;
  for (let index = 0; index < image.pixels.length && kind !== "flat"; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    if (kind === "noise") image.pixels[index] = state >>> 24;
    else if (index % (widthPx * 3) > (widthPx * 3) / 2) image.pixels[index] = (seed >> 8) & 255;
  }
  return image;
}
