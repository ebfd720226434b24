import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { photographPage } from "../../../drivers/document-scanner/photograph-page.ts";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import { plainPaperScene } from "../../../drivers/signature-pad/paper-scene.ts";
import { synthesisePaper } from "../../../drivers/signature-pad/synthesise-paper.ts";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { assessDocument, defaultDocumentLimits } from "../../../pipelines/document/assess-document.ts";
import { settleResolution } from "../../../pipelines/document/settle-resolution.ts";
import { shapePage } from "../../../pipelines/document/shape-page.ts";
import { usualSheets } from "../../../pipelines/document/usual-sheets.ts";
import type { Quad } from "../../../pipelines/image/homography.ts";
import { assessSignature, defaultSignatureLimits } from "../../../pipelines/signature/assess-signature.ts";
import type { PageImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

/** A picture on whose middle lies a sheet of this size, scanned straight at this resolution. */
function lay(sheet: { readonly shortMm: number; readonly longMm: number }, ppi: number, statedPpi: number) {
  const [width, height] = [(sheet.shortMm / 25.4) * ppi, (sheet.longMm / 25.4) * ppi];
  const [widthPx, heightPx] = [Math.ceil(width * 1.2), Math.ceil(height * 1.2)];
  const [x, y] = [(widthPx - width) / 2, (heightPx - height) / 2];
  const corners: Quad = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
  return { image: { widthPx, heightPx, resolutionPpi: statedPpi }, corners };
}

const codes = (result: { readonly reasons: readonly { readonly code: string }[] }) =>
  result.reasons.map(({ code }) => code);
const [folio, a4, letter, a5, a6, booklet, card] = usualSheets as Required<typeof usualSheets>;

describe("settleResolution", () => {
  it("measures a sheet of unknown resolution, the largest of its shape", () => {
    for (const sheet of [folio, a4, letter, card]) {
      const { image, corners } = lay(sheet!, 187, 0);
      expect(settleResolution(image, corners)).toBeCloseTo(187, 0);
    }
    const { image, corners } = lay(a5!, 200, Number.NaN);
    expect(settleResolution(image, corners)).toBeCloseTo(200 / Math.SQRT2, 0);
  });

  it("believes what is stated where a sheet of that shape would have it, however small", () => {
    for (const sheet of [folio, a4, letter, a5, a6, booklet, card]) {
      const { image, corners } = lay(sheet!, 200, 200);
      expect(settleResolution(image, corners)).toBe(200);
    }
  });

  it("takes the lower figure where no sheet of that shape would have what is stated", () => {
    const boast = lay(a4!, 100, 400);
    expect(settleResolution(boast.image, boast.corners)).toBeCloseTo(100, 0);
    const modest = lay(a4!, 300, 150);
    expect(settleResolution(modest.image, modest.corners)).toBe(150);
  });

  it("keeps what is stated of a sheet of an odd shape, or knows nothing", () => {
    const slip = { shortMm: 110, longMm: 75 };
    const stated = lay(slip, 150, 300);
    expect(settleResolution(stated.image, stated.corners)).toBe(300);
    const unknown = lay(slip, 150, 0);
    expect(settleResolution(unknown.image, unknown.corners)).toBeNull();
  });

  it("takes an image of a sheet's own shape for the sheet, and none of a camera's", () => {
    expect(settleResolution({ widthPx: 1_240, heightPx: 1_754, resolutionPpi: 0 }, null)).toBeCloseTo(150, 0);
    expect(settleResolution({ widthPx: 1_012, heightPx: 638, resolutionPpi: 0 }, null)).toBeCloseTo(300, 0);
    for (const [widthPx, heightPx] of [
      [4_000, 3_000],
      [3_000, 2_000],
      [1_920, 1_080],
    ] as const) {
      expect(settleResolution({ widthPx, heightPx, resolutionPpi: 0 }, null)).toBeNull();
    }
    expect(settleResolution({ widthPx: 1_240, heightPx: 1_754, resolutionPpi: 300 }, null)).toBe(300);
  });
});

describe("the resolution of a paper is that of the sheet", () => {
  it("a photograph of one megapixel is refused though its edges are steep, one of eight is not", async () => {
    const sheet = await synthesisePage("surat-kuasa", { resolutionPpi: 240, noiseLevels: 0, shadeRatio: 0 });
    for (const [widthPx, heightPx, isFine] of [
      [1_155, 866, false],
      [3_264, 2_448, true],
    ] as const) {
      const { image } = await photographPage(sheet, { widthPx, heightPx, tiltDeg: 6, turnDeg: 3 });
      const unstated = { ...image, resolutionPpi: 0 };
      const found = assessDocument(unstated, defaultDocumentLimits);
      expect(codes(found)).toEqual(isFine ? [] : ["resolution-too-low"]);
      expect((found.measures["resolutionPpi"] ?? 0) / image.resolutionPpi).toBeGreaterThan(0.95);
      expect((found.measures["resolutionPpi"] ?? 0) / image.resolutionPpi).toBeLessThan(1.05);
      if (!isFine) expect(found.measures["edgeSteepness"]).toBeGreaterThan(defaultDocumentLimits.edgeSteepnessMin);
    }
  }, 30_000);

  it("a scan of 150 ppi passes and one of 100 does not, stated or not, and the kept page says so", async () => {
    for (const [ppi, expected] of [
      [150, []],
      [100, ["resolution-too-low"]],
    ] as const) {
      const page = await synthesisePage("kk", { resolutionPpi: ppi });
      expect(codes(assessDocument(page, defaultDocumentLimits))).toEqual(expected);
      const { image, assessment } = shapePage({ ...page, resolutionPpi: 0 }, defaultDocumentLimits);
      expect(assessment.measures["resolutionPpi"]).toBeCloseTo(ppi, -0.5);
      expect(image.resolutionPpi).toBeCloseTo(ppi, -0.5);
    }
  });

  it("a picture that tells nothing of its sheet is taken for an A4 that fills it", async () => {
    const whole = await synthesisePage("kk", { resolutionPpi: 150 });
    const page = await crop(whole, 1_500, 900);
    expect(assessDocument({ ...page, resolutionPpi: 0 }, defaultDocumentLimits).measures["resolutionPpi"]).toBeCloseTo(
      (1_500 / 297) * 25.4,
      6,
    );
  });
});

const ink = synthesiseSignature(createRandom("settled"));

describe("the resolution of a signed sheet is that of the sheet", () => {
  it("sizes the ink by the sheet, not by a supposed 300 ppi", () => {
    const scene = { ...plainPaperScene, resolutionPpi: 200, sheetWidthMm: 148, sheetHeightMm: 105, tableMm: 18 };
    const { image } = synthesisePaper(createRandom("settled"), ink, scene);
    const read = (resolutionPpi: number) =>
      assessSignature({ kind: "paper", image: { ...image, resolutionPpi } }, defaultSignatureLimits);
    const truth = read(200);
    expect(truth.measures["resolutionPpi"]).toBe(200);
    // The shape alone says A4: everything is as much larger as that is.
    const unknown = read(0);
    expect(unknown.measures["resolutionPpi"]).toBeCloseTo(100, -0.5);
    expect(codes(unknown)).toContain("resolution-too-low");
    expect(unknown.extentMm.width / truth.extentMm.width).toBeCloseTo(2, 1);
  });

  it("says of a coarse scan that it is one, and gives its ink the size it has", () => {
    const fine = synthesisePaper(createRandom("coarse"), ink, { ...plainPaperScene, resolutionPpi: 300 }).image;
    const coarse = synthesisePaper(createRandom("coarse"), ink, { ...plainPaperScene, resolutionPpi: 100 }).image;
    const [one, other] = [fine, coarse].map((image) =>
      assessSignature({ kind: "paper", image }, defaultSignatureLimits),
    );
    expect(codes(one!)).not.toContain("resolution-too-low");
    expect(codes(other!)).toContain("resolution-too-low");
    expect(other!.extentMm.width / one!.extentMm.width).toBeCloseTo(1, 1);
  });
});

async function crop({ widthPx, heightPx, pixels }: PageImage, width: number, height: number): Promise<PageImage> {
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  const { data } = await sharp(pixels, { raw })
    .extract({ left: 0, top: 0, width, height })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { widthPx: width, heightPx: height, resolutionPpi: 0, pixels: new Uint8Array(data) };
}
