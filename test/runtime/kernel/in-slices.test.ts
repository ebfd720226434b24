import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256InSlices } from "../../../runtime/kernel/digest.ts";
import { copyInSlices, forEachSlice, lengthOf } from "../../../runtime/kernel/in-slices.ts";

describe("work in slices", () => {
  it("walks over every byte once and in order, whatever the parts", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2_500_000), { maxLength: 4 }), async (lengths) => {
        const parts = lengths.map((length, index) => new Uint8Array(length).fill(index + 1));
        const seen: Uint8Array[] = [];
        await forEachSlice(parts, (slice) => seen.push(slice));
        expect(Buffer.compare(Buffer.concat(seen), Buffer.concat(parts))).toBe(0);
        expect(Math.max(0, ...seen.map(({ length }) => length))).toBeLessThanOrEqual(1 << 20);
        expect(lengthOf(seen)).toBe(lengthOf(parts));
        expect(await sha256InSlices(...parts)).toBe(createHash("sha256").update(Buffer.concat(parts)).digest("hex"));
      }),
      { numRuns: 12 },
    );
  });

  it("lets others have their turn after each mebibyte, and bytes of less than one pass at once", async () => {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await forEachSlice([new Uint8Array(8 << 20)], () => undefined);
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(7);
    let walked = 0;
    const small = forEachSlice([new Uint8Array(1 << 19), new Uint8Array(1 << 18)], ({ length }) => {
      walked += length;
    });
    expect(walked).toBe((1 << 19) + (1 << 18));
    await small;
  });

  it("copies into memory that holds the copy alone", async () => {
    const bytes = Buffer.from("within a pool of others");
    const copy = await copyInSlices(bytes);
    expect(Buffer.compare(copy, bytes)).toBe(0);
    expect(copy.buffer.byteLength).toBe(bytes.length);
    expect(copy.byteOffset).toBe(0);
  });
});
