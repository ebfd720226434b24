import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeWsq } from "../../../../pipelines/codec/wsq/decode-wsq.ts";
import { encodeWsq } from "../../../../pipelines/codec/wsq/encode-wsq.ts";
import { readWsq } from "../../../../pipelines/codec/wsq/read-wsq.ts";
import { flatImage } from "../../fingerprint/read-print.ts";
import { drawPrint, signalToNoise } from "./drawn-print.ts";

const usual = { bitsPerPixel: 0.75, comment: null } as const;

describe("encoding WSQ", () => {
  it.each([
    [500, 480],
    [388, 374],
    [333, 501],
    [64, 300],
    [97, 61],
    [33, 32],
    [32, 32],
  ])("keeps the print of %i×%i pixels", (widthPx, heightPx) => {
    const image = drawPrint(widthPx, heightPx);
    const { image: decoded } = decodeWsq(encodeWsq(image, { ...usual, bitsPerPixel: 2.25 }));
    expect(decoded).toMatchObject({ widthPx, heightPx, resolutionPpi: 500 });
    expect(signalToNoise(decoded.pixels, image.pixels)).toBeGreaterThan(25);
  });

  it("gives back an image of the same size, nearer to it than an even grey, whatever it shows", () => {
    const images = fc
      .tuple(fc.integer({ min: 32, max: 80 }), fc.integer({ min: 32, max: 80 }), fc.constantFrom(1, 3, 40))
      .chain(([widthPx, heightPx, grain]) =>
        fc.uint8Array({ minLength: 50, maxLength: 50 }).map((levels) => ({
          widthPx,
          heightPx,
          resolutionPpi: 500,
          pixels: Uint8Array.from({ length: widthPx * heightPx }, (_, at) => levels[Math.floor(at / grain) % 50]!),
        })),
      );
    fc.assert(
      fc.property(images, fc.constantFrom(0.75, 2.25, 6), (image, bitsPerPixel) => {
        const { image: decoded } = decodeWsq(encodeWsq(image, { bitsPerPixel, comment: null }));
        expect(decoded.pixels).toHaveLength(image.pixels.length);
        const mean = image.pixels.reduce((sum, level) => sum + level, 0) / image.pixels.length;
        const grey = new Uint8Array(image.pixels.length).fill(Math.round(mean));
        const [own, even] = [decoded.pixels, grey].map((pixels) => signalToNoise(pixels, image.pixels));
        expect(own).toBeGreaterThanOrEqual(Math.min(even!, 40));
      }),
      { numRuns: 60 },
    );
  });

  it("spends more bits on a better image", () => {
    const image = drawPrint(400, 400);
    const files = [0.4, 0.75, 1.5, 2.25, 4].map((bitsPerPixel) => encodeWsq(image, { ...usual, bitsPerPixel }));
    const sizes = files.map(({ length }) => length);
    const quality = files.map((file) => signalToNoise(decodeWsq(file).image.pixels, image.pixels));
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(quality).toEqual(quality.toSorted((a, b) => a - b));
  });

  it.each([0, 1, 127, 200, 255])("keeps an image of nothing but level %i exactly", (level) => {
    const image = flatImage(50, 70, level);
    expect(decodeWsq(encodeWsq(image, usual)).image).toEqual(image);
  });

  it("keeps one dark dot on white about where it was", () => {
    const image = flatImage(64, 64, 255);
    image.pixels[64 * 20 + 30] = 0;
    const { pixels } = decodeWsq(encodeWsq(image, { ...usual, bitsPerPixel: 2.25 })).image;
    expect(pixels.indexOf(Math.min(...pixels))).toBe(64 * 20 + 30);
  });

  it("is the same file for the same image, which it leaves alone", () => {
    const image = drawPrint(90, 80);
    const before = image.pixels.slice();
    expect(encodeWsq(image, usual)).toEqual(encodeWsq(image, usual));
    expect(image.pixels).toEqual(before);
  });

  it("says size, resolution and rate in NIST's comment, and a word of one's own in another", () => {
    const file = encodeWsq(drawPrint(90, 80, 508.4), { bitsPerPixel: 2.25, comment: "SIMULATED EMU-1" });
    const { comments, resolutionPpi } = readWsq(file);
    expect(comments).toEqual([
      "NIST_COM 9\nPIX_WIDTH 90\nPIX_HEIGHT 80\nPIX_DEPTH 8\nPPI 508\nLOSSY 1\nCOLORSPACE GRAY\nCOMPRESSION WSQ\nWSQ_BITRATE 2.250000\n",
      "SIMULATED EMU-1",
    ]);
    expect(resolutionPpi).toBe(508);
    expect(decodeWsq(encodeWsq(drawPrint(40, 40, 0), usual))).toMatchObject({
      image: { resolutionPpi: 500 },
      comments: [expect.stringContaining("PPI -1")],
    });
  });

  it.each([
    ["pixels that do not fit the size", { ...drawPrint(40, 40), widthPx: 41 }, usual],
    ["no pixels", flatImage(0, 0, 0), usual],
    ["a side of 31 pixels", flatImage(31, 400, 9), usual],
    ["one row", flatImage(400, 1, 9), usual],
    ["a side that cannot be written", flatImage(65_536, 32, 9), usual],
    ["more than 25 megapixels", flatImage(5001, 5000, 9), usual],
    ["no rate", drawPrint(40, 40), { ...usual, bitsPerPixel: Number.NaN }],
    ["a rate of nothing", drawPrint(40, 40), { ...usual, bitsPerPixel: 0 }],
    ["a rate beyond the pixels' own", drawPrint(40, 40), { ...usual, bitsPerPixel: 9 }],
    ["a comment that is too long", drawPrint(40, 40), { ...usual, comment: "x".repeat(65_534) }],
  ])("refuses %s", (_, image, options) => {
    expect(() => encodeWsq(image, options)).toThrow("codec.invalid");
  });
});
