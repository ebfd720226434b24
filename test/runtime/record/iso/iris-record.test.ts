import { describe, expect, it } from "vitest";
import { encodeJp2 } from "../../../../pipelines/codec/jp2-codec.ts";
import { readIrisRecord, writeIrisRecord } from "../../../../runtime/record/iso/iris-record.ts";
import { sampleImage } from "../../../pipelines/codec/sample-images.ts";
import { framedIris, live, simulated } from "../sample-content.ts";
import { fromHex, hex32, withBytes } from "./hex.ts";
import { testRecordContract } from "./record-contract.ts";

const jp2 = () => encodeJp2(sampleImage(64, 48));

describe("iris image record", () => {
  it("writes an eye byte for byte as the table of ISO/IEC 19794-6:2011 has it", async () => {
    const image = await jp2();
    const header = fromHex(
      `49495200 30323000 ${hex32(68 + image.length)} 0001 00 01`,
      `${hex32(52 + image.length)} 07ea 03 0e 02 05 06 0315 01 0000 0000 00`,
      "0001 02 01 0a 00 0040 0030 08 0000 ffff ffff",
      "001f 0020 0018 0018 0018 0019",
      hex32(image.length),
    );
    expect(header.length).toBe(68);
    expect(writeIrisRecord(framedIris("left", live), image)).toEqual(Uint8Array.from([...header, ...image]));
  });

  it("reads back what it wrote", async () => {
    const image = await jp2();
    expect(readIrisRecord(writeIrisRecord(framedIris("right", live), image))).toMatchObject({
      eye: "right",
      imageType: 1,
      widthPx: 64,
      heightPx: 48,
      centreX: { smallest: 31, largest: 32 },
      centreY: { smallest: 24, largest: 24 },
      diameterPx: { smallest: 24, largest: 25 },
      image,
    });
  });

  it("says whether the image is cropped, and leaves what cannot be said unknown", async () => {
    const capture = { ...framedIris("right", live), framing: { kind: "cropped" } } as const;
    expect(readIrisRecord(writeIrisRecord(capture, await jp2())).imageType).toBe(3);
    const outside = { ...framedIris("right", live), limbus: { x: -3, y: 24, radius: 20 } };
    expect(readIrisRecord(writeIrisRecord(outside, await jp2()))).toMatchObject({
      imageType: 1,
      centreX: { smallest: 0, largest: 0 },
    });
  });

  it("does not call a simulated source a sensor; the mark is in the image", async () => {
    const image = await encodeJp2({ ...sampleImage(64, 48), comment: "SIMULATED EMU-7" });
    const record = writeIrisRecord(framedIris("left", simulated), image);
    expect(record[16 + 13]).toBe(0);
    expect(readIrisRecord(record).comments.at(-1)).toBe("SIMULATED EMU-7");
  });

  it.each([
    ["both eyes", 15, [2]],
    ["an undefined eye", 37, [0]],
    ["an image type that is not in the table", 38, [4]],
    ["a raw image", 39, [2]],
    ["reserved property bits", 40, [0x10]],
    ["an unassigned orientation", 40, [0x03]],
    ["a bit depth of 16", 45, [16]],
    ["a centre with its ends swapped", 52, [0, 33, 0, 32]],
    ["another width than the image's", 41, [0, 65]],
  ])("refuses %s", async (_, offset, values) => {
    const record = withBytes(writeIrisRecord(framedIris("right", live), await jp2()), offset, ...values);
    expect(() => readIrisRecord(record)).toThrow("record.invalid");
  });

  testRecordContract({
    write: async () => writeIrisRecord(framedIris("left"), await encodeJp2(sampleImage(64, 48))),
    read: readIrisRecord,
  });
});
