import PDFDocument from "pdfkit";
import { BoothError } from "../kernel/errors.ts";

export type PagePicture = {
  /** Baseline or progressive, sRGB. */
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly resolutionPpi: number;
};

const pointsPerInch = 72;
/** Sheets are no larger than this; a resolution that says so is not true. */
const sideMaxPt = 14_400;

/**
 * One scanned page as a PDF of its own for archives (made after ISO 19005-2, level B: its picture as it is, an sRGB output
 * intent, XMP, nothing from outside, no text and so no font). The same page of the same moment gives the same bytes.
 */
export function writePagePdf(page: PagePicture, scannedAt: string): Promise<Uint8Array> {
  const { widthPx, heightPx, jpeg } = page;
  const toPt = (px: number) => Math.min(sideMaxPt, Math.max(3, (px / Math.max(1, page.resolutionPpi)) * pointsPerInch));
  const size: [number, number] = [toPt(widthPx), toPt(heightPx)];
  const at = new Date(scannedAt);
  const pdf = new PDFDocument({
    ...{ size, margin: 0, pdfVersion: "1.7", subset: "PDF/A-2b", lang: "id" },
    info: { Title: "Berkas pindaian", CreationDate: at, ModDate: at, Producer: "Bilik", Creator: "Bilik" },
  });
  const parts: Uint8Array[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  pdf.on("data", (part: Uint8Array) => parts.push(part));
  pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
  pdf.on("error", reject);
  pdf.image(Buffer.from(jpeg), 0, 0, { width: size[0], height: size[1] });
  pdf.end();
  return promise;
}

const pdfStart = "%PDF-";
const pictureMark = "/DCTDecode";

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, pdfStart.length)).toString("latin1") === pdfStart;
}

/**
 * The picture in a page that was written here; a page that is a JPEG itself is its own picture.
 * @throws BoothError `codec.invalid`
 */
export function readPagePicture(bytes: Uint8Array): Uint8Array {
  if (!isPdf(bytes)) return bytes;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const mark = file.indexOf(pictureMark);
  const start = mark < 0 ? -1 : file.indexOf("stream\n", mark);
  const end = start < 0 ? -1 : file.indexOf("\nendstream\nendobj", start);
  const picture = end < 0 ? new Uint8Array() : bytes.subarray(start + "stream\n".length, end);
  if (picture[0] !== 0xff || picture[1] !== 0xd8) {
    throw new BoothError("codec.invalid", { format: "PDF", problem: "it holds no picture" });
  }
  return picture;
}
