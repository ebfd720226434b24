import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { assessSignature, defaultSignatureLimits } from "../../../pipelines/signature/assess-signature.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { drawInk, zigzagCorners } from "./draw-ink.ts";

const residents = "../shared/data/residents";
const limits = defaultSignatureLimits;
const codesOf = (result: { readonly reasons: readonly { readonly code: string }[] }) =>
  result.reasons.map(({ code }) => code);

const zigzag = drawInk(...zigzagCorners);

describe("assessSignature from a pad", () => {
  it("splits strokes at each lift and measures extent, path and duration", () => {
    const result = assessSignature(zigzag, limits);
    expect(result.reasons).toEqual([]);
    expect(result.score).toBe(100);
    expect(result.strokes.length).toBe(2);
    expect(result.extentMm).toEqual({ width: 42, height: 24 });
    expect(result.measures["pathMm"]).toBeCloseTo(4 * Math.hypot(5, 18) + Math.hypot(42, 2), 6);
    // 1 + 4 × 19 points, then the lift, then 1 + 42 points, 5 ms apart.
    expect(result.durationMs).toBe((1 + 4 * 19 + 1 + 1 + 42 - 1) * 5);
  });

  it("orders points by their time, whatever their order in the series", () => {
    const shuffled = { ...zigzag, points: [...zigzag.points].reverse() };
    const [one, other] = [assessSignature(zigzag, limits), assessSignature(shuffled, limits)];
    expect(other.extentMm).toEqual(one.extentMm);
    expect(other.measures["pathMm"]).toBeCloseTo(one.measures["pathMm"] ?? 0, 9);
  });

  it("drops a lone far point between two near ones", () => {
    const points = zigzag.points.map((point, index) => (index === 30 ? { ...point, x: 75, y: 45 } : point));
    const result = assessSignature({ ...zigzag, points }, limits);
    expect(result.measures["spikes"]).toBe(1);
    expect(result.extentMm).toEqual({ width: 42, height: 24 });
  });

  it("draws dark ink on white at 300 ppi, wider where the pen presses", () => {
    const { image } = assessSignature(zigzag, limits);
    expect(image.resolutionPpi).toBe(300);
    expect(image.widthPx).toBe(Math.ceil((46 * 300) / 25.4));
    expect(image.heightPx).toBe(Math.ceil((28 * 300) / 25.4));
    const dark = (p: number) => {
      const points = zigzag.points.map((point) => ({ ...point, p }));
      return assessSignature({ ...zigzag, points }, limits).image.pixels.filter((level) => level < 128).length;
    };
    expect(dark(1)).toBeGreaterThan(1.8 * dark(0.1));
    expect(image.pixels.some((level) => level > 40 && level < 215)).toBe(true);
  });

  it.each([
    ["blank", drawInk()],
    [
      "dot",
      drawInk([
        [40, 24],
        [41, 24.5],
      ]),
    ],
    [
      "line",
      drawInk([
        [10, 24],
        [60, 25],
      ]),
    ],
    [
      "too-small",
      drawInk([
        [40, 20],
        [42, 25],
        [44, 20],
        [42, 18],
        [40, 25],
        [44, 24],
      ]),
    ],
    [
      "too-short",
      drawInk([
        [40, 20],
        [44, 24],
        [48, 20],
      ]),
    ],
    [
      "cut-off",
      drawInk([
        [60, 10],
        [79.9, 10],
        [79.9, 30],
        [60, 30],
        [50, 12],
      ]),
    ],
  ] as const)("gives the reason %s", (code, ink) => {
    const result = assessSignature(ink, limits);
    expect(codesOf(result)).toContain(code);
    expect(result.score).toBeLessThan(100);
  });

  it("takes a bare line where the exception allows it, and nothing less", () => {
    const allowed = { ...limits, isLineAllowed: true };
    expect(
      assessSignature(
        drawInk([
          [30, 24],
          [42, 24.2],
        ]),
        allowed,
      ).reasons,
    ).toEqual([]);
    expect(
      codesOf(
        assessSignature(
          drawInk([
            [40, 24],
            [41, 24.5],
          ]),
          allowed,
        ),
      ),
    ).toEqual(["dot"]);
    expect(
      codesOf(
        assessSignature(
          drawInk([
            [40, 24],
            [45, 24],
          ]),
          allowed,
        ),
      ),
    ).toEqual(["too-small"]);
  });

  it("accepts each limit exactly and asks for more just below it", () => {
    const result = assessSignature(zigzag, limits);
    const pathMinMm = result.measures["pathMm"] ?? 0;
    const exact = { ...limits, pathMinMm, extentMinMm: 42, durationMinMs: result.durationMs };
    expect(assessSignature(zigzag, exact).reasons).toEqual([]);
    expect(codesOf(assessSignature(zigzag, { ...exact, pathMinMm: pathMinMm + 0.01 }))).toEqual(["too-short"]);
    expect(codesOf(assessSignature(zigzag, { ...exact, extentMinMm: 42.01 }))).toEqual(["too-small"]);
    expect(codesOf(assessSignature(zigzag, { ...exact, durationMinMs: exact.durationMinMs + 1 }))).toEqual([
      "too-short",
    ]);
  });

  it("leaves out numbers that no pen can have written, and says so", () => {
    for (const bad of [{ x: Number.NaN }, { y: Number.POSITIVE_INFINITY }, { x: 1e9 }, { t: -1 }, { p: 7 }]) {
      const points = zigzag.points.map((point, index) => (index === 5 ? { ...point, ...bad } : point));
      const result = assessSignature({ ...zigzag, points }, limits);
      expect(result.reasons).toEqual([{ code: "malformed", value: 1, limit: 0 }]);
      expect(result.extentMm.width).toBe(42);
    }
    const noPad = assessSignature({ ...zigzag, widthMm: Number.NaN }, limits);
    expect(codesOf(noPad)).toEqual(["blank", "malformed"]);
    expect(noPad.score).toBe(0);
  });

  it("never throws and never measures anything but finite numbers", () => {
    const number = fc.oneof(fc.double(), fc.double({ min: -10, max: 100, noNaN: true }));
    const point = fc.record({ x: number, y: number, t: number, p: number, down: fc.boolean() });
    const ink = fc.record({ widthMm: number, heightMm: number, points: fc.array(point, { maxLength: 60 }) });
    fc.assert(
      fc.property(ink, (series) => {
        const result = assessSignature({ kind: "ink", ...series }, limits);
        expect(Object.values(result.measures).every(Number.isFinite)).toBe(true);
        expect(result.image.pixels.length).toBe(result.image.widthPx * result.image.heightPx);
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score < 100).toBe(result.reasons.length > 0);
      }),
      { numRuns: 200 },
    );
  });
});

