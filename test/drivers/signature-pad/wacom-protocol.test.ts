import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPenClock } from "../../../drivers/signature-pad/pen-clock.ts";
import {
  encodeArea,
  encodeImageBlocks,
  readCapability,
  readInformation,
  readPen,
} from "../../../drivers/signature-pad/wacom-protocol.ts";
import { createManualClock } from "../../manual-clock.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const capability = bytesOf("09 2A30 1950 03FF 0320 01E0 C8 09EC 0E 0000");

describe("reports of a STU pad", () => {
  it("reads a pen that is near and touches, in the middle of the pad", () => {
    expect(readPen(bytesOf("01 92 00 15 18 0C A8"))).toEqual({
      isNear: true,
      isDown: true,
      pressure: 512,
      x: 5_400,
      y: 3_240,
      time: null,
    });
  });

  it("reads time and sequence where the pad tells them", () => {
    expect(readPen(bytesOf("34 80 00 15 18 0C A8 FF FE 00 07"))).toMatchObject({
      isNear: true,
      isDown: false,
      time: { ms: 65_534, sequence: 7 },
    });
  });

  it("reads what the pad can do", () => {
    expect(readCapability(capability)).toEqual({
      xMax: 10_800,
      yMax: 6_480,
      pressureMax: 1_023,
      screenWidthPx: 800,
      screenHeightPx: 480,
      resolutionPerInch: 2_540,
    });
    const information = Uint8Array.of(8, ...Buffer.from("STU-540\0\0", "latin1"), 1, 3, 0, 0, 0, 0, 0);
    expect(readInformation(information)).toEqual({ model: "STU-540", firmware: "1.3" });
  });

  it("refuses a pad of nothing, one beyond any size, and reports cut short at every byte", () => {
    for (const at of [1, 3, 5, 7, 9, 12]) {
      const none = capability.slice();
      none.fill(0, at, at + 2);
      expect(readCapability(none)).toBeNull();
    }
    expect(readCapability(capability.map((byte, at) => (at === 7 ? 0x7f : byte)))).toBeNull();
    for (let length = 0; length < 15; length += 1) expect(readCapability(capability.subarray(0, length))).toBeNull();
    const pen = bytesOf("34 80 00 15 18 0C A8 FF FE 00 07");
    for (let length = 0; length < pen.length; length += 1) expect(readPen(pen.subarray(0, length))).toBeNull();
  });

  it("takes any bytes for a report without harm", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const pen = readPen(bytes);
        if (pen !== null) expect(pen.pressure).toBeLessThan(4_096);
        readCapability(bytes);
        readInformation(bytes);
      }),
    );
  });

  it("writes areas with the low byte first", () => {
    const area = { left: 1, top: 2, right: 799, bottom: 0x1df };
    expect([...encodeArea(0x2a, [], area)]).toEqual([0x2a, 1, 0, 2, 0, 0x1f, 3, 0xdf, 1]);
    expect([...encodeArea(0x24, [2, 1], area)].slice(0, 4)).toEqual([0x24, 2, 1, 1]);
  });

  it("cuts images of any length into blocks that carry every byte", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_200 }), (image) => {
        const blocks = encodeImageBlocks(image);
        for (const block of blocks) expect([block.length, block[0]]).toEqual([256, 0x26]);
        const back = blocks.flatMap((block) => [...block.subarray(3, 3 + (block[1] ?? 0) + ((block[2] ?? 0) << 8))]);
        expect(back).toEqual([...image]);
      }),
    );
    expect(encodeImageBlocks(new Uint8Array(8_000))).toHaveLength(32);
  });
});

describe("a pad's clock", () => {
  it("goes on over its wrap, and counts reports that never came", () => {
    const time = createPenClock(createManualClock());
    expect(time.read({ ms: 65_530, sequence: 65_534 })).toBe(0);
    expect(time.read({ ms: 65_535, sequence: 65_535 })).toBe(5);
    expect(time.read({ ms: 4, sequence: 0 })).toBe(10);
    expect(time.lostRatio()).toBe(0);
    expect(time.read({ ms: 14, sequence: 2 })).toBe(20);
    expect(time.lostRatio()).toBeCloseTo(1 / 5);
    time.restart();
    expect(time.lostRatio()).toBe(0);
  });

  it("is the arrival's where the pad has none", () => {
    const clock = createManualClock();
    expect(createPenClock(clock).read(null)).toBe(clock.monotonicMs());
  });
});
