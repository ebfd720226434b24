import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chunkCountMax,
  chunkLengthMinBytes,
  manifestLengthMaxBytes,
  packageLengthMaxBytes,
} from "../../../runtime/transfer/limits.ts";
import {
  checkManifest,
  chunkExtent,
  encodeManifest,
  type Manifest,
  parseManifest,
} from "../../../runtime/transfer/manifest.ts";
import { signDocument } from "../../../runtime/transfer/signed-document.ts";
import { expectOnlyItself, instant, newKeys, refuses, sha256, stationId } from "./transfer-fixtures.ts";

const { privateKey, publicKey } = newKeys();
const other = newKeys();

const manifest: fc.Arbitrary<Manifest> = fc
  .record({
    siteId: stationId,
    boothId: stationId,
    packageId: sha256,
    chunkLengthBytes: fc.integer({ min: chunkLengthMinBytes, max: 300_000 }),
    chunks: fc.array(sha256, { minLength: 1, maxLength: 20 }),
    sequence: fc.nat(),
    previousPackageId: fc.option(sha256, { nil: null }),
    createdAt: instant,
  })
  .map((value) => ({
    ...value,
    kind: "manifest",
    version: 1,
    lengthBytes: value.chunks.length * value.chunkLengthBytes - 1,
    contentType: "application/cms",
  }));

const [sample] = fc.sample(manifest, { numRuns: 1, seed: 7 }) as [Manifest];
const read = (bytes: Uint8Array) => checkManifest(parseManifest(bytes), publicKey);

describe("manifest", () => {
  it("reads back whatever its booth signed", () => {
    fc.assert(
      fc.property(manifest, (value) => {
        expect(read(encodeManifest(value, privateKey))).toEqual(value);
      }),
      { numRuns: 30 },
    );
  });

  it("refuses anything cut, bent, lengthened or made up", () => {
    expectOnlyItself(
      encodeManifest({ ...sample, chunks: sample.chunks.slice(0, 1), lengthBytes: 9 }, privateKey),
      read,
      "message.invalid",
    );
  });

  it("refuses another booth's signature", () => {
    refuses(() => read(encodeManifest(sample, other.privateKey)), "message.invalid");
  });

  it("refuses a signature moved from another manifest", () => {
    const good = JSON.parse(encodeManifest(sample, privateKey).toString()) as object;
    const swapped = JSON.stringify({ ...good, body: { ...sample, sequence: sample.sequence + 1 } });
    refuses(() => read(Buffer.from(swapped)), "message.invalid");
  });

  it("refuses what is signed but out of bounds", () => {
    const wrong: readonly object[] = [
      { ...sample, chunks: [...sample.chunks, sample.packageId] },
      { ...sample, lengthBytes: 0 },
      { ...sample, lengthBytes: packageLengthMaxBytes + 1 },
      { ...sample, chunkLengthBytes: chunkLengthMinBytes - 1 },
      { ...sample, packageId: sample.packageId.toUpperCase() },
      { ...sample, version: 2 },
      { ...sample, kind: "receipt" },
      { ...sample, boothId: "Bilik 1" },
      { ...sample, nik: "3171234567890123" },
    ];
    for (const body of wrong) {
      refuses(() => read(signDocument(body as Manifest, privateKey)), "message.invalid");
    }
  });

  it("stays within its limit for the largest package", () => {
    const chunkLengthBytes = packageLengthMaxBytes / chunkCountMax;
    const chunks = Array.from({ length: chunkCountMax }, () => "f".repeat(64));
    const largest = { ...sample, lengthBytes: packageLengthMaxBytes, chunkLengthBytes, chunks };
    const bytes = encodeManifest(largest, privateKey);
    expect(bytes.length).toBeLessThan(manifestLengthMaxBytes);
    expect(read(bytes)).toEqual(largest);
  });

  it("cuts a package into chunks that cover it once", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 16_384, max: 300_000 }),
        (lengthBytes, chunkLengthBytes) => {
          let endBytes = 0;
          for (let index = 0; index < Math.ceil(lengthBytes / chunkLengthBytes); index += 1) {
            const extent = chunkExtent({ lengthBytes, chunkLengthBytes }, index);
            expect(extent.offsetBytes).toBe(endBytes);
            expect(extent.lengthBytes).toBeGreaterThan(0);
            endBytes += extent.lengthBytes;
          }
          expect(endBytes).toBe(lengthBytes);
        },
      ),
    );
  });
});
