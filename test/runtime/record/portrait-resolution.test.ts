import { describe, expect, it } from "vitest";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { ownEncoding } from "../../../runtime/record/image-encoding.ts";
import { readFaceRecord } from "../../../runtime/record/iso/face-record.ts";
import { portraitResolution } from "../../../runtime/record/portrait-resolution.ts";
import { writeCaptureFiles } from "../../../runtime/record/write-capture-files.ts";
import { faceCapture } from "./sample-content.ts";

const eyesApart = (x: number, y: number) => ({
  eyeCentres: [
    { x: 10, y: 10 },
    { x: 10 + x, y: 10 + y },
  ] as const,
});

describe("the resolution of a portrait", () => {
  it("puts the eyes 63 mm apart, whichever way they lie", () => {
    expect(portraitResolution(eyesApart(126, 0))).toBe(50.8);
    expect(portraitResolution(eyesApart(0, 126))).toBe(50.8);
    expect(portraitResolution(eyesApart(30, -40))).toBe(20.2);
  });

  it("is not stated where the eyes fall together or are nowhere", () => {
    expect(portraitResolution(eyesApart(0, 0))).toBeNull();
    expect(portraitResolution(eyesApart(Number.NaN, 0))).toBeNull();
    expect(portraitResolution(eyesApart(1e9, 0))).toBeNull();
  });

  it("stands in the image's own boxes, where another reader finds it, and the colours are untouched", async () => {
    const capture = { ...faceCapture(), eyeCentres: eyesApart(40, 0).eyeCentres };
    const { files } = await writeCaptureFiles(capture, ownEncoding);
    const { image } = readFaceRecord(files[0]!.bytes);
    const view = new DataView(image.buffer, image.byteOffset);
    const [res, resc] = ["res ", "resc"].map((name) => Buffer.from(image).indexOf(name));
    expect([view.getUint32(res! - 4), view.getUint32(resc! - 4), resc! - res!]).toEqual([26, 18, 8]);
    const perMetre = (at: number, exponentAt: number) =>
      (view.getUint16(at) / view.getUint16(at + 2)) * 10 ** view.getInt8(exponentAt);
    for (const [at, exponentAt] of [
      [resc! + 4, resc! + 12],
      [resc! + 8, resc! + 13],
    ] as const) {
      // 40 pixels in 63 mm, to a tenth of a pixel an inch.
      expect(Math.abs(perMetre(at, exponentAt) - 40 / 0.063)).toBeLessThan(2);
    }
    expect((await decodeJp2(image)).pixels).toEqual(capture.image.pixels);
  });
});
