import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { synthesiseSignature } from "../../../../drivers/signature-pad/synthesise-signature.ts";
import type { InkPoint, SignatureInk } from "../../../../runtime/kernel/biometric.ts";
import { createRandom } from "../../../../runtime/kernel/random.ts";
import { readSignatureRecord, writeSignatureRecord } from "../../../../runtime/record/iso/signature-record.ts";
import { live, signatureCapture, simulated } from "../sample-content.ts";
import { fromHex, withBytes } from "./hex.ts";
import { readByTable } from "./read-by-table.ts";
import { testRecordContract } from "./record-contract.ts";

const ink = signatureCapture().ink as SignatureInk;

describe("signature time series", () => {
  it("is read alike by a reader made from the table alone, to its last byte", () => {
    for (const seed of ["one", "two", "three", "four"]) {
      const drawn = synthesiseSignature(createRandom(seed));
      for (const provenance of [live, simulated]) {
        const record = writeSignatureRecord(drawn, provenance);
        const { format, points, end } = readByTable(record);
        expect(format).toBe("SDI\0 10\0");
        expect(end).toBe(record.length);
        expect(points).toHaveLength(drawn.points.length);
        const own = readSignatureRecord(record).samples;
        for (const [index, { x, y, t, p, down }] of drawn.points.entries()) {
          const point = points[index]!;
          expect(Math.abs(point.xMm - x)).toBeLessThanOrEqual(0.0101);
          expect(Math.abs(point.yMm - (drawn.heightMm - y))).toBeLessThanOrEqual(0.0101);
          expect(Math.abs(point.tMs - t)).toBeLessThanOrEqual(0.51);
          expect(point.force).toBe(Math.round(p * 4095));
          expect(point.tip).toBe(down ? 1 : 0);
          expect(own[index]?.xMm).toBeCloseTo(point.xMm, 6);
          expect(own[index]?.tMs).toBeCloseTo(point.tMs, 3);
        }
      }
    }
  });

  it("writes the full format byte for byte as the table of ISO/IEC 19794-7:2007 has it", () => {
    expect(writeSignatureRecord(ink, live)).toEqual(
      fromHex(
        "53444900 20313000 c0e0",
        "80 fc35 80 fc35 80 cfa0 60 0000 0fff 00",
        "00 00 000003",
        // 10 mm right and 48 − 20 mm up at 50 points a millimetre, from 32,768.
        "81f4 8578 0000 0800 01",
        "820d 8579 0005 0fff 01",
        "8226 85aa 0007 0000 00",
      ),
    );
  });

  it("says in its extended data that it is simulated", () => {
    const record = writeSignatureRecord(ink, simulated);
    expect(record[26]).toBe(0x80);
    expect(Buffer.from(record.subarray(-17)).toString("latin1")).toBe("\0\x0fSIMULATED EMU-7");
    expect(readSignatureRecord(record).comments).toEqual(["SIMULATED EMU-7"]);
  });

  it("gives back every point to 0.01 mm and 0.5 ms, however many and however far apart", () => {
    const point = fc.record({
      x: fc.double({ min: -20, max: 300, noNaN: true }),
      y: fc.double({ min: -20, max: 300, noNaN: true }),
      pauseMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
      p: fc.double({ min: 0, max: 1, noNaN: true }),
      down: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (drawn) => {
        let t = 0;
        const points: InkPoint[] = drawn.map(({ pauseMs, ...rest }, index) => {
          t += index === 0 ? 0 : pauseMs;
          return { ...rest, t };
        });
        const record = writeSignatureRecord({ kind: "ink", widthMm: 100, heightMm: 60, points }, live);
        const { samples, forceMax } = readSignatureRecord(record);
        expect(samples).toHaveLength(points.length);
        for (const [index, { x, y, p, down, ...rest }] of points.entries()) {
          const sample = samples[index]!;
          expect(Math.abs(sample.xMm - x)).toBeLessThanOrEqual(0.0101);
          expect(Math.abs(60 - sample.yMm - y)).toBeLessThanOrEqual(0.0101);
          expect(Math.abs(sample.tMs - rest.t)).toBeLessThanOrEqual(0.501);
          expect(Math.abs((sample.force ?? 0) / (forceMax ?? 1) - p)).toBeLessThanOrEqual(0.5 / 4095 + 1e-9);
          expect(sample.isDown).toBe(down);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("coarsens the clock by halves when a pause does not fit 1 ms ticks", () => {
    const points = [
      { x: 0, y: 0, t: 0, p: 0, down: true },
      { x: 0, y: 0, t: 200_000, p: 0, down: true },
    ];
    const { samples } = readSignatureRecord(writeSignatureRecord({ ...ink, points }, live));
    expect(samples.at(-1)?.tMs).toBe(200_000);
  });

  it("reads a record of X, Y and DT alone, with statistics in the preambles", () => {
    const record = fromHex(
      "53444900 20313000 c080",
      "f8 eb89 0000 ffff 8000 0001",
      "80 eb89",
      "80 bc80",
      "00 00 000001",
      "82bb 8000 0001",
    );
    const { samples, forceMax } = readSignatureRecord(record);
    // 699 points of a pad with 300 an inch; one tick of 5 ms.
    expect(samples[0]?.xMm).toBeCloseTo((699 / 300) * 25.4, 1);
    expect(samples[0]).toMatchObject({ yMm: 0, tMs: 5, force: null, isDown: null });
    expect(forceMax).toBeNull();
  });

  it.each([
    ["no Y channel", 8, [0x80, 0xe0]],
    ["no time channel", 8, [0xc0, 0x60]],
    ["a constant channel", 10, [0x84]],
    ["a reserved preamble bit", 10, [0x81]],
    ["a reserved byte in use", 25, [1]],
    ["reserved bits of the body preamble", 26, [0x40]],
    ["more points than bytes", 27, [0xff, 0xff, 0xff]],
    ["a pen tip that is neither up nor down", 38, [2]],
  ])("refuses %s", (_, offset, values) => {
    expect(() => readSignatureRecord(withBytes(writeSignatureRecord(ink, live), offset, ...values))).toThrow(
      "record.invalid",
    );
  });

  it("holds a whole recorded signature", async (context) => {
    const path = "../shared/data/residents/composite-01/signature.json";
    const text = await readFile(path, "utf8").catch(() => context.skip(`${path} is not here`));
    const recorded: SignatureInk = { kind: "ink", ...JSON.parse(text) };
    const { samples } = readSignatureRecord(writeSignatureRecord(recorded, live));
    expect(samples).toHaveLength(recorded.points.length);
    expect(samples.at(-1)?.tMs).toBeCloseTo(recorded.points.at(-1)?.t ?? 0, 0);
  });

  testRecordContract({ write: async () => writeSignatureRecord(ink, simulated), read: readSignatureRecord });
});