describe("assessSignature from paper", () => {
  it("agrees with the pad about the extent of the same signature", () => {
    for (const seed of ["one", "two", "three"]) {
      const ink = assessSignature(synthesiseSignature(createRandom(seed)), limits);
      const paper = assessSignature({ kind: "paper", image: ink.image }, limits);
      expect(paper.reasons).toEqual([]);
      expect(Math.abs(paper.extentMm.width - ink.extentMm.width)).toBeLessThan(0.6);
      expect(Math.abs(paper.extentMm.height - ink.extentMm.height)).toBeLessThan(0.6);
      const pathRatio = (paper.measures["pathMm"] ?? 0) / (ink.measures["pathMm"] ?? 1);
      expect(pathRatio).toBeGreaterThan(0.75);
      expect(pathRatio).toBeLessThan(1.1);
    }
  });

  it("is not misled by shading, dust and a gray sheet", () => {
    const { image, extentMm } = assessSignature(zigzag, limits);
    const sheet = onSheet(image, (level, x, y) => 90 + ((level / 255) * 100 - 0.05 * x + 0.08 * y));
    sheet.pixels[5 * sheet.widthPx + 5] = 0;
    const result = assessSignature({ kind: "paper", image: sheet }, limits);
    expect(result.reasons).toEqual([]);
    expect(result.extentMm.width).toBeCloseTo(extentMm.width, 0);
    expect(result.image.pixels.some((level) => level < 10)).toBe(true);
    expect(result.image.pixels[0]).toBe(255);
  });

  it("brings a 200 ppi scan to 300 ppi and keeps its millimetres", () => {
    const { image, extentMm } = assessSignature(zigzag, limits);
    const half = assessSignature({ kind: "paper", image: { ...image, resolutionPpi: 200 } }, limits);
    expect(half.extentMm.width / extentMm.width).toBeCloseTo(1.5, 1);
    expect(half.image.resolutionPpi).toBe(300);
    const rerun = assessSignature({ kind: "paper", image: half.image }, limits);
    expect(rerun.extentMm.width).toBeCloseTo(half.extentMm.width, 0);
  });

  it("says when ink is faint, the scan is coarse, or the signature runs over the edge", () => {
    const { image } = assessSignature(zigzag, limits);
    const faint = onSheet(image, (level) => 170 + level / 8);
    expect(codesOf(assessSignature({ kind: "paper", image: faint }, limits))).toContain("too-faint");
    const coarse = { ...image, resolutionPpi: 72 };
    expect(codesOf(assessSignature({ kind: "paper", image: coarse }, limits))).toContain("resolution-too-low");
    const cropped = cutLeft(image, 60);
    expect(codesOf(assessSignature({ kind: "paper", image: cropped }, limits))).toContain("cut-off");
  });

  it("never throws on any scan, and calls an empty one blank", () => {
    const empty = { widthPx: 0, heightPx: 0, resolutionPpi: 300, pixels: new Uint8Array(0) };
    expect(assessSignature({ kind: "paper", image: empty }, limits)).toMatchObject({ score: 0, strokes: [] });
    const scan = fc.record({
      widthPx: fc.integer({ min: 1, max: 60 }),
      heightPx: fc.integer({ min: 1, max: 60 }),
      resolutionPpi: fc.oneof(fc.constantFrom(0, Number.NaN, 72, 300, 1e9), fc.double()),
      seed: fc.string(),
      contrast: fc.integer({ min: 0, max: 255 }),
    });
    fc.assert(
      fc.property(scan, ({ seed, contrast, ...size }) => {
        const random = createRandom(seed);
        const pixels = Uint8Array.from({ length: size.widthPx * size.heightPx }, () => random.integer(0, contrast));
        const result = assessSignature({ kind: "paper", image: { ...size, pixels } }, limits);
        expect(Object.values(result.measures).every(Number.isFinite)).toBe(true);
        expect(result.image.pixels.length).toBe(result.image.widthPx * result.image.heightPx);
      }),
      { numRuns: 100 },
    );
  });
});

