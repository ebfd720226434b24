import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeBitmap, parseBitmap } from "../../../runtime/transfer/chunk-bitmap.ts";
import { refuses } from "./transfer-fixtures.ts";

const sized = fc
  .integer({ min: 1, max: 1_024 })
  .chain((count) =>
    fc.record({ count: fc.constant(count), indexes: fc.uniqueArray(fc.nat(count - 1), { maxLength: 100 }) }),
  );

it("reads back whatever it writes", () => {
  fc.assert(
    fc.property(sized, ({ count, indexes }) => {
      expect([...parseBitmap(encodeBitmap(indexes, count), count)]).toEqual([...indexes].sort((a, b) => a - b));
    }),
  );
});

it("puts chunk 0 into the lowest bit", () => {
  expect(encodeBitmap([0, 9], 10)).toBe(Buffer.from([0b0000_0001, 0b0000_0010]).toString("base64url"));
});

it("refuses spare bits, another length, and other spellings", () => {
  refuses(() => parseBitmap(encodeBitmap([9], 10), 9), "message.invalid");
  refuses(() => parseBitmap(encodeBitmap([1], 8), 9), "message.invalid");
  refuses(() => parseBitmap(encodeBitmap([1], 17), 16), "message.invalid");
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), (text, count) => {
      try {
        const indexes = parseBitmap(text, count);
        expect(encodeBitmap(indexes, count)).toBe(text);
      } catch (error) {
        expect(error).toMatchObject({ code: "message.invalid" });
      }
    }),
  );
});
