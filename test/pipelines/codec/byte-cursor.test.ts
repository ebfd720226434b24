import { expect, it } from "vitest";
import { createByteCursor } from "../../../pipelines/codec/byte-cursor.ts";
import { fromLatin, joinBytes, latin, u8, u16, u24, u32 } from "../../../pipelines/codec/byte-parts.ts";

const cursorOver = (bytes: Uint8Array) =>
  createByteCursor(bytes, (offsetBytes, problem) => {
    throw new Error(`${offsetBytes}: ${problem}`);
  });

it("reads back what the parts write, from the big end", () => {
  const cursor = cursorOver(joinBytes([u8(0xfe), u16(0xfedc), u24(0xfedcba), u32(0xfedcba98), latin("ü\0")]));
  expect([cursor.u8(""), cursor.u16(""), cursor.u24(""), cursor.u32("")]).toEqual([0xfe, 0xfedc, 0xfedcba, 0xfedcba98]);
  expect(fromLatin(cursor.take(2, ""))).toBe("ü\0");
  cursor.finish("everything");
});

it("says what was being read and where, when the bytes end", () => {
  const cursor = cursorOver(Uint8Array.of(1, 2, 3));
  cursor.u16("width");
  expect(() => cursor.u16("height")).toThrow("2: height needs 2 bytes, 1 are left");
});

it("counts offsets from the outermost bytes after entering a part, and does not leave the part", () => {
  const inner = cursorOver(Uint8Array.of(0, 1, 2, 3, 4)).enter(3, "box");
  inner.take(2, "half");
  expect(() => inner.u16("field")).toThrow("2: field needs 2 bytes, 1 are left");
  expect(() => inner.finish("the box")).toThrow("2: 1 bytes too many after the box");
});

it.each([-1, 256, 1.5, Number.NaN])("has no byte for %d", (value) => {
  expect(() => u8(value)).toThrow(RangeError);
});
