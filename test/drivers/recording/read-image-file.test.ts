import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { biometricImageLimits, photoLimits } from "../../../drivers/recording/image-limits.ts";
import {
  checkImageFile,
  readGrayImage,
  readPageImage,
  readRgbImage,
} from "../../../drivers/recording/read-image-file.ts";
import { drawing } from "../recorded-folder.ts";

let folder = "";
let fileCount = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bilik-images-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function save(content: string | Uint8Array, extension = "png"): Promise<string> {
  fileCount += 1;
  const path = join(folder, `${fileCount}.${extension}`);
  await writeFile(path, content);
  return path;
}

/** Every reader must refuse alike. */
const readers = [
  { name: "readGrayImage", read: (path: string) => readGrayImage(path) },
  { name: "readRgbImage", read: (path: string) => readRgbImage(path) },
  { name: "readPageImage", read: (path: string) => readPageImage(path) },
  { name: "checkImageFile", read: (path: string) => checkImageFile(path, photoLimits) },
];

describe.each(readers)("$name, given what is no image", ({ read }) => {
  it("refuses a file that is not there, and a path through a file", async () => {
    const path = join(folder, "nothing.png");
    await expect(read(path)).rejects.toMatchObject({ code: "file.missing", detail: { path } });
    await expect(read(join(await save("x"), "inside.png"))).rejects.toMatchObject({ code: "file.missing" });
  });

  it("refuses a folder", async () => {
    await expect(read(folder)).rejects.toMatchObject({ code: "file.unreadable", detail: { problem: /folder/ } });
  });

  it("refuses a device, which would never end", async () => {
    await expect(read("/dev/zero")).rejects.toMatchObject({ code: "file.unreadable", detail: { problem: /regular/ } });
  });

  it("refuses a link that leads nowhere or in a circle", async () => {
    const path = join(folder, `loop-${fileCount}.png`);
    await symlink(path, path).catch(() => undefined);
    await expect(read(path)).rejects.toMatchObject({ code: "file.unreadable" });
  });

  it("refuses an empty file", async () => {
    const path = await save("");
    await expect(read(path)).rejects.toMatchObject({ code: "image.invalid", detail: { path, problem: /empty/ } });
  });

  it.each(["plain text", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "\x89PNG"])(
    "refuses %j under the name of an image",
    async (text) => {
      await expect(read(await save(text))).rejects.toMatchObject({
        code: "image.invalid",
        detail: { problem: "it is not a PNG, JPEG, TIFF or WebP image" },
      });
    },
  );

  it("refuses a picture of 20,000 × 20,000 pixels by its header, with the size it has", async () => {
    const path = await save(pngHeader(20_000, 20_000));
    await expect(read(path)).rejects.toMatchObject({
      code: "image.size",
      detail: { path, widthPx: 20_000, heightPx: 20_000, problem: /at most/ },
    });
  });

  it("refuses a file larger than any image, without reading it", async () => {
    const path = await save("");
    await truncate(path, 10_000_000_000);
    await expect(read(path)).rejects.toMatchObject({
      code: "file.too-large",
      detail: { path, sizeBytes: 10_000_000_000 },
    });
  });

  it("refuses a header that claims a picture without an area", async () => {
    await expect(read(await save(pngHeader(0, 5)))).rejects.toMatchObject({ code: "image.invalid" });
  });
});

