import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeJp2 } from "../../../../pipelines/codec/jp2-codec.ts";
import { type FacePointName, facePointNames } from "../../../../runtime/kernel/biometric.ts";
import type { Provenance } from "../../../../runtime/kernel/device.ts";
import type { Pose } from "../../../../runtime/kernel/geometry.ts";
import { readFaceRecord, samplingLevel, writeFaceRecord } from "../../../../runtime/record/iso/face-record.ts";
import { sampleImage } from "../../../pipelines/codec/sample-images.ts";
import { faceCapture, live, simulated } from "../sample-content.ts";
import { fromHex, hex32, withBytes } from "./hex.ts";
import { testRecordContract } from "./record-contract.ts";

const jp2 = () => encodeJp2(sampleImage(60, 80, 3));

/** Nothing measured in it. */
const bareCapture = (provenance: Provenance) => ({
  ...faceCapture(provenance),
  pose: null,
  eyeCentres: null,
  points: [],
  isCut: false,
  isTurned: false,
  isReduced: false,
});

const frontal: Pose = { yawDeg: 0, pitchDeg: 0, rollDeg: 0 };

describe("face image record", () => {
  it("writes a portrait byte for byte as the table of ISO/IEC 19794-5:2011 has it", async () => {
    const image = await jp2();
    const header = fromHex(
      `46414300 30333000 ${hex32(68 + image.length)} 0001 00 0000`,
      `${hex32(51 + image.length)} 07ea 03 0e 02 05 06 0315 02 0000 0000 00`,
      "0000 00 00 00 00 000000 0000 000000 000000",
      "00 02 003c 0050 00 0000 00 01",
      hex32(image.length),
    );
    expect(header.length).toBe(68);
    expect(writeFaceRecord(bareCapture(live), image)).toEqual(Uint8Array.from([...header, ...image]));
  });

  it("writes landmarks and pose byte for byte, and only the landmarks that lie in the image", async () => {
    const image = await jp2();
    const pose = { yawDeg: 7, pitchDeg: 3.2, rollDeg: -7.1 };
    const head = fromHex(
      `46414300 30333000 ${hex32(100 + image.length)} 0001 00 0000`,
      `${hex32(83 + image.length)} 07ea 03 0e 02 05 06 0315 02 0000 0000 00`,
      // Yaw 7 is 8 / 2 + 1; chin up by 3 is -4 / 2 + 181; anticlockwise by 7 is 8 / 2 + 1.
      "0004 00 00 00 00 000000 0000 05 b3 05 000000",
      // Left pupil 3.5, nose tip 9.3, left and right eye centre 12.1 and 12.2; the chin of the sample is cut off.
      "01 35 0028 001e 0000  01 93 001e 0029 0000  01 c1 0028 001e 0000  01 c2 0014 001e 0000",
      "01 02 003c 0050 00 0002 00 01",
      hex32(image.length),
    );
    expect(head.length).toBe(100);
    expect(writeFaceRecord({ ...faceCapture(live), pose }, image)).toEqual(Uint8Array.from([...head, ...image]));
  });

  it("tells an independent reader where every named point is", async () => {
    const points = facePointNames.map((name, index) => ({ name, x: 3 + index, y: 79.99 - index }));
    const found = parseLandmarks(writeFaceRecord({ ...faceCapture(live), points }, await jp2()));
    const at = (name: FacePointName) => [3 + facePointNames.indexOf(name), 79 - facePointNames.indexOf(name)];
    expect(Object.fromEntries(found)).toEqual({
      "2.1": at("chin"),
      "3.5": at("left-pupil"),
      "3.6": at("right-pupil"),
      "3.7": at("left-eye-outer-corner"),
      "3.8": at("right-eye-inner-corner"),
      "3.11": at("left-eye-inner-corner"),
      "3.12": at("right-eye-outer-corner"),
      "8.1": at("upper-lip"),
      "8.2": at("lower-lip"),
      "8.3": at("mouth-left-corner"),
      "8.4": at("mouth-right-corner"),
      "9.3": at("nose-tip"),
      "12.1": [40, 30],
      "12.2": [20, 30],
    });
  });

  it.each([
    [0, 1],
    [0.9, 1],
    [-0.9, 1],
    [1.1, 2],
    [-1.1, 180],
    [-2, 180],
    [45, 24],
    [90, 46],
    [-90, 136],
    [180, 91],
    [-178, 92],
    [-180, 91],
    [Number.NaN, 0],
    [181, 0],
  ])("writes a yaw of %f° as %i", async (yawDeg, code) => {
    const record = writeFaceRecord({ ...bareCapture(live), pose: { ...frontal, yawDeg } }, await jp2());
    expect([...record.subarray(47, 53)]).toEqual([code, 1, 1, 0, 0, 0]);
  });

  it("reads every pose back to within a step's half, with our own signs", async () => {
    const image = await jp2();
    const angle = fc.double({ min: -179, max: 179, noNaN: true });
    fc.assert(
      fc.property(fc.record({ yawDeg: angle, pitchDeg: angle, rollDeg: angle }), (pose) => {
        const read = readFaceRecord(writeFaceRecord({ ...bareCapture(live), pose }, image)).pose;
        for (const name of ["yawDeg", "pitchDeg", "rollDeg"] as const) {
          expect(Math.abs(read[name]! - pose[name])).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("calls full frontal only what has the geometry and the pose of it, and any other a basic image", async () => {
    const image = await jp2();
    const typeOf = (change: Partial<ReturnType<typeof faceCapture>>) =>
      readFaceRecord(writeFaceRecord({ ...faceCapture(live), ...change }, image)).isFullFrontal;
    const eyesAt = (x: number, y: number) => ({
      eyeCentres: [
        { x: x - 10, y },
        { x: x + 10, y },
      ] as const,
    });
    expect(typeOf({})).toBe(true);
    expect(typeOf({ pose: { yawDeg: 9, pitchDeg: 0, rollDeg: 0 } })).toBe(false);
    expect(typeOf({ pose: { yawDeg: 0, pitchDeg: -13, rollDeg: 0 } })).toBe(false);
    expect(typeOf({ headWidthPx: 29 })).toBe(false);
    expect(typeOf({ headWidthPx: 46 })).toBe(false);
    expect(typeOf(eyesAt(30, 23))).toBe(false);
    expect(typeOf(eyesAt(30, 41))).toBe(false);
    expect(typeOf(eyesAt(34, 30))).toBe(false);
  });

  it.each([
    [false, false, false, 0],
    [true, false, false, 0b10],
    [true, true, false, 0b100011],
    [false, false, true, 0b100],
  ])(
    "says what was done to the photo: cut %s, turned %s, reduced %s",
    async (isCut, isTurned, isReduced, processing) => {
      const record = writeFaceRecord({ ...faceCapture(live), isCut, isTurned, isReduced }, await jp2());
      expect(readFaceRecord(record).processing).toBe(processing);
    },
  );

  it("says of an image that lost detail that it did, and refuses one that denies it", async () => {
    const image = await encodeJp2({ ...sampleImage(60, 80, 3), limitBytes: 4_000 });
    const record = writeFaceRecord(bareCapture(live), image);
    expect(record[54]).toBe(1);
    expect(readFaceRecord(record)).toMatchObject({ compression: "jpeg-2000-lossy", image });
    expect(() => readFaceRecord(withBytes(record, 54, 2))).toThrow("record.invalid");
  });

  it("leaves out a point that is nowhere in the image, and a pose that nobody measured", async () => {
    const beyond = [-0.1, 60, Number.NaN, Number.POSITIVE_INFINITY].map((x) => ({ name: "chin" as const, x, y: 9 }));
    const record = writeFaceRecord({ ...bareCapture(live), points: beyond }, await jp2());
    expect(readFaceRecord(record)).toMatchObject({
      landmarks: [],
      pose: { yawDeg: null, pitchDeg: null, rollDeg: null },
    });
  });

  it("does not call a simulated source a camera; the mark is in the image", async () => {
    const image = await encodeJp2({ ...sampleImage(60, 80, 3), comment: "SIMULATED EMU-7" });
    const record = writeFaceRecord(bareCapture(simulated), image);
    expect(record[17 + 13]).toBe(0);
    expect(readFaceRecord(record).comments.at(-1)).toBe("SIMULATED EMU-7");
  });

  it("reads back what it wrote", async () => {
    const image = await jp2();
    expect(readFaceRecord(writeFaceRecord(bareCapture(live), image))).toMatchObject({
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
    const own = writeFaceRecord(bareCapture(live), image);
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
    ["a yaw that is no angle", 47, [181]],
    ["more landmarks than there are", 36, [255, 255]],
    ["a token portrait", 53, [2]],
    ["JPEG", 54, [0]],
    ["grey in place of colour", 63, [3]],
    ["another height than the image's", 57, [0, 81]],
  ])("refuses %s", async (_, offset, values) => {
    const record = withBytes(writeFaceRecord(bareCapture(live), await jp2()), offset, ...values);
    expect(() => readFaceRecord(record)).toThrow("record.invalid");
  });

  testRecordContract({
    write: async () => writeFaceRecord(faceCapture(), await encodeJp2(sampleImage(60, 80, 3))),
    read: readFaceRecord,
  });
});

/** The landmark blocks by their MPEG-4 names, read by offsets alone. */
function parseLandmarks(record: Uint8Array): [string, [number, number]][] {
  const view = new DataView(record.buffer, record.byteOffset);
  const qualityBlocks = view.getUint8(17 + 18);
  const start = 17 + 19 + 5 * qualityBlocks;
  return Array.from({ length: view.getUint16(start) }, (_, index) => {
    const at = start + 17 + 8 * index;
    expect([view.getUint8(at), view.getUint16(at + 6)]).toEqual([1, 0]);
    const code = view.getUint8(at + 1);
    return [`${code >> 4}.${code & 15}`, [view.getUint16(at + 2), view.getUint16(at + 4)]];
  });
}
