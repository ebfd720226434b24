import fc from "fast-check";
import { expect, it } from "vitest";
import { crc32c } from "../../../runtime/transfer/crc32c.ts";

it("gives the values of RFC 3720, appendix B.4", () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, index) => index))).toBe(0x46dd794e);
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
});

it("treats parts as one", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
      expect(crc32c(first, second)).toBe(crc32c(Buffer.concat([first, second])));
    }),
  );
});
