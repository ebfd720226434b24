import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkHeaderBytes, encodeChunk, packageIdPrefixOf, parseChunk } from "../../../runtime/transfer/chunk.ts";
import { crc32c } from "../../../runtime/transfer/crc32c.ts";
import { chunkCountMax, chunkLengthMaxBytes, packageLengthMaxBytes } from "../../../runtime/transfer/limits.ts";
import { expectOnlyItself, refuses, sha256 } from "./transfer-fixtures.ts";

const chunk = fc
  .record({
    packageIdPrefix: sha256.map(packageIdPrefixOf),
    count: fc.integer({ min: 1, max: chunkCountMax }),
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
    offsetBytes: fc.nat(packageLengthMaxBytes - 300),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }),
  })
  .map(({ share, ...rest }) => ({ ...rest, index: Math.floor(share * rest.count) }));

const small = encodeChunk({
  packageIdPrefix: "00112233445566778899aabbccddeeff",
  index: 2,
  count: 3,
  offsetBytes: 0x20000,
  bytes: Buffer.from("sealed"),
});

/** A header field set to `value`, with the checksum made right again. */
function withField(offsetBytes: number, value: number): Buffer {
  const message = Buffer.from(small);
  message.writeUInt32BE(value, offsetBytes);
  message.writeUInt32BE(crc32c(message.subarray(0, 44), message.subarray(chunkHeaderBytes)), 44);
  return message;
}

describe("chunk", () => {
  it("has a header of 48 bytes, big-endian, before the payload", () => {
    expect(small.subarray(0, 44).toString("hex")).toBe(
      "424c4b0100112233445566778899aabbccddeeff0000000200000003000000000002000000000006" + "00000000",
    );
    expect(small.subarray(48).toString()).toBe("sealed");
  });

  it("reads back whatever it writes", () => {
    fc.assert(
      fc.property(chunk, (value) => {
        const { bytes, ...facts } = parseChunk(encodeChunk(value));
        expect({ ...facts, bytes: Uint8Array.from(bytes) }).toEqual(value);
      }),
    );
  });

  it("refuses anything cut, bent, lengthened or made up", () => {
    expectOnlyItself(small, parseChunk, "message.invalid");
  });

  it("refuses fields out of bounds even under a good checksum", () => {
    for (const [offsetBytes, value] of [
      [0, 0x424c4b02],
      [20, 3],
      [24, 2],
      [24, chunkCountMax + 1],
      [28, 1],
      [32, packageLengthMaxBytes],
      [36, 5],
      [40, 1],
    ] as const) {
      refuses(() => parseChunk(withField(offsetBytes, value)), "message.invalid");
    }
    expect(parseChunk(withField(32, packageLengthMaxBytes - 6)).offsetBytes).toBe(packageLengthMaxBytes - 6);
  });

  it("refuses a payload longer than any chunk may be", () => {
    const bytes = new Uint8Array(chunkLengthMaxBytes + 1);
    const message = encodeChunk({ packageIdPrefix: "0".repeat(32), index: 0, count: 1, offsetBytes: 0, bytes });
    refuses(() => parseChunk(message), "message.invalid");
  });

  it("does not copy the payload", () => {
    expect(parseChunk(small).bytes.buffer).toBe(small.buffer);
  });
});
