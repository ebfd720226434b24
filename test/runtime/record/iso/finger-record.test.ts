import { describe, expect, it } from "vitest";
import { encodeJp2 } from "../../../../pipelines/codec/jp2-codec.ts";
import { encodeWsq } from "../../../../pipelines/codec/wsq/encode-wsq.ts";
import { type FingerImage, readFingerRecord, writeFingerRecord } from "../../../../runtime/record/iso/finger-record.ts";
import { sampleImage } from "../../../pipelines/codec/sample-images.ts";
import { fingerCapture, live, simulated } from "../sample-content.ts";
import { fromHex, hex32, withBytes } from "./hex.ts";
import { testRecordContract } from "./record-contract.ts";

const jp2 = () => encodeJp2(sampleImage(40, 50));
const lossless = (bytes: Uint8Array): FingerImage => ({ compression: "jpeg-2000-lossless", bytes });
const wsq = (widthPx = 40): FingerImage => {
  const { heightPx, pixels } = sampleImage(widthPx, 50);
  const image = { widthPx, heightPx, pixels, resolutionPpi: 500 };
  return { compression: "wsq", bytes: encodeWsq(image, { bitsPerPixel: 0.75, comment: "a word" }) };
};
const date = "07ea 03 0e 02 05 06 0315";

describe("finger image record", () => {
  it("writes a live finger byte for byte as the table of ISO/IEC 19794-4:2011 has it", async () => {
    const image = await jp2();
    const header = fromHex(
      `46495200 30323000 ${hex32(62 + image.length)} 0001 00 01`,
      `${hex32(46 + image.length)} ${date} 00 0000 0000 01 48 0103 0001`,
      "07 00 01 01f4 01f4 01f4 01f4 08 05 00 0028 0032",
      hex32(image.length),
    );
    expect(header.length).toBe(16 + 46);
    expect(writeFingerRecord(fingerCapture(7, live), lossless(image))).toEqual(Uint8Array.from([...header, ...image]));
  });

  it("claims no live impression for a simulated finger and says so in a comment block", async () => {
    const image = await jp2();
    const record = writeFingerRecord(fingerCapture(7, simulated), lossless(image));
    const comment = "SIMULATED EMU-7";
    expect(record[16 + 46 - 9]).toBe(29);
    expect(Buffer.from(record.subarray(-19)).toString("hex")).toBe(`00030013${Buffer.from(comment).toString("hex")}`);
    expect(readFingerRecord(record).comments[0]).toBe(comment);
  });

  it("reads back what it wrote", async () => {
    const image = await jp2();
    expect(readFingerRecord(writeFingerRecord(fingerCapture(10, live), lossless(image)))).toMatchObject({
      capturedAt: "2026-03-14T02:05:06.789Z",
      position: 10,
      impressionType: 0,
      widthPx: 40,
      heightPx: 50,
      resolutionPpi: 500,
      quality: [{ score: 72, vendorId: 0x0103, algorithmId: 1 }],
      compression: "jpeg-2000-lossless",
      image,
    });
  });

  it("never writes NFIQ 2's own algorithm, and 255 where no score could be computed", async () => {
    const image = await jp2();
    const scoreOf = (score: number, reasons: readonly string[]) =>
      readFingerRecord(writeFingerRecord({ ...fingerCapture(7, live), score, reasons }, lossless(image))).quality;
    const block = (score: number) => [{ score, vendorId: 0x0103, algorithmId: 1 }];
    expect(scoreOf(0, ["too-few-minutiae"])).toEqual(block(255));
    expect(scoreOf(0, ["too-dry", "score-below-limit"])).toEqual(block(0));
    expect(scoreOf(100, [])).toEqual(block(100));
    expect(scoreOf(31.4, ["score-below-limit"])).toEqual(block(31));
    const { score: _, reasons: __, ...unscored } = fingerCapture(7, live);
    expect(readFingerRecord(writeFingerRecord(unscored, lossless(image))).quality).toEqual([]);
  });

  it("reads another writer's quality blocks, certification blocks and annotation", async () => {
    const image = await jp2();
    const tail = "0002 0007 01 02 01";
    const representation = 41 + 5 + 4 + image.length + 7;
    const record = Uint8Array.from([
      ...fromHex(
        `46495200 30323000 ${hex32(16 + representation)} 0001 01 01`,
        `${hex32(representation)} ffff ff ff ff ff ff ffff 0e 0101 0002 01 50 0101 0007 01 000101`,
        "02 00 01 01f4 01f4 01f4 01f4 08 05 00 0028 0032",
        hex32(image.length),
      ),
      ...image,
      ...fromHex(tail),
    ]);
    expect(readFingerRecord(record)).toMatchObject({
      capturedAt: null,
      position: 2,
      quality: [{ score: 80, vendorId: 0x0101, algorithmId: 7 }],
    });
  });

  it.each([
    ["two representations", 12, [0, 2]],
    ["a month of 13", 22, [13]],
    ["the 30th of February", 22, [2, 30]],
    ["a device type without a vendor", 32, [0, 1]],
    ["a quality score of 101", 35, [101]],
    ["an unknown finger", 40, [0]],
    ["a plain thumb of another standard", 40, [11]],
    ["an image finer than its scan", 47, [2, 0, 2, 0]],
    ["a bit depth of 16", 51, [16]],
    ["lossy JPEG 2000", 52, [4]],
    ["an impression type that is not in the table", 53, [20]],
    ["another width than the image's", 54, [0, 41]],
  ])("refuses %s", async (_, offset, values) => {
    const record = withBytes(writeFingerRecord(fingerCapture(7, live), lossless(await jp2())), offset, ...values);
    expect(() => readFingerRecord(record)).toThrow("record.invalid");
  });

  testRecordContract({
    write: async () => writeFingerRecord(fingerCapture(7), lossless(await jp2())),
    read: readFingerRecord,
  });
});

describe("finger image record with WSQ", () => {
  it("says so by compression code 2, and is else the same record", async () => {
    const image = wsq();
    const record = writeFingerRecord(fingerCapture(7, live), image);
    const other = writeFingerRecord(fingerCapture(7, live), lossless(await jp2()));
    expect(record[52]).toBe(2);
    expect(record.subarray(16 + 46)).toEqual(image.bytes);
    const sameFields = (bytes: Uint8Array) => [bytes.subarray(20, 52), bytes.subarray(53, 58)];
    expect(sameFields(record)).toEqual(sameFields(other));
  });

  it("reads back what it wrote, with the image's own comments", () => {
    const image = wsq();
    const record = readFingerRecord(writeFingerRecord(fingerCapture(7), image));
    expect(record).toMatchObject({ compression: "wsq", image: image.bytes, widthPx: 40, heightPx: 50 });
    expect(record.comments).toEqual(["SIMULATED EMU-7", expect.stringMatching(/^NIST_COM/), "a word"]);
  });

  it("is refused when the header calls it lossless, or has another size", () => {
    const record = writeFingerRecord(fingerCapture(7, live), wsq());
    expect(() => readFingerRecord(withBytes(record, 52, 5))).toThrow("record.invalid");
    expect(() => readFingerRecord(writeFingerRecord(fingerCapture(7, live), wsq(41)))).toThrow(/41×50/);
  });

  testRecordContract({ write: async () => writeFingerRecord(fingerCapture(7), wsq()), read: readFingerRecord });
});
