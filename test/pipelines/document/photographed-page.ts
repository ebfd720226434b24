import type { PhotoScene, SheetCorner } from "../../../drivers/document-scanner/photo-scene.ts";
import { type PagePhoto, photographPage } from "../../../drivers/document-scanner/photograph-page.ts";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import type { DocumentReasonCode } from "../../../pipelines/document/assess-document.ts";
import type { PageImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

/** What may be wrong with a photograph of a paper, and `null` for nothing. */
export const photoFaults = [null, "glare", null, "cut-corner", null, "shadow", null, "blurred"] as const;
type PhotoFault = Extract<DocumentReasonCode, "glare" | "cut-corner" | "shadow" | "blurred"> | null;

export const photographedPapers = ["kk", "akte-kelahiran", "surat-nikah", "ijazah-terakhir", "formulir-desa"] as const;

export type PhotoTrial = PagePhoto & { readonly fault: PhotoFault; readonly paper: string; readonly sheet: PageImage };

/** Eight megapixels, held along the sheet: an A4 that fills three quarters of it has more than the shipped limit asks. */
export const photoSize = { longPx: 3_264, shortPx: 2_448 } as const;

/** One photograph of a sheet on a table, with at most one thing wrong with it; the same seed and number give the same. */
export async function makePhotoTrial(seed: string, number: number): Promise<PhotoTrial> {
  const random = createRandom(`${seed}/${number}`);
  const fault = photoFaults[number % photoFaults.length] ?? null;
  const paper = photographedPapers[number % photographedPapers.length] ?? "kk";
  const drawn = { resolutionPpi: 220, noiseLevels: 0, shadeRatio: 0, seed: `${seed}/${number}` };
  const sheet = await synthesisePage(paper, drawn);
  const scene: Partial<PhotoScene> = {
    seed: `${seed}/${number}`,
    widthPx: sheet.widthPx > sheet.heightPx ? photoSize.longPx : photoSize.shortPx,
    heightPx: sheet.widthPx > sheet.heightPx ? photoSize.shortPx : photoSize.longPx,
    tiltDeg: random.between(0, 20),
    tiltFromDeg: random.between(0, 360),
    turnDeg: random.between(-12, 12),
    coverRatio: random.between(0.75, 0.86),
    tableLevel: random.between(25, 150),
    shadowRatio: fault === "shadow" ? random.between(0.6, 0.75) : random.between(0, 0.4),
    noiseLevels: random.between(1, 5),
    blurPx: fault === "blurred" ? random.between(5, 7.5) : random.between(0, 1.25),
    offset: { x: random.between(-0.01, 0.01), y: random.between(-0.01, 0.01) },
    glare:
      fault === "glare"
        ? { x: random.between(0.2, 0.8), y: random.between(0.2, 0.8), radiusRatio: random.between(0.05, 0.09) }
        : null,
    fold:
      fault === "cut-corner" ? { corner: random.integer(0, 3) as SheetCorner, ratio: random.between(0.12, 0.3) } : null,
  };
  return { ...(await photographPage(sheet, scene)), fault, paper, sheet };
}
