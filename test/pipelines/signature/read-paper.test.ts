import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { plainPaperScene } from "../../../drivers/signature-pad/paper-scene.ts";
import { synthesisePaper } from "../../../drivers/signature-pad/synthesise-paper.ts";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { assessSignature, defaultSignatureLimits } from "../../../pipelines/signature/assess-signature.ts";
import { findSheet } from "../../../pipelines/signature/paper/find-sheet.ts";
import { openScan } from "../../../pipelines/signature/paper/open-scan.ts";
import type { PageImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { howMany } from "../../how-many.ts";
import { drawInk, zigzagCorners } from "./draw-ink.ts";
import { measurePaper } from "./measure-paper.ts";

const zigzag = drawInk(...zigzagCorners);
const sign = (scene: Partial<typeof plainPaperScene>, ink = zigzag) =>
  synthesisePaper(createRandom("paper"), ink, { ...plainPaperScene, ...scene });
const assess = (image: PageImage) => assessSignature({ kind: "paper", image }, defaultSignatureLimits);
const redStamp = { colour: "red", rightMm: 8, downMm: 4, radiusMm: 16 } as const;

describe("a signature on paper", () => {
  // These seeds were not looked at while the limits were chosen.
  it("is told from ruling, print and stamps on sheets scanned and photographed", { timeout: 240_000 }, async () => {
    const sheets = howMany(6, 16);
    const measured = [];
    for (let sheet = 0; sheet < sheets; sheet += 1) measured.push(await measurePaper(`held-out-${sheet}`));
    const ious = measured
      .filter(({ isSameColour }) => !isSameColour)
      .map(({ iou }) => iou)
      .sort((one, other) => one - other);
    expect(ious.length).toBeGreaterThanOrEqual(0.5 * sheets);
    expect(ious[0]).toBeGreaterThan(0.6);
    expect(ious[Math.floor(ious.length * 0.1)]).toBeGreaterThan(0.78);
    expect(ious[ious.length >> 1]).toBeGreaterThan(0.9);
  });

  it.each([
    ["plain", {}],
    ["ruled", { form: "lines" }],
    ["on black squares", { form: "squares", print: "toner" }],
    ["in a box", { form: "box", print: "toner" }],
    ["above a printed name", { form: "name", print: "toner", pen: { colour: "blue", widthMm: 0.5 } }],
    ["under a red stamp", { stamp: redStamp }],
    [
      "in blue under a violet stamp",
      { stamp: { ...redStamp, colour: "purple" }, pen: { colour: "blue", widthMm: 0.6 } },
    ],
    ["under a blue stamp", { stamp: { ...redStamp, colour: "blue" } }],
    ["in shade and shadow", { shadeRatio: 0.3, shadowRatio: 0.35 }],
    ["turned on a table, seen from near", { turnDeg: 8, tableMm: 18, perspectiveRatio: 0.1, form: "lines" }],
  ] as const)("keeps its size %s", (_, scene) => {
    const { reasons, extentMm } = assess(sign(scene).image);
    expect(reasons).toEqual([]);
    // Perspective shortens the sheet itself: its true sides are not known.
    const within = "perspectiveRatio" in scene ? 2.5 : 0.8;
    expect(Math.abs(extentMm.width - 42)).toBeLessThan(within);
    expect(Math.abs(extentMm.height - 24)).toBeLessThan(within);
  });

  it("puts its strokes where the ink is on the photo, whatever the sheet's own turn", () => {
    const { image, pen } = sign({ turnDeg: 7, tableMm: 15, perspectiveRatio: 0.08 });
    const points = assess(image).strokes.flat();
    expect(points.length).toBeGreaterThan(50);
    const pxPerMm = image.resolutionPpi / 25.4;
    const onInk = points.filter(
      ({ x, y }) => (pen[Math.floor(y * pxPerMm) * image.widthPx + Math.floor(x * pxPerMm)] ?? 0) > 60,
    );
    expect(onInk.length / points.length).toBeGreaterThan(0.95);
  });

  it("is vectorised as thick as it is: its outline, drawn by another hand, shows what the picture shows", async () => {
    for (const widthMm of [0.4, 0.9]) {
      const ink = synthesiseSignature(createRandom("thick"));
      const { image, svg } = assess(sign({ pen: { colour: "blue", widthMm } }, ink).image);
      const drawn = await sharp(Buffer.from(svg), { density: 300 })
        .resize(image.widthPx, image.heightPx, { fit: "fill" })
        .flatten({ background: "#fff" })
        .greyscale()
        .raw()
        .toBuffer();
      let [both, either] = [0, 0];
      image.pixels.forEach((level, index) => {
        const isDrawn = (drawn[index] ?? 255) < 128;
        if (level < 128 && isDrawn) both += 1;
        if (level < 128 || isDrawn) either += 1;
      });
      expect(both / either).toBeGreaterThan(0.85);
    }
  });

  it("is not found where there is a stamp alone, ruling alone, noise, or nothing", () => {
    const none = { ...zigzag, points: [] };
    expect(assess(sign({ stamp: redStamp }, none).image).strokes).toEqual([]);
    expect(assess(sign({ stamp: { ...redStamp, colour: "purple" }, form: "lines" }, none).image).strokes).toEqual([]);
    expect(assess(sign({ form: "squares", print: "toner" }, none).image).strokes).toEqual([]);
    expect(assess(sign({ form: "name", print: "toner" }, none).image).reasons).toMatchObject([{ code: "blank" }]);
    const random = createRandom("noise");
    const pixels = Uint8Array.from({ length: 600 * 400 * 3 }, () => random.integer(0, 255));
    expect(assess({ widthPx: 600, heightPx: 400, resolutionPpi: 300, pixels }).score).toBeLessThan(100);
  });

  it("is refused unread where the pixels do not fit the size", () => {
    const torn = { widthPx: 400, heightPx: 300, resolutionPpi: 300, pixels: new Uint8Array(400 * 300 * 2) };
    expect(assess(torn).reasons).toMatchObject([{ code: "blank" }]);
    expect(assess({ ...torn, widthPx: Number.NaN }).score).toBe(0);
  });
});

describe("findSheet", () => {
  it("finds the corners of a sheet on a table to a third of a millimetre, and none on a bare scan", () => {
    for (const turnDeg of [-11, 0, 6]) {
      const scene = { turnDeg, tableMm: 18, perspectiveRatio: 0.1, shadeRatio: 0.25, stamp: redStamp };
      const { image, corners } = sign(scene);
      const opened = openScan(image);
      const found = opened === null ? null : findSheet(opened);
      expect(found).not.toBeNull();
      for (const [index, corner] of corners.entries()) {
        const off = Math.hypot((found?.[index]?.x ?? 0) - corner.x, (found?.[index]?.y ?? 0) - corner.y);
        expect(off).toBeLessThan(image.resolutionPpi / 25.4 / 3);
      }
    }
    const bare = openScan(sign({ turnDeg: 2 }).image);
    expect(bare === null ? "no scan" : findSheet(bare)).toBeNull();
  });
});
