import { describe, expect, it } from "vitest";
import { encodeJp2 } from "../../../../pipelines/codec/jp2-codec.ts";
import { readFaceRecord, samplingLevel, writeFaceRecord } from "../../../../runtime/record/iso/face-record.ts";
import { sampleImage } from "../../../pipelines/codec/sample-images.ts";
import { faceCapture, live, simulated } from "../sample-content.ts";
import { fromHex, hex32, withBytes } from "./hex.ts";
import { testRecordContract } from "./record-contract.ts";

const jp2 = () => encodeJp2(sampleImage(60, 80, 3));

describe("face image record", () => {
  it("writes a portrait byte for byte as the table of ISO/IEC 19794-5:2011 has it", async () => {
    const image = await jp2();
    const header = fromHex(
      `46414300 30333000 ${hex32(68 + image.length)} 0001 00 0000`,
      `${hex32(51 + image.length)} 07ea 03 0e 02 05 06 0315 02 0000 0000 00`,
      "0000 00 00 00 00 000000 0000 000000 000000",
      "01 02 003c 0050 00 0000 00 01",
      hex32(image.length),
    );
    expect(header.length).toBe(68);
    expect(writeFaceRecord(faceCapture(live), image)).toEqual(Uint8Array.from([...header, ...image]));
  });

  it("does not call a simulated source a camera; the mark is in the image", async () => {
    const image = await encodeJp2({ ...sampleImage(60, 80, 3), comment: "SIMULATED EMU-7" });
    const record = writeFaceRecord(faceCapture(simulated), image);
    expect(record[17 + 13]).toBe(0);
    expect(readFaceRecord(record).comments.at(-1)).toBe("SIMULATED EMU-7");
  });

  it("reads back what it wrote", async () => {
    const image = await jp2();
    expect(readFaceRecord(writeFaceRecord(faceCapture(live), image))).toMatchObject({
      capturedAt: "2026-03-14T02:05:06.789Z",
      widthPx: 60,
      heightPx: 80,
      samplingLevel: 0,
      landmarks: [],
      quality: [],
      image,
    });
  });

  it("reads another writer's quality block and landmarks", async () => {
    const image = await jp2();
    const own = writeFaceRecord(faceCapture(live), image);
    const landmark = "01 31 0014 001e 0000";
    const record = Uint8Array.from([
      ...fromHex(`46414300 30333000 ${hex32(own.length + 13)} 0001 00 0000 ${hex32(own.length - 17 + 13)}`),
      ...own.subarray(21, 35),
      ...fromHex("01 46 0101 0001", "0001"),
      ...own.subarray(38, 53),
      ...fromHex(landmark),
      ...own.subarray(53),
    ]);
    expect(readFaceRecord(record)).toMatchObject({
      quality: [{ score: 70, vendorId: 0x0101, algorithmId: 1 }],
      landmarks: [{ type: 1, code: 0x31, x: 20, y: 30, z: 0 }],
    });
  });

  it.each([
    [180, 0],
    [181, 1],
    [240, 1],
    [750, 6],
    [751, 7],
  ])("puts a head %i px wide on sampling level %i", (headWidthPx, level) => {
    expect(samplingLevel(headWidthPx)).toBe(level);
  });

  it.each([
    ["a certification flag", 14, [1]],
    ["temporal semantics", 15, [0, 1]],
    ["a technology that is not in the table", 30, [9]],
    ["a gender that is not in the table", 38, [7]],
    ["a token portrait", 53, [2]],
    ["lossy JPEG 2000", 54, [1]],
    ["grey in place of colour", 63, [3]],
    ["another height than the image's", 57, [0, 81]],
  ])("refuses %s", async (_, offset, values) => {
    const record = withBytes(writeFaceRecord(faceCapture(live), await jp2()), offset, ...values);
    expect(() => readFaceRecord(record)).toThrow("record.invalid");
  });

  testRecordContract({
    write: async () => writeFaceRecord(faceCapture(), await encodeJp2(sampleImage(60, 80, 3))),
    read: readFaceRecord,
  });
});
