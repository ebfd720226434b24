import { join } from "node:path";
import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import { decodeWsq } from "../../pipelines/codec/wsq/decode-wsq.ts";
import { encodeWsq } from "../../pipelines/codec/wsq/encode-wsq.ts";
import { wsqRates } from "../../pipelines/codec/wsq/wsq-format.ts";
import { measureAnchor } from "./anchor.ts";
import { type Figure, median, timeRuns } from "./figure.ts";

const many = { runs: 41, warmUps: 10 };

/** One finger of a recorded resident to WSQ and back, one thread, warm: milliseconds a megapixel at both rates. */
export async function benchWsq(residentDir: string): Promise<readonly Figure[]> {
  const relate = await measureAnchor();
  const image = await readGrayImage(join(residentDir, "finger-04.png"));
  const megapixels = (image.widthPx * image.heightPx) / 1e6;
  const figures: Figure[] = [];
  for (const bitsPerPixel of wsqRates) {
    const options = { bitsPerPixel, comment: null };
    const file = encodeWsq(image, options);
    const works = { encode: () => encodeWsq(image, options), decode: () => decodeWsq(file) };
    for (const [name, work] of Object.entries(works)) {
      const value = median(await timeRuns(many, work)) / megapixels;
      const figure = `${name} a megapixel at ${bitsPerPixel} bits a pixel`;
      figures.push({ bench: "WSQ", figure, value, unit: "ms", runs: many.runs, ratio: relate(value) });
    }
  }
  return figures;
}
