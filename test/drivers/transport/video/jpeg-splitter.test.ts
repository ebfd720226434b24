import fc from "fast-check";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { createJpegSplitter } from "../../../../drivers/transport/video/jpeg-splitter.ts";

const images: Uint8Array[] = [];

beforeAll(async () => {
  for (const [width, background] of [
    [16, "red"],
    [40, "blue"],
    [64, "white"],
  ] as const) {
    const picture = sharp({ create: { width, height: 24, channels: 3, background } });
    images.push(new Uint8Array(await picture.jpeg().toBuffer()));
  }
  // An image whose comment holds a whole other image, as cameras embed their thumbnails.
  const [first = new Uint8Array(0), second = new Uint8Array(0)] = images;
  const segment = [0xff, 0xfe, (second.length + 2) >> 8, (second.length + 2) & 0xff, ...second];
  images.push(Uint8Array.from([...first.subarray(0, 2), ...segment, ...first.subarray(2)]));
});

const split = (chunks: readonly Uint8Array[]) => {
  const splitter = createJpegSplitter();
  return chunks.flatMap((chunk) => splitter.push(chunk));
};

describe("JPEG images that follow each other", () => {
  it("are found whole wherever the stream is cut, with noise between them and thumbnails within", () => {
    const noise = fc.uint8Array({ max: 0xfe, maxLength: 12 });
    const parts = fc.array(fc.tuple(noise, fc.integer({ min: 0, max: 3 })), { maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 400 }), (stream, step) => {
        const bytes = stream.flatMap(([before, index]) => [...before, ...(images[index] ?? [])]);
        const chunks = Array.from({ length: Math.ceil(bytes.length / step) }, (_, at) =>
          Uint8Array.from(bytes.slice(at * step, (at + 1) * step)),
        );
        expect(split(chunks)).toEqual(stream.map(([, index]) => images[index]));
      }),
      { numRuns: 60 },
    );
  });

  it("are awaited no longer than the largest could be", () => {
    const splitter = createJpegSplitter();
    splitter.push(Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2));
    const megabyte = new Uint8Array(1_048_576);
    for (let count = 0; count < 17; count += 1) splitter.push(megabyte);
    expect(splitter.state()).toBe("broken");
    expect(splitter.push(images[0] ?? megabyte)).toEqual([]);
  });

  it("leave no harm when any bytes at all come in", () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => void split(chunks)));
  });
});
