import { expect, it } from "vitest";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { chunkCountMax, chunkLengthMinBytes, packageLengthMaxBytes } from "../../../runtime/transfer/limits.ts";
import { hashChunks, smallestChunkLength } from "../../../runtime/transfer/split-package.ts";

it("hashes every chunk, the shorter last one too", () => {
  const sealed = Uint8Array.from({ length: 40_000 }, (_, index) => index % 251);
  expect(hashChunks(sealed, 16_384)).toEqual([
    sha256Hex(sealed.subarray(0, 16_384)),
    sha256Hex(sealed.subarray(16_384, 32_768)),
    sha256Hex(sealed.subarray(32_768)),
  ]);
});

it("never cuts a package into more chunks than a manifest may name", () => {
  for (const lengthBytes of [1, 16_384 * chunkCountMax, 16_384 * chunkCountMax + 1, packageLengthMaxBytes]) {
    const smallest = smallestChunkLength(lengthBytes);
    expect(smallest).toBeGreaterThanOrEqual(chunkLengthMinBytes);
    expect(Math.ceil(lengthBytes / smallest)).toBeLessThanOrEqual(chunkCountMax);
  }
});
