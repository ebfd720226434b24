import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Minutia } from "../../../../pipelines/fingerprint/extract-minutiae.ts";
import {
  canRecordMinutiae,
  readMinutiaeRecord,
  writeMinutiaeRecord,
} from "../../../../runtime/record/iso/minutiae-record.ts";
import { fingerCapture, live, simulated } from "../sample-content.ts";
import { fromHex, hex32, withBytes } from "./hex.ts";
import { testRecordContract } from "./record-contract.ts";

const date = "07ea 03 0e 02 05 06 0315";
const record = () => writeMinutiaeRecord(fingerCapture(7, live));

describe("finger minutiae record", () => {
  it("writes a live finger byte for byte as the table of ISO/IEC 19794-2:2011 has it", () => {
    const expected = fromHex(
      `464d5200 30333000 ${hex32(61)} 0001 00`,
      `${hex32(46)} ${date} 00 0000 0000 00`,
      // Position 7, representation 0, 197 pixels a centimetre, live plain, 40 × 50, six bytes each, ridge endings.
      "07 00 00c5 00c5 00 0028 0032 61 02",
      // An ending at 12, 30, 45° = 32 steps; a bifurcation kept inside at 39, 49, its angle rounded to a whole turn.
      "400c 001e 20 50",
      "8027 0031 00 07",
      "0000",
    );
    expect(expected).toHaveLength(61);
    expect(record()).toEqual(expected);
  });

  it("claims no live impression for a simulated finger", () => {
    expect(readMinutiaeRecord(record()).impressionType).toBe(0);
    const marked = writeMinutiaeRecord(fingerCapture(7, simulated));
    expect(readMinutiaeRecord(marked).impressionType).toBe(29);
    expect(withBytes(marked, 40, 0)).toEqual(record());
  });

  it("reads back what it wrote", () => {
    expect(readMinutiaeRecord(record())).toEqual({
      capturedAt: "2026-03-14T02:05:06.789Z",
      position: 7,
      impressionType: 0,
      widthPx: 40,
      heightPx: 50,
      ratesPerCm: [197, 197],
      quality: [],
      minutiae: [
        { x: 12, y: 30, angleDeg: 45, kind: "ending", quality: 80 },
        { x: 39, y: 49, angleDeg: 0, kind: "bifurcation", quality: 7 },
      ],
    });
  });

  it("keeps every minutia to the pixel and half a step of angle, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(minutia, { minLength: 1, maxLength: 255 }), (minutiae) => {
        const read = readMinutiaeRecord(writeMinutiaeRecord({ ...fingerCapture(1), minutiae })).minutiae;
        expect(read).toHaveLength(minutiae.length);
        for (const [index, { x, y, angleDeg, kind, quality }] of minutiae.entries()) {
          const held = read[index]!;
          expect(held).toMatchObject({ kind, quality: Math.round(quality) });
          expect(held.x).toBe(Math.min(39, Math.round(x)));
          expect(held.y).toBe(Math.min(49, Math.round(y)));
          const turn = Math.abs(held.angleDeg - angleDeg);
          expect(Math.min(turn, 360 - turn)).toBeLessThanOrEqual(360 / 512);
        }
      }),
    );
  });

  it("keeps the best 255 of more", () => {
    const minutiae = Array.from(
      { length: 300 },
      (_, index): Minutia => ({ ...one, x: index % 40, quality: index / 3 }),
    );
    const read = readMinutiaeRecord(writeMinutiaeRecord({ ...fingerCapture(1), minutiae })).minutiae;
    expect(read).toHaveLength(255);
    expect(Math.min(...read.map(({ quality }) => quality ?? 0))).toBe(Math.round(45 / 3));
  });

  it("reads another writer's five-byte minutiae, quality and certification blocks, and passes over extended data", () => {
    const representation = 4 + 9 + 5 + 6 + 4 + 13 + 5 + 2 + 9;
    const bytes = fromHex(
      `464d5200 30333000 ${hex32(15 + representation)} 0001 01`,
      `${hex32(representation)} ffff ff ff ff ff ff ffff 0e 0101 0002 01 50 0101 0007 01 000101`,
      "02 00 00c5 00c5 00 0028 0032 50 01",
      "0003 0004 40",
      "0009 0002 0009 00 00 00 00 00",
    );
    expect(readMinutiaeRecord(bytes)).toMatchObject({
      capturedAt: null,
      position: 2,
      quality: [{ score: 80, vendorId: 0x0101, algorithmId: 7 }],
      minutiae: [{ x: 3, y: 4, angleDeg: 90, kind: "other", quality: null }],
    });
  });

  it.each([
    ["two representations", 12, [0, 2]],
    ["a certification flag of 2", 14, [2]],
    ["a plain thumb of another standard", 34, [11]],
    ["a representation number of 16", 35, [16]],
    ["a sensor below 250 pixels an inch", 36, [0, 97]],
    ["an impression type that is not in the table", 40, [20]],
    ["an image without a width", 41, [0, 0]],
    ["an image of more than 14 bits", 43, [0x40, 0]],
    ["minutiae of seven bytes", 45, [0x71]],
    ["an unknown ridge ending type", 45, [0x62]],
    ["no minutiae", 46, [0]],
    ["more minutiae than there are", 46, [3]],
    ["an unknown kind of minutia", 47, [0xc0]],
    ["a minutia outside the image", 47, [0x40, 40]],
    ["a minutia quality of 101", 52, [101]],
    ["extended data that are not there", 59, [0, 4]],
  ])("refuses %s", (_, offset, values) => {
    expect(() => readMinutiaeRecord(withBytes(record(), offset, ...values))).toThrow("record.invalid");
  });

  it("can hold a print that has minutiae, a resolution it knows, and a size in 14 bits", () => {
    const print = fingerCapture(1);
    const { image } = print;
    expect(canRecordMinutiae(print)).toBe(true);
    expect(canRecordMinutiae({ image, minutiae: null })).toBe(false);
    expect(canRecordMinutiae({ image, minutiae: [] })).toBe(false);
    for (const resolutionPpi of [0, 200, Number.NaN]) {
      expect(canRecordMinutiae({ ...print, image: { ...image, resolutionPpi } })).toBe(false);
    }
    expect(canRecordMinutiae({ ...print, image: { ...image, resolutionPpi: 1_000 } })).toBe(true);
    expect(canRecordMinutiae({ ...print, image: { ...image, widthPx: 0x4000 } })).toBe(false);
  });

  testRecordContract({ write: async () => record(), read: readMinutiaeRecord });
});

const one: Minutia = { x: 1, y: 1, angleDeg: 0, kind: "ending", quality: 1 };
const minutia: fc.Arbitrary<Minutia> = fc.record({
  x: fc.double({ min: 0, max: 40, noNaN: true }),
  y: fc.double({ min: 0, max: 50, noNaN: true }),
  angleDeg: fc.double({ min: 0, max: 360, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom("ending" as const, "bifurcation" as const),
  quality: fc.double({ min: 0, max: 100, noNaN: true }),
});
