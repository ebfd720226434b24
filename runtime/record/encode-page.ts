import sharp from "sharp";
import type { PageImage } from "../kernel/image.ts";
import { type PagePicture, writePagePdf } from "./page-pdf.ts";

/** With what the file itself takes, a page stays below 2 MB. */
const jpegMaxBytes = 1_900_000;
/** The best first; the last two also halve the page's sides once and twice. */
const attempts = [
  { quality: 85, scale: 1 },
  { quality: 70, scale: 1 },
  { quality: 55, scale: 1 },
  { quality: 70, scale: 0.5 },
  { quality: 50, scale: 0.25 },
] as const;

/** One page as it is kept and sent: an archive's PDF below 2 MB, at the best quality that fits. */
export async function encodePage(page: PageImage, scannedAt: string): Promise<Uint8Array> {
  let picture = await compress(page, attempts[0]);
  for (const attempt of attempts.slice(1)) {
    if (picture.jpeg.length <= jpegMaxBytes) break;
    picture = await compress(page, attempt);
  }
  return writePagePdf(picture, scannedAt);
}

async function compress(page: PageImage, { quality, scale }: (typeof attempts)[number]): Promise<PagePicture> {
  const [widthPx, heightPx] = [page.widthPx, page.heightPx].map((side) => Math.max(1, Math.round(side * scale)));
  const resolutionPpi = page.resolutionPpi * scale;
  const jpeg = await sharp(page.pixels, { raw: { width: page.widthPx, height: page.heightPx, channels: 3 } })
    .resize(widthPx, heightPx, { fit: "fill" })
    .withMetadata({ density: Math.max(1, resolutionPpi) })
    .jpeg({ quality })
    .toBuffer();
  return { jpeg, widthPx: widthPx ?? 1, heightPx: heightPx ?? 1, resolutionPpi };
}
