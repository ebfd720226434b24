import { describe, expect, it } from "vitest";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { readSbiFace, readSbiFinger } from "../../../runtime/compose-devices/read-sbi-records.ts";
import { type ImageEncoding, ownEncoding } from "../../../runtime/record/image-encoding.ts";
import { writeCaptureFiles } from "../../../runtime/record/write-capture-files.ts";
import { faceCapture, fingerCapture } from "../record/sample-content.ts";

async function writeRecord(fingerImages: ImageEncoding["fingerImages"]): Promise<Uint8Array> {
  const { files } = await writeCaptureFiles(fingerCapture(7), { ...ownEncoding, fingerImages });
  return files[0]!.bytes;
}

describe("a device's finger record", () => {
  it("gives the pixels that were put in", async () => {
    const { position, image } = await readSbiFinger(decodeJp2)(await writeRecord("jpeg-2000-lossless"));
    expect({ position, image }).toEqual({ position: 7, image: fingerCapture(7).image });
  });

  it("is refused when the device has already thrown detail away", async () => {
    await expect(readSbiFinger(decodeJp2)(await writeRecord("wsq-2.25"))).rejects.toMatchObject({
      code: "codec.invalid",
      detail: { problem: expect.stringContaining("WSQ") },
    });
  });
});

describe("a device's portrait record", () => {
  const writePortrait = async (portraitLimitBytes: number | null) => {
    const { files } = await writeCaptureFiles(faceCapture(), { ...ownEncoding, portraitLimitBytes });
    return files[0]!.bytes;
  };

  it("gives the pixels that were put in", async () => {
    expect(await readSbiFace(decodeJp2)(await writePortrait(null))).toEqual(faceCapture().image);
  });

  it("is refused when the device has already thrown detail away", async () => {
    await expect(readSbiFace(decodeJp2)(await writePortrait(4_000))).rejects.toMatchObject({
      code: "codec.invalid",
      detail: { problem: expect.stringContaining("with loss") },
    });
  });
});
