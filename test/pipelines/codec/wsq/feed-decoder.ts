import { decodeWsq } from "../../../../pipelines/codec/wsq/decode-wsq.ts";
import { encodeWsq } from "../../../../pipelines/codec/wsq/encode-wsq.ts";
import { isFailure } from "../../../../runtime/kernel/errors.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";
import { joinPieces, readBlocks, restartedBlock, splitPieces } from "./compose-wsq.ts";
import { drawPrint } from "./drawn-print.ts";
import { spoilFile } from "./hostile-files.ts";
import { hasReferenceImages, readReferenceFile } from "./reference-images.ts";

export type Feeding = {
  readonly seed: string;
  /** `decoded`, or the problem the decoder named. */
  readonly outcome: string;
  /** Processor time: a busy machine is not the decoder's fault. */
  readonly cpuMs: number;
};

/** Small files of our own, one with restart markers, and NIST's with other filters where they are there. */
export function soundFiles(): [Uint8Array, ...Uint8Array[]] {
  const small = encodeWsq(drawPrint(64, 48), { bitsPerPixel: 0.75, comment: "small" });
  const fine = encodeWsq(drawPrint(97, 121), { bitsPerPixel: 2.25, comment: null });
  const pieces = splitPieces(small);
  const head = pieces.slice(
    0,
    pieces.findIndex(({ marker }) => marker === 0xffa6),
  );
  const restarted = [...head, ...readBlocks(small).flatMap((block) => restartedBlock(block, 50)), pieces.at(-1)!];
  const references = hasReferenceImages ? [readReferenceFile("00009", "taps"), readReferenceFile("00016", "taps")] : [];
  return [small, small, fine, joinPieces(restarted), ...references];
}

/**
 * Feeds one spoilt file to the decoder and checks that it ends as it must.
 * @throws whatever the decoder throws that is not `codec.invalid`, and when an image is not of its stated size
 */
export function feedDecoder(files: readonly [Uint8Array, ...Uint8Array[]], seed: string): Feeding {
  const file = spoilFile(files, createRandom(seed));
  const start = process.cpuUsage();
  const outcome = decodeOrRefuse(file);
  const { user, system } = process.cpuUsage(start);
  return { seed, outcome, cpuMs: (user + system) / 1_000 };
}

function decodeOrRefuse(file: Uint8Array): string {
  try {
    const { widthPx, heightPx, pixels, resolutionPpi } = decodeWsq(file).image;
    if (pixels.length !== widthPx * heightPx || !(resolutionPpi > 0))
      throw new RangeError("an image that is not whole");
    return "decoded";
  } catch (error) {
    if (isFailure(error, "codec.invalid")) return error.detail.problem;
    throw error;
  }
}
