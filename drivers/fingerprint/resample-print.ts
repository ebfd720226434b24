import sharp from "sharp";
import type { GrayImage } from "../../runtime/kernel/image.ts";

/** What records and measures are made for (ISO/IEC 19794-4: 500 ppi). */
const standardPpi = 500;

export type SensorImage = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixels: Uint8Array;
  /** Of the sensor; across and down differ where its pixels are not square. */
  readonly ppiAcross: number;
  readonly ppiDown: number;
};

/** Brings a sensor's image to 500 ppi with square pixels (Lanczos). */
export async function resamplePrint({
  widthPx,
  heightPx,
  pixels,
  ppiAcross,
  ppiDown,
}: SensorImage): Promise<GrayImage> {
  const width = Math.round((widthPx * standardPpi) / ppiAcross);
  const height = Math.round((heightPx * standardPpi) / ppiDown);
  const { data } = await sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .resize(width, height, { fit: "fill", kernel: "lanczos3" })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { widthPx: width, heightPx: height, resolutionPpi: standardPpi, pixels: new Uint8Array(data) };
}
