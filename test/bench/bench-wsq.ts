import { join } from "node:path";
import { readGrayImage } from "../../drivers/recording/read-image-file.ts";
import { decodeWsq } from "../../pipelines/codec/wsq/decode-wsq.ts";
import { encodeWsq } from "../../pipelines/codec/wsq/encode-wsq.ts";
import { wsqRates } from "../../pipelines/codec/wsq/wsq-format.ts";
import { timeInTurn, type Work } from "./anchor.ts";
import type { Figure } from "./figure.ts";

const rounds = 51;
const warmUps = 20;

/** NIST's C coder (NBIS 5.0.0), in process, at 0.75 bits a pixel: milliseconds a megapixel, measured on another machine. */
const referenceMs = { encode: 30, decode: 43 } as const;

/**
 * One finger of a recorded resident to WSQ and back, one thread, warm: milliseconds a megapixel at both rates, and processor
 * time at the lower one as a share of what NIST's coder takes. That coder does not run beside ours: the machines differ.
 */
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
  const figures = timed.map(
    ({ figure, value, ratio }): Figure => ({
      bench: "WSQ",
      figure,
      value: value / megapixels,
      unit: "ms",
      runs: rounds,
      ratio: { ...ratio, value: ratio.value / megapixels },
    }),
  );
  const options = { bitsPerPixel: 0.75, comment: null } as const;
  const file = encodeWsq(image, options);
  const encodeMs = measureProcessorMs(() => encodeWsq(image, options)) / megapixels;
  const decodeMs = measureProcessorMs(() => decodeWsq(file)) / megapixels;
  return [
    ...figures,
    share("encode at 0.75, of NIST's C coder on another machine", encodeMs / referenceMs.encode),
    share("decode at 0.75, of NIST's C coder on another machine", decodeMs / referenceMs.decode),
  ];
}

/** What one call costs, whatever else runs on the machine. */
function measureProcessorMs(work: () => unknown): number {
  const start = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / rounds;
}

function share(figure: string, value: number): Figure {
  return { bench: "WSQ", figure, value, unit: "ratio", runs: rounds };
}