describe("assessSignature on recorded residents", () => {
  it("passes the signature written on a pad", (ctx) => {
    const path = `${residents}/composite-01/signature.json`;
    if (!existsSync(path)) return ctx.skip("no recorded residents beside the checkout");
    const ink = { kind: "ink" as const, ...JSON.parse(readFileSync(path, "utf8")) };
    expect(assessSignature(ink, limits).reasons).toEqual([]);
  });

  it("passes the signature scanned from paper", async (ctx) => {
    const path = `${residents}/composite-02/signature.png`;
    if (!existsSync(path)) return ctx.skip("no recorded residents beside the checkout");
    const { data, info } = await sharp(path).greyscale().raw().toBuffer({ resolveWithObject: true });
    const image = { widthPx: info.width, heightPx: info.height, resolutionPpi: 300, pixels: new Uint8Array(data) };
    expect(assessSignature({ kind: "paper", image }, limits).reasons).toEqual([]);
  });
});

function cutLeft({ pixels, widthPx, ...rest }: GrayImage, cutPx: number): GrayImage {
  return { ...rest, widthPx: widthPx - cutPx, pixels: pixels.filter((_, index) => index % widthPx >= cutPx) };
}

function onSheet(image: GrayImage, level: (ink: number, x: number, y: number) => number): GrayImage {
  const pixels = image.pixels.map((ink, index) => level(ink, index % image.widthPx, Math.floor(index / image.widthPx)));
  return { ...image, pixels };
}
