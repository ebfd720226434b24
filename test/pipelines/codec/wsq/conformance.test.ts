import { describe, expect, it } from "vitest";
import { decodeWsq, readBinIndices } from "../../../../pipelines/codec/wsq/decode-wsq.ts";
import { encodeWsq } from "../../../../pipelines/codec/wsq/encode-wsq.ts";
import { readWsq } from "../../../../pipelines/codec/wsq/read-wsq.ts";
import { wsqRates } from "../../../../pipelines/codec/wsq/wsq-format.ts";
import {
  hasReferenceImages,
  readDecodedTaps,
  readReferenceFile,
  readReferenceImage,
  referenceNames,
  skipReason,
} from "./reference-images.ts";

// The rules by which NIST compares an implementation with its double-precision reference, on eight of its own images.
describe.skipIf(!hasReferenceImages)(`the encoder, held against NIST's reference files`, () => {
  const cases = referenceNames.flatMap((name) => wsqRates.map((bitsPerPixel) => ({ name, bitsPerPixel })));

  it.each(cases)("keeps to the rules on image $name at $bitsPerPixel bits a pixel", async ({ name, bitsPerPixel }) => {
    const reference = readReferenceFile(name, bitsPerPixel === 0.75 ? "075" : "225");
    const own = encodeWsq(await readReferenceImage(name), { bitsPerPixel, comment: null });

    const sizeRatio = bytesWithoutComments(own) / bytesWithoutComments(reference);
    expect(Math.abs(sizeRatio - 1)).toBeLessThanOrEqual(0.004);
    expect(readWsq(own).frame.encoderNumber).toBe(2);
    expect(worstWidthError(own, reference)).toBeLessThanOrEqual(0.000_51);
    const { sameShare, worst } = compareIndices(own, reference);
    expect(sameShare).toBeGreaterThanOrEqual(0.9999);
    expect(worst).toBeLessThanOrEqual(1);
  });
});

describe.skipIf(!hasReferenceImages)("the decoder, held against NIST's", () => {
  it.each([
    // Six and ten taps: even lengths, mirrored half a sample outside the image.
    { name: "00009", low: 6, high: 10 },
    { name: "00016", low: 9, high: 11 },
  ] as const)(
    "gives the same pixels of image $name with filters of $low and $high taps",
    async ({ name, low, high }) => {
      const file = readReferenceFile(name, "taps");
      const { transform } = readWsq(file);
      expect([transform.low.length, transform.high.length]).toEqual([low, high]);
      const { sameShare, worst } = compare(decodeWsq(file).image.pixels, (await readDecodedTaps(name)).pixels);
      expect(sameShare).toBeGreaterThanOrEqual(0.999);
      expect(worst).toBeLessThanOrEqual(1);
    },
  );

  it.each(referenceNames)("restores image %s as well from NIST's file as from its own", async (name) => {
    const image = await readReferenceImage(name);
    for (const [index, bitsPerPixel] of wsqRates.entries()) {
      const theirs = decodeWsq(readReferenceFile(name, index === 0 ? "075" : "225")).image;
      const ours = decodeWsq(encodeWsq(image, { bitsPerPixel, comment: null })).image;
      expect(compare(ours.pixels, theirs.pixels).sameShare).toBeGreaterThanOrEqual(0.999);
      expect(signalToNoise(theirs.pixels, image.pixels)).toBeGreaterThan(index === 0 ? 29 : 38);
    }
  });

  it("reads a file whose Huffman tables have a code of all ones", () => {
    const { blocks } = readWsq(readReferenceFile("00001", "075"));
    const isFull = blocks.map(({ table }) =>
      table.counts.reduce((sum, count, index) => sum + count / 2 ** (index + 1), 0),
    );
    expect(isFull).toEqual([1, 1, 1]);
  });
});

if (!hasReferenceImages) it.skip(skipReason, () => undefined);

function bytesWithoutComments(file: Uint8Array): number {
  const commentBytes = readWsq(file).comments.reduce((sum, text) => sum + 4 + text.length, 0);
  return file.length - commentBytes;
}

/** The largest relative difference over both widths of the 60 subbands; the same subbands must be coded. */
function worstWidthError(own: Uint8Array, reference: Uint8Array): number {
  const [ours, theirs] = [own, reference].map((file) => readWsq(file).blocks[0]!.quantisation.widths.slice(0, 60));
  const errors = theirs!.flatMap((their, band) => {
    const our = ours![band] ?? null;
    expect(our === null).toBe(their === null);
    if (our === null || their === null) return [0];
    return [Math.abs(our.bin / their.bin - 1), Math.abs(our.zeroBin / their.zeroBin - 1)];
  });
  return Math.max(...errors);
}

function compareIndices(own: Uint8Array, reference: Uint8Array) {
  const [ours, theirs] = [own, reference].map((file) => readBinIndices(file).flatMap((band) => [...(band ?? [])]));
  return compare(ours!, theirs!);
}

function compare(ours: ArrayLike<number>, theirs: ArrayLike<number>) {
  expect(ours.length).toBe(theirs.length);
  let differing = 0;
  let worst = 0;
  for (let at = 0; at < ours.length; at += 1) {
    const difference = Math.abs(ours[at]! - theirs[at]!);
    if (difference > 0) differing += 1;
    if (difference > worst) worst = difference;
  }
  return { sameShare: 1 - differing / ours.length, worst };
}

function signalToNoise(decoded: Uint8Array, original: Uint8Array): number {
  const squares = decoded.reduce((sum, level, at) => sum + (level - original[at]!) ** 2, 0);
  return 10 * Math.log10(255 ** 2 / (squares / decoded.length));
}
