import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJp2 } from "../../../pipelines/codec/jp2-boxes.ts";
import { decodeJp2, encodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { sampleImage } from "./sample-images.ts";

describe("lossless JPEG 2000", () => {
  it.each([
    [640, 480, 1],
    [123, 77, 3],
    [31, 500, 1],
    [20, 20, 1],
    [3, 5, 3],
    [1, 1, 1],
  ] as const)("gives back every pixel of %i×%i with %i channels", async (widthPx, heightPx, channels) => {
    const image = sampleImage(widthPx, heightPx, channels);
    const { comments: _, ...decoded } = await decodeJp2(await encodeJp2(image));
    expect(decoded).toEqual({ widthPx, heightPx, channels, pixels: image.pixels, resolutionPpi: image.resolutionPpi });
  });

  it("gives back the pixels of any image, whatever they are", async () => {
    const images = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.constantFrom(1 as const, 3 as const))
      .chain(([widthPx, heightPx, channels]) =>
        fc.record({
          widthPx: fc.constant(widthPx),
          heightPx: fc.constant(heightPx),
          channels: fc.constant(channels),
          pixels: fc.uint8Array({ minLength: widthPx * heightPx * channels, maxLength: widthPx * heightPx * channels }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(images, async (image) => {
        const decoded = await decodeJp2(await encodeJp2({ ...image, resolutionPpi: null, comment: null }));
        expect(decoded.pixels).toEqual(image.pixels);
      }),
      { numRuns: 60 },
    );
  });

  it("is the same file for the same image", async () => {
    expect(await encodeJp2(sampleImage(64, 64))).toEqual(await encodeJp2(sampleImage(64, 64)));
  });

  it("keeps resolution and comment, and says that it is reversible", async () => {
    const jp2 = readJp2(await encodeJp2({ ...sampleImage(64, 48), resolutionPpi: 508.3, comment: "SIMULATED EMU-1" }));
    expect(jp2).toMatchObject({ widthPx: 64, heightPx: 48, channels: 1, resolutionPpi: 508.3, isReversible: true });
    expect(jp2.comments.at(-1)).toBe("SIMULATED EMU-1");
  });

  it.each([
    ["pixels that do not fit the size", { ...sampleImage(8, 8), widthPx: 9 }],
    ["no pixels", { ...sampleImage(8, 8), widthPx: 0, pixels: new Uint8Array(0) }],
    ["a resolution that cannot be written", { ...sampleImage(8, 8), resolutionPpi: 7000 }],
  ])("refuses %s", async (_, image) => {
    await expect(encodeJp2(image)).rejects.toMatchObject({ code: "codec.invalid" });
  });

  it("refuses a file torn at any byte", async () => {
    const jp2 = await encodeJp2({ ...sampleImage(12, 9), comment: "note" });
    for (let lengthBytes = 0; lengthBytes < jp2.length; lengthBytes += 1) {
      await expect(decodeJp2(jp2.subarray(0, lengthBytes))).rejects.toMatchObject({ code: "codec.invalid" });
    }
  });

  it("meets changed bytes with an image or codec.invalid, and decodes the next good file", async () => {
    const jp2 = await encodeJp2(sampleImage(24, 24));
    await fc.assert(
      fc.asyncProperty(fc.nat(jp2.length - 1), fc.integer({ min: 1, max: 255 }), async (offset, flip) => {
        const changed = jp2.slice();
        changed[offset] = (changed[offset] ?? 0) ^ flip;
        await decodeJp2(changed).catch((error: unknown) => {
          if (!(error instanceof BoothError) || error.code !== "codec.invalid") throw error;
        });
      }),
      { numRuns: 300 },
    );
    expect((await decodeJp2(jp2)).pixels).toEqual(sampleImage(24, 24).pixels);
  });
});

/** How near two pictures are, in decibels. */
function nearness(first: Uint8Array, second: Uint8Array): number {
  const error = first.reduce((sum, value, index) => sum + (value - (second[index] ?? 0)) ** 2, 0) / first.length;
  return 10 * Math.log10(255 ** 2 / error);
}

describe("JPEG 2000 within a limit", () => {
  const image = sampleImage(160, 200, 3);

  it("is lossless where that fits, to the byte", async () => {
    const lossless = await encodeJp2(image);
    expect(await encodeJp2({ ...image, limitBytes: lossless.length })).toEqual(lossless);
    const smaller = await encodeJp2({ ...image, limitBytes: lossless.length - 1 });
    expect(smaller.length).toBeLessThan(lossless.length);
    expect(readJp2(smaller).isReversible).toBe(false);
  });

  it("never exceeds the limit, comes near it, and looks the worse the lower it is", async () => {
    const looks: number[] = [];
    for (const limitBytes of [20_000, 14_000, 10_000, 6_000, 3_000, 1_500]) {
      const jp2 = await encodeJp2({ ...image, limitBytes, comment: "SIMULATED EMU-1", resolutionPpi: 61.3 });
      expect(jp2.length).toBeLessThanOrEqual(limitBytes);
      expect(jp2.length).toBeGreaterThan(limitBytes * 0.85);
      const { pixels, channels, comments, resolutionPpi } = await decodeJp2(jp2);
      expect({ channels, resolutionPpi, last: comments.at(-1) }).toEqual({
        channels: 3,
        resolutionPpi: 61.3,
        last: "SIMULATED EMU-1",
      });
      looks.push(nearness(pixels, image.pixels));
    }
    expect(looks).toEqual([...looks].sort((a, b) => b - a));
    expect(looks[0]).toBeGreaterThan(20);
  });

  it("keeps even noise within the least limit that can be set", async () => {
    const pixels = Uint8Array.from(
      { length: 1_200 * 900 * 3 },
      (_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 13) & 255,
    );
    const noise = {
      widthPx: 1_200,
      heightPx: 900,
      channels: 3,
      pixels,
      resolutionPpi: null,
      comment: "SIMULATED",
    } as const;
    expect((await encodeJp2({ ...noise, limitBytes: 10_000 })).length).toBeLessThanOrEqual(10_000);
  }, 60_000);

  it("refuses a limit that nothing fits", async () => {
    for (const limitBytes of [0, 100, Number.NaN]) {
      await expect(encodeJp2({ ...image, limitBytes })).rejects.toMatchObject({ code: "codec.invalid" });
    }
  });
});

describe("read by OpenJPEG's own tools", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "bilik-jp2-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("decodes to the same pixels", async (context) => {
    requireTool(context, "opj_decompress");
    const image = sampleImage(90, 70);
    await writeFile(join(folder, "grey.jp2"), await encodeJp2({ ...image, comment: "SIMULATED EMU-1" }));
    execFileSync("opj_decompress", ["-i", join(folder, "grey.jp2"), "-o", join(folder, "grey.raw")], { stdio: "pipe" });
    expect(new Uint8Array(await readFile(join(folder, "grey.raw")))).toEqual(image.pixels);
  });

  it("shows a whole header", async (context) => {
    requireTool(context, "opj_dump");
    await writeFile(join(folder, "colour.jp2"), await encodeJp2(sampleImage(90, 70, 3)));
    const dump = execFileSync("opj_dump", ["-i", join(folder, "colour.jp2")], { stdio: "pipe" }).toString();
    expect(dump).toMatch(/x1=90, y1=70/);
    expect(dump).toMatch(/numcomps=3/);
    expect(dump).toMatch(/qmfbid=1/);
  });

  it("decodes one that lost detail to the same colours as we do, resolution box and all", async (context) => {
    requireTool(context, "opj_dump");
    requireTool(context, "opj_decompress");
    const jp2 = await encodeJp2({ ...sampleImage(90, 70, 3), limitBytes: 4_000, resolutionPpi: 48.4 });
    await writeFile(join(folder, "lossy.jp2"), jp2);
    const dump = execFileSync("opj_dump", ["-i", join(folder, "lossy.jp2")], { stdio: "pipe" }).toString();
    expect(dump).toMatch(/x1=90, y1=70/);
    expect(dump).toMatch(/numcomps=3/);
    expect(dump).toMatch(/qmfbid=0/);
    execFileSync("opj_decompress", ["-i", join(folder, "lossy.jp2"), "-o", join(folder, "lossy.ppm")], {
      stdio: "pipe",
    });
    const ppm = new Uint8Array(await readFile(join(folder, "lossy.ppm")));
    const { pixels } = await decodeJp2(jp2);
    expect(nearness(ppm.subarray(-pixels.length), pixels)).toBeGreaterThan(48);
  });
});

function requireTool(context: { skip: (reason: string) => void }, tool: string): void {
  try {
    execFileSync("which", [tool], { stdio: "pipe" });
  } catch {
    context.skip(`${tool} is not installed`);
  }
}
