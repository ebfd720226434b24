import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { photographPage } from "../../../drivers/document-scanner/photograph-page.ts";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import { assessDocument, defaultDocumentLimits } from "../../../pipelines/document/assess-document.ts";
import { estimateAspect } from "../../../pipelines/document/estimate-aspect.ts";
import { straightenPage } from "../../../pipelines/document/straighten-page.ts";
import { invertMap, project, type Quad, squareToQuad } from "../../../pipelines/image/homography.ts";
import type { PageImage } from "../../../runtime/kernel/image.ts";
import { sampleOf } from "../../how-many.ts";
import { makePhotoTrial } from "./photographed-page.ts";

const heldOutSeed = "held-out";
const trials = sampleOf(
  3,
  Array.from({ length: 16 }, (_, number) => number),
);

describe("assessDocument on photographs of a held-out seed", () => {
  it.each(trials)(
    "finds the corners to a pixel and a half and says what is wrong, and nothing else: no. %i",
    async (number) => {
      const { image, corners, fault } = await makePhotoTrial(heldOutSeed, number);
      const found = assessDocument(image, defaultDocumentLimits);
      expect(found.corners).not.toBeNull();
      for (const [index, corner] of corners.entries()) {
        const { x, y } = found.corners![index]!;
        expect(Math.hypot(x - corner.x, y - corner.y)).toBeLessThan(1.5);
      }
      // A shadow that takes most of the light leaves the sheet dark as well.
      const codes = found.reasons.map(({ code }) => code).filter((code) => fault !== "shadow" || code !== "too-dark");
      expect(codes).toEqual(fault === null ? [] : [fault]);
      expect(Math.abs(found.measures["skewDeg"]!)).toBeLessThan(0.3);
    },
    60_000,
  );

  it.each(["akte-kelahiran", "formulir-desa"])(
    "finds %s upright on a table whose grain is deeper than its print, in 1.7 megapixels",
    async (paper) => {
      const sheet = await synthesisePage(paper, { resolutionPpi: 150 });
      const view = { widthPx: 1_500, heightPx: 1_125, tiltDeg: 8, tiltFromDeg: 50, turnDeg: 3, shadowRatio: 0 };
      const photo = await photographPage(sheet, view);
      const { corners, measures } = assessDocument(photo.image, defaultDocumentLimits);
      expect(measures["pageAreaRatio"]).toBeCloseTo(0.367, 1);
      for (const [index, { x, y }] of photo.corners.entries()) {
        expect(Math.hypot((corners?.[index]?.x ?? 0) - x, (corners?.[index]?.y ?? 0) - y)).toBeLessThan(1.5);
      }
    },
  );

  it("draws the sheet flat: in its own proportion, its print where the sheet has it", async () => {
    const { image, sheet } = await makePhotoTrial(heldOutSeed, 10);
    const straight = straightenPage(image, assessDocument(image, defaultDocumentLimits).corners!)!;
    expect(straight.image.widthPx / straight.image.heightPx / (sheet.widthPx / sheet.heightPx)).toBeCloseTo(1, 2);
    expect(straight.image.resolutionPpi / image.resolutionPpi).toBeCloseTo(1, 0);
    expect(correlate(straight.image, sheet)).toBeGreaterThan(0.75);
  }, 60_000);
});

describe("straightenPage", () => {
  const flat: PageImage = { widthPx: 400, heightPx: 300, resolutionPpi: 100, pixels: new Uint8Array(360_000).fill(90) };

  it("keeps every pixel of a sheet that lies straight, with a white margin where the picture ends", () => {
    const all: Quad = [
      { x: 0, y: 0 },
      { x: 400, y: 0 },
      { x: 400, y: 300 },
      { x: 0, y: 300 },
    ];
    const { image } = straightenPage(flat, all)!;
    expect(image.widthPx).toBeGreaterThan(400);
    expect(image.resolutionPpi).toBeCloseTo(100, 0);
    expect(image.pixels[0]).toBe(255);
    expect(image.pixels[(150 * image.widthPx + 200) * 3]).toBe(90);
  });

  it("refuses corners that enclose nothing or run the other way", () => {
    const point = { x: 5, y: 5 };
    expect(straightenPage(flat, [point, point, point, point])).toBeNull();
    expect(straightenPage(flat, [point, { x: 5, y: 90 }, { x: 90, y: 90 }, { x: 90, y: 5 }])).toBeNull();
  });
});

describe("estimateAspect", () => {
  it.each([0, 12, 25])("tells an A4 sheet under a tilt of %i°", async (tiltDeg) => {
    const bare = { widthPx: 842, heightPx: 595, resolutionPpi: 72, pixels: new Uint8Array(842 * 595 * 3).fill(240) };
    const view = { widthPx: 400, heightPx: 300, tiltDeg, tiltFromDeg: 40, turnDeg: 8, coverRatio: 0.7 };
    const { corners, image } = await photographPage(bare, view);
    expect(estimateAspect(corners, image)).toBeCloseTo(Math.SQRT2, 5);
  });
});

describe("squareToQuad", () => {
  const place = fc.double({ min: -40, max: 40, noNaN: true });
  const quad = fc.tuple(place, place, place, place, place, place, place, place).map(
    ([a, b, c, d, e, f, g, h]): Quad => [
      { x: a - 100, y: b - 100 },
      { x: c + 100, y: d - 100 },
      { x: e + 100, y: f + 100 },
      { x: g - 100, y: h + 100 },
    ],
  );

  it("takes the square's corners to those of any convex figure, and back", () => {
    fc.assert(
      fc.property(quad, (corners) => {
        const map = squareToQuad(corners)!;
        const square = [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ] as const;
        for (const [index, [x, y]] of square.entries()) {
          const there = project(map, { x, y });
          expect(Math.hypot(there.x - corners[index]!.x, there.y - corners[index]!.y)).toBeLessThan(1e-6);
          const back = project(invertMap(map), there);
          expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-9);
        }
      }),
    );
  });
});

/** Of gray levels of two pictures of the same sheet, the first with a margin around it, on a grid of small cells. */
function correlate(straight: PageImage, sheet: PageImage): number {
  const cells = Array.from(
    { length: 60 * 60 },
    (_, index) => [(index % 60) / 60, Math.floor(index / 60) / 60] as const,
  );
  const margin = 0.012;
  const pairs = cells.map(
    ([x, y]) =>
      [
        meanAt(straight, (x + margin) / (1 + 2 * margin), (y + margin) / (1 + 2 * margin)),
        meanAt(sheet, x, y),
      ] as const,
  );
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [one, other] = [mean(0), mean(1)];
  const sum = (value: (a: number, b: number) => number) =>
    pairs.reduce((total, [a, b]) => total + value(a - one, b - other), 0);
  return sum((a, b) => a * b) / Math.sqrt(sum((a) => a * a) * sum((_, b) => b * b));
}

function meanAt({ widthPx, heightPx, pixels }: PageImage, x: number, y: number): number {
  const [left, top] = [Math.floor(x * widthPx), Math.floor(y * heightPx)];
  const [right, bottom] = [Math.floor((x + 1 / 60) * widthPx), Math.floor((y + 1 / 60) * heightPx)];
  let sum = 0;
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) sum += pixels[(row * widthPx + column) * 3 + 1] ?? 255;
  }
  return sum / Math.max(1, (right - left) * (bottom - top));
}