describe("damaged images", () => {
  it.each(["png", "jpeg", "webp", "tiff"] as const)("refuses a %s cut at any byte", async (format) => {
    const whole = await drawing(9, 7, 3).toFormat(format).toBuffer();
    const path = await save(whole);
    await readRgbImage(path);
    for (let length = whole.length - 1; length > 0; length -= format === "png" ? 1 : 3) {
      await truncate(path, length);
      await expect(readRgbImage(path), `cut at ${length}`).rejects.toMatchObject({ code: "image.invalid" });
    }
  });

  it.each([
    { what: "interlaced PNG", options: { progressive: true } as const },
    { what: "palette PNG", options: { palette: true } as const },
  ])("refuses a cut $what", async ({ options }) => {
    const whole = await drawing(40, 30, 3).png(options).toBuffer();
    for (const cutBytes of [1, 11, 12, 13, 40, whole.length >> 1]) {
      const path = await save(whole.subarray(0, whole.length - cutBytes));
      await expect(readRgbImage(path)).rejects.toMatchObject({ code: "image.invalid", detail: { problem: /cut off/ } });
    }
  });

  it("refuses a PNG whose pixels were changed, by their check value", async () => {
    const whole = await drawing(40, 30, 1).png().toBuffer();
    const middle = whole.length >> 1;
    whole[middle] = (whole[middle] ?? 0) ^ 0xff;
    await expect(readGrayImage(await save(whole))).rejects.toMatchObject({
      code: "image.invalid",
      detail: { problem: "it is cut off or damaged" },
    });
  });

  it("takes no memory for a small file that claims a huge picture", async () => {
    const bomb = await sharp({ create: { width: 15_000, height: 9_000, channels: 3, background: "#000" } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const path = await save(bomb);
    const beforeBytes = process.memoryUsage.rss();
    await expect(readGrayImage(path)).rejects.toMatchObject({ code: "image.size" });
    expect(process.memoryUsage.rss() - beforeBytes).toBeLessThan(50_000_000);
  });

  it("cannot be read without permission", async (context) => {
    if (process.getuid?.() === 0) return context.skip("root may read everything");
    const path = await save("x");
    await chmod(path, 0);
    await expect(readGrayImage(path)).rejects.toMatchObject({
      code: "file.unreadable",
      detail: { problem: "no permission" },
    });
  });
});

describe("limits", () => {
  it("accepts a picture at the limit and refuses one pixel more", async () => {
    const path = await save(await drawing(8, 4, 1).png().toBuffer());
    const limits = { ...biometricImageLimits, pixelsMax: 32, sideMaxPx: 8 };
    await readGrayImage(path, { limits });
    await expect(readGrayImage(path, { limits: { ...limits, pixelsMax: 31 } })).rejects.toMatchObject({
      code: "image.size",
    });
    await expect(readGrayImage(path, { limits: { ...limits, sideMaxPx: 7 } })).rejects.toMatchObject({
      detail: { problem: "at most 7 pixels a side" },
    });
  });

  it("reads a picture of one pixel: what is wrong with it is for a pipeline to say", async () => {
    const path = await save(await drawing(1, 1, 1).png().toBuffer());
    expect(await readGrayImage(path)).toMatchObject({ widthPx: 1, heightPx: 1 });
    expect((await readRgbImage(path)).pixels).toHaveLength(3);
  });
});

describe("readGrayImage", () => {
  const ramp = Uint8Array.from({ length: 256 }, (_, level) => level);
  const rampImage = () => sharp(ramp, { raw: { width: 256, height: 1, channels: 1 } });

  it.each([
    { what: "gray", make: () => rampImage().toColourspace("b-w").png() },
    { what: "gray saved as colour", make: () => rampImage().toColourspace("srgb").png() },
    {
      what: "gray saved as colour with an opaque alpha channel",
      make: () => rampImage().toColourspace("srgb").ensureAlpha(1).png(),
    },
    { what: "gray in a TIFF", make: () => rampImage().toColourspace("b-w").tiff({ compression: "lzw" }) },
  ])("keeps every level of $what", async ({ make }) => {
    expect((await readGrayImage(await save(await make().toBuffer()))).pixels).toEqual(ramp);
  });

  it("cuts 16 bits to 8", async () => {
    const levels = Uint16Array.of(0, 255, 256, 0x7fff, 0x8000, 0xffff);
    const wide = sharp(levels, { raw: { width: 6, height: 1, channels: 1 } }).toColourspace("grey16");
    const image = await readGrayImage(await save(await wide.png().toBuffer()));
    expect([...image.pixels]).toEqual([0, 0, 1, 0x7f, 0x80, 0xff]);
  });

  it("weighs colours by luma and shows transparency as white", async () => {
    const colours = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0);
    const picture = sharp(colours, { raw: { width: 4, height: 1, channels: 4 } });
    const image = await readGrayImage(await save(await picture.png().toBuffer()));
    expect([...image.pixels]).toEqual([76, 150, 29, 255]);
  });

  it.each([
    { density: 500, expectedPpi: 500 },
    { density: 1_000, expectedPpi: 1_000 },
    { density: 200, expectedPpi: 200 },
    { density: 72, expectedPpi: 500 },
    { density: 96, expectedPpi: 500 },
    { density: 2_400, expectedPpi: 500 },
  ])("takes $density ppi in the file for $expectedPpi", async ({ density, expectedPpi }) => {
    const path = await save(await drawing(4, 4, 1).withMetadata({ density }).png().toBuffer());
    expect((await readGrayImage(path)).resolutionPpi).toBe(expectedPpi);
  });

  it("takes the caller's resolution where the file states none", async () => {
    const path = await save(await drawing(4, 4, 1).png().toBuffer());
    expect((await readGrayImage(path, { resolutionPpi: 300 })).resolutionPpi).toBe(300);
  });
});

describe("readRgbImage and readPageImage", () => {
  it("turns a photo upright by its EXIF orientation", async () => {
    const sideways = await drawing(12, 8, 3).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await readRgbImage(await save(sideways, "jpg"))).toMatchObject({ widthPx: 8, heightPx: 12 });
  });

  it("gives three samples a pixel for every kind of file", async () => {
    const pictures = [
      drawing(5, 4, 1).png(),
      drawing(5, 4, 3).png({ palette: true }),
      drawing(5, 4, 3).toColourspace("cmyk").jpeg(),
      drawing(5, 4, 3).ensureAlpha(0.5).png(),
    ];
    for (const picture of pictures) {
      const image = await readRgbImage(await save(await picture.toBuffer()));
      expect([image.widthPx, image.heightPx, image.pixels.length]).toEqual([5, 4, 60]);
    }
  });

  it.each([
    { density: 600, expectedPpi: 600 },
    { density: 75, expectedPpi: 75 },
    { density: 150, expectedPpi: 150 },
    { density: 2_400, expectedPpi: 2_400 },
    { density: 72, expectedPpi: 0 },
    { density: 96, expectedPpi: 0 },
    { density: 2_401, expectedPpi: 0 },
  ])("takes a page's $density ppi in the file for $expectedPpi", async ({ density, expectedPpi }) => {
    for (const format of ["png", "jpeg", "tiff"] as const) {
      const page = await save(await drawing(4, 4, 3).withMetadata({ density }).toFormat(format).toBuffer(), format);
      expect((await readPageImage(page)).resolutionPpi).toBeCloseTo(expectedPpi, 0);
    }
  });

  it("does not know the resolution of a page whose file states none", async () => {
    const page = await save(await drawing(4, 4, 3).png().toBuffer());
    expect((await readPageImage(page)).resolutionPpi).toBe(0);
  });

  it("goes by what a file holds, not by its name", async () => {
    const path = await save(await drawing(5, 4, 3).png().toBuffer(), "jpg");
    expect((await readRgbImage(path)).widthPx).toBe(5);
  });

  it("reads a file under any name a file may have", async () => {
    const odd = join(folder, "süd — ñ '$(x)' \n.png");
    await mkdir(folder, { recursive: true });
    await writeFile(odd, await drawing(5, 4, 3).png().toBuffer());
    expect((await readRgbImage(odd)).heightPx).toBe(4);
  });
});

/** A PNG with a true header and a true end, and no pixels between them. */
function pngHeader(widthPx: number, heightPx: number): Uint8Array {
  const size = [widthPx, heightPx].flatMap((sidePx) => [0, 0, sidePx >> 8, sidePx & 0xff]);
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const bitDepth = 1;
  const header = pngChunk("IHDR", [...size, bitDepth, 0, 0, 0, 0]);
  return new Uint8Array([...signature, ...header, ...pngChunk("IDAT", []), ...pngChunk("IEND", [])]);
}

function pngChunk(type: string, data: readonly number[]): readonly number[] {
  const body = [...new TextEncoder().encode(type), ...data];
  const bigEndian = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
  return [...bigEndian(data.length), ...body, ...bigEndian(checkValue(body))];
}

function checkValue(bytes: readonly number[]): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return ~crc >>> 0;
}
