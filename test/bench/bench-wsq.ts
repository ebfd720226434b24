import { join } from "node:path";
import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import { decodeWsq } from "../../pipelines/codec/wsq/decode-wsq.ts";
import { encodeWsq } from "../../pipelines/codec/wsq/encode-wsq.ts";
import { wsqRates } from "../../pipelines/codec/wsq/wsq-format.ts";
import { timeInTurn, type Work } from "./anchor.ts";
import type { Figure } from "./figure.ts";

const rounds = 51;
const warmUps = 20;

/** One finger of a recorded resident to WSQ and back, one thread, warm: milliseconds a megapixel at both rates. */
export async function benchWsq(residentDir: string): Promise<readonly Figure[]> {
  const image = await readGrayImage(join(residentDir, "finger-04.png"));
  const megapixels = (image.widthPx * image.heightPx) / 1e6;
  const works = wsqRates.flatMap((bitsPerPixel): Work[] => {
    const options = { bitsPerPixel, comment: null };
    const file = encodeWsq(image, options);
    return [
      [`encode a megapixel at ${bitsPerPixel} bits a pixel`, () => encodeWsq(image, options)],
      [`decode a megapixel at ${bitsPerPixel} bits a pixel`, () => decodeWsq(file)],
    ];
  });
  const timed = await timeInTurn(works, { rounds, warmUps });
  return timed.map(({ figure, value, ratio }) => ({
    bench: "WSQ",
    figure,
    value: value / megapixels,
    unit: "ms",
    runs: rounds,
    ratio: { ...ratio, value: ratio.value / megapixels },
  }));
}
