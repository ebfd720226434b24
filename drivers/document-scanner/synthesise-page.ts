import { create } from "qrcode";
import sharp from "sharp";
import type { PageImage } from "../../runtime/kernel/image.ts";
import { createRandom, type Random } from "../../runtime/kernel/random.ts";
import { drawCertificate } from "./draw-certificate.ts";
import { drawFamilyCard } from "./draw-family-card.ts";
import { drawIdentityCard } from "./draw-identity-card.ts";
import { drawForm, drawLetter } from "./draw-letter.ts";
import type { DrawnSheet } from "./drawn-sheet.ts";
import { exposePage } from "./expose-page.ts";
import { defaultPageScene, type PageScene, type ScannerBed } from "./page-scene.ts";
import { createSheetNumbers, type SheetNumbers } from "./sheet-numbers.ts";
import { drawText, measureTextMm } from "./stroke-letters.ts";

const draughts = new Map<string, (random: Random, takeNumber: SheetNumbers) => DrawnSheet>([
  ["kk", drawFamilyCard],
  ["ktp", drawIdentityCard],
  ["akte-kelahiran", (random, take) => drawCertificate("Akte Kelahiran", random, take)],
  ["surat-nikah", (random, take) => drawCertificate("Surat Nikah", random, take)],
  ["ijazah-terakhir", (random, take) => drawCertificate("Ijazah", random, take)],
  ["formulir-desa", (random, take) => drawForm("Formulir Desa", random, take)],
  ["surat-kuasa", (random) => drawLetter("Surat Kuasa", random)],
  ["surat-pernyataan", (random) => drawLetter("Surat Pernyataan", random)],
  ["surat-undangan", (random) => drawLetter("Surat Undangan", random)],
]);

/**
 * A scan of a made-up A4 paper, marked as a simulation right across; a paper of an unknown id is a plain letter. All
 * text is drawn as strokes, so no font is needed and the same scene gives the same page. Takes about 0.2 s.
 */
export async function synthesisePage(paperId: string, scene: Partial<PageScene> = {}): Promise<PageImage> {
  const whole: PageScene = { ...defaultPageScene, ...scene };
  const random = createRandom(`${whole.seed}/${paperId}`);
  const draw = draughts.get(paperId) ?? ((stream: Random) => drawLetter("Surat Keterangan", stream));
  const takeNumber = createSheetNumbers(random.fork("numbers"), whole.numbers);
  const sheet = draw(random.fork("text"), takeNumber);
  const drawing = sharp(Buffer.from(placeSheet(sheet, whole))).removeAlpha();
  const focused = whole.blurPx >= sharpestBlurPx ? drawing.blur(whole.blurPx) : drawing;
  const { data, info } = await focused.raw().toBuffer({ resolveWithObject: true });
  const image = { widthPx: info.width, heightPx: info.height, pixels: new Uint8Array(data) };
  exposePage(image, whole, random.fork("noise"));
  return { ...image, resolutionPpi: whole.resolutionPpi };
}

/** sharp takes no smaller one, and none could be seen. */
const sharpestBlurPx = 0.3;
const mmPerInch = 25.4;
const noBed: ScannerBed = { level: 0, marginMm: 0 };

/** Lays the sheet on the glass, turned about its middle; without a bed the sheet's own colour fills the corners. */
function placeSheet(sheet: DrawnSheet, { resolutionPpi, skewDeg, inkRatio, code, bed }: PageScene): string {
  const { level, marginMm } = bed ?? noBed;
  const { widthMm, heightMm, paperColour } = sheet;
  const width = widthMm + 2 * marginMm;
  const height = heightMm + 2 * marginMm;
  const toPx = (mm: number) => Math.round((mm / mmPerInch) * resolutionPpi);
  const glass = bed === null ? paperColour : `rgb(${level},${level},${level})`;
  const turn = `rotate(${skewDeg} ${width / 2} ${height / 2}) translate(${marginMm} ${marginMm})`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${toPx(width)}" height="${toPx(height)}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${glass}"/>`,
    `<g transform="${turn}"><rect width="${widthMm}" height="${heightMm}" fill="${paperColour}"/>`,
    `<g color="#1c1c22" opacity="${inkRatio}">${drawMark(sheet)}${sheet.svg}${code === null ? "" : drawCode(sheet, code)}</g></g></svg>`,
  ].join("");
}

const codeMm = 26;
const codeMarginMm = 8;

/** A QR code at the foot of the sheet, as civil registry papers bear one (ISO/IEC 18004, level M). */
function drawCode({ widthMm, heightMm }: DrawnSheet, code: string): string {
  const { size, data } = create(code, { errorCorrectionLevel: "M" }).modules;
  const side = codeMm / size;
  const squares = Array.from(data, (dark, at) => (dark === 1 ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : ""));
  const place = `translate(${(widthMm - codeMm) / 2} ${heightMm - codeMm - codeMarginMm}) scale(${side})`;
  return `<g transform="${place}"><rect x="-2" y="-2" width="${size + 4}" height="${size + 4}" fill="#fff"/><path d="${squares.join("")}" fill="#1c1c22"/></g>`;
}

const mark = "CONTOH / SIMULASI";
const markHeightMm = 15;

/** Across the sheet's diagonal, in a light red that print stays legible on. */
function drawMark({ widthMm, heightMm }: DrawnSheet): string {
  const leanDeg = (-Math.atan2(heightMm, widthMm) * 180) / Math.PI;
  const text = drawText(mark, {
    x: -measureTextMm(mark, markHeightMm) / 2,
    y: -markHeightMm / 2,
    height: markHeightMm,
    colour: "#f0b9b2",
    weight: 0.18,
  });
  return `<g transform="translate(${widthMm / 2} ${heightMm / 2}) rotate(${leanDeg})">${text}</g>`;
}
