import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBmp } from "../../../drivers/fingerprint/read-bmp.ts";
import { formatBmp } from "./vendor-service.ts";

describe("BMP reader", () => {
  it("reads every pixel, whatever the width, rows from below or above", () => {
    for (const widthPx of [1, 2, 3, 4, 5, 17]) {
      const bmp = formatBmp(widthPx, 9);
      const image = readBmp(bmp);
      expect(image).toMatchObject({ widthPx, heightPx: 9 });
      const expected = Uint8Array.from(
        { length: widthPx * 9 },
        (_, at) => ((at % widthPx) * 3 + Math.floor(at / widthPx) * 5) % 256,
      );
      expect(image).toHaveProperty("pixels", expected);
      const fromAbove = Buffer.from(bmp);
      fromAbove.writeInt32LE(-9, 22);
      const rows = Array.from({ length: 9 }, (_, y) => [...expected.subarray(y * widthPx, (y + 1) * widthPx)]);
      expect(readBmp(fromAbove)).toHaveProperty("pixels", Uint8Array.from(rows.toReversed().flat()));
    }
  });

  it("takes gray out of a palette and of colours", () => {
    const inverted = formatBmp(4, 1, (x) => x);
    for (let index = 0; index < 256; index += 1) inverted.fill(255 - index, 54 + 4 * index, 57 + 4 * index);
    expect(readBmp(inverted)).toHaveProperty("pixels", Uint8Array.of(255, 254, 253, 252));
    const colours = Buffer.concat([formatBmp(2, 1).subarray(0, 54), Buffer.of(0, 0, 255, 255, 255, 255, 0, 0)]);
    colours.writeUInt32LE(54, 10);
    colours.writeUInt16LE(24, 28);
    expect(readBmp(colours)).toHaveProperty("pixels", Uint8Array.of(76, 255));
  });

  it("refuses one that is cut anywhere, and one with anything left out of its header", () => {
    const bmp = formatBmp(5, 4);
    for (let at = 0; at < bmp.length; at += 1) expect(readBmp(bmp.subarray(0, at))).toBeTypeOf("string");
    for (const [at, value] of [
      [0, 0],
      [14, 12],
      [26, 2],
      [28, 4],
      [30, 1],
      [18, 5_000],
      [22, 0],
      [46, 300],
    ] as const) {
      const bad = Buffer.from(bmp);
      bad.writeUInt16LE(value, at);
      expect(readBmp(bad)).toBeTypeOf("string");
    }
  });

  it("never throws on any bytes behind a header", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(60), fc.integer({ min: 0, max: 255 }), (rest, at, byte) => {
        const bmp = Buffer.concat([formatBmp(3, 3).subarray(0, 60), rest]);
        bmp[at] = byte;
        const image = readBmp(bmp);
        if (typeof image !== "string") expect(image.pixels).toHaveLength(image.widthPx * image.heightPx);
      }),
    );
  });
});
