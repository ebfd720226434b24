import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { synthesisePage } from "../../../drivers/document-scanner/synthesise-page.ts";
import { createCodeReader, type ReadCodes } from "../../../pipelines/codec/read-codes.ts";

let readCodes: ReadCodes;
beforeAll(async () => {
  const path = fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"));
  readCodes = await createCodeReader(new Uint8Array(await readFile(path)));
});

describe("the codes of a page", () => {
  it.each([0, 3, -7, 90])("are read from a sheet that lies at %i°", async (skewDeg) => {
    const page = await synthesisePage("kk", { code: "9901015403900001", skewDeg, bed: { level: 20, marginMm: 40 } });
    expect(await readCodes(page)).toEqual(["9901015403900001"]);
  });

  it("are read as they stand, an address included, and are followed nowhere", async () => {
    const code = "https://example.invalid/kk?n=1";
    expect(await readCodes(await synthesisePage("kk", { code, noiseLevels: 8, shadeRatio: 0.3 }))).toEqual([code]);
  });

  it("are none on a sheet that bears none", async () => {
    expect(await readCodes(await synthesisePage("kk"))).toEqual([]);
  });

  it("are none on anything else, whatever its size and content", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 90 }),
        fc.infiniteStream(fc.nat(255)),
        async (widthPx, heightPx, levels) => {
          const pixels = Uint8Array.from({ length: widthPx * heightPx * 3 }, () => levels.next().value ?? 0);
          expect(await readCodes({ widthPx, heightPx, pixels, resolutionPpi: 150 })).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
