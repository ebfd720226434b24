import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { normalFinger, synthesiseFingerprint } from "../../../drivers/fingerprint/synthesise-fingerprint.ts";
import { encodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { encodeWsq } from "../../../pipelines/codec/wsq/encode-wsq.ts";
import { readPrint } from "../../../runtime/cli/read-print.ts";
import type { GrayImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";
import { makeTemporaryFolder } from "../../booth/temporary-folder.ts";

const print = synthesiseFingerprint(createRandom("read"), { ...normalFinger, fingerSeed: "read" });
let folder: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder("prints");
});

async function readAs(name: string, bytes: Uint8Array, unstatedPpi?: number): Promise<GrayImage> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return readPrint(path, unstatedPpi);
}

describe("a print in a file, whatever the file is called", () => {
  it("comes out of PNG, BMP and JPEG 2000 as it went in", async () => {
    const { widthPx: width, heightPx: height, pixels } = print;
    const png = await sharp(pixels, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer();
    const jp2 = await encodeJp2({ ...print, channels: 1, comment: null });
    for (const [name, bytes] of [
      ["print.png", png],
      ["print.bmp", writeBmp(print, 500)],
      ["print.jp2", jp2],
      ["print", writeBmp(print, 500)],
    ] as const) {
      const image = await readAs(name, bytes);
      expect([name, image.widthPx, image.heightPx, Math.round(image.resolutionPpi)]).toEqual([
        name,
        width,
        height,
        500,
      ]);
      expect(Buffer.from(image.pixels).equals(Buffer.from(pixels)), name).toBe(true);
    }
  });

  it("loses a little in WSQ", async () => {
    const image = await readAs("print.wsq", encodeWsq(print, { bitsPerPixel: 2.25, comment: null }));
    const error = image.pixels.reduce((sum, value, at) => sum + Math.abs(value - print.pixels[at]!), 0);
    expect(error / image.pixels.length).toBeLessThan(6);
  });

  it("has the resolution that its file states, unless no sensor would", async () => {
    expect((await readAs("thousand.bmp", writeBmp(print, 1_000))).resolutionPpi).toBeCloseTo(1_000, 1);
    expect((await readAs("screen.bmp", writeBmp(print, 72), 508)).resolutionPpi).toBe(508);
    expect((await readAs("unstated.bmp", writeBmp(print, 0), 508)).resolutionPpi).toBe(508);
    const unstated = await encodeJp2({ ...print, resolutionPpi: null, channels: 1, comment: null });
    expect((await readAs("unstated.jp2", unstated, 508)).resolutionPpi).toBe(508);
  });

  it("is refused by name when it is torn, and when it is in colour", async () => {
    const jp2 = await encodeJp2({ ...print, channels: 1, comment: null });
    const colour = { widthPx: 8, heightPx: 8, channels: 3, pixels: new Uint8Array(192), resolutionPpi: null } as const;
    for (const [name, bytes] of [
      ["torn.bmp", writeBmp(print, 500).subarray(0, 5_000)],
      ["torn.jp2", jp2.subarray(0, 60)],
      ["torn.wsq", encodeWsq(print, { bitsPerPixel: 0.75, comment: null }).subarray(0, 900)],
      ["colour.jp2", await encodeJp2({ ...colour, comment: null })],
    ] as const) {
      await expect(readAs(name, bytes), name).rejects.toMatchObject({
        code: "image.invalid",
        detail: { path: join(folder, name) },
      });
    }
  });
});

/** 8 bits with a gray palette, rows from below. */
function writeBmp({ widthPx, heightPx, pixels }: GrayImage, resolutionPpi: number): Uint8Array {
  const [pixelsAt, strideBytes] = [54 + 4 * 256, Math.ceil(widthPx / 4) * 4];
  const bytes = Buffer.alloc(pixelsAt + strideBytes * heightPx);
  bytes.write("BM");
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(pixelsAt, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(widthPx, 18);
  bytes.writeInt32LE(heightPx, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(8, 28);
  for (const at of [38, 42]) bytes.writeInt32LE(Math.round(resolutionPpi / 0.0254), at);
  for (let level = 0; level < 256; level += 1) bytes.fill(level, 54 + 4 * level, 54 + 4 * level + 3);
  for (let y = 0; y < heightPx; y += 1) {
    bytes.set(pixels.subarray(y * widthPx, (y + 1) * widthPx), pixelsAt + (heightPx - 1 - y) * strideBytes);
  }
  return bytes;
}
