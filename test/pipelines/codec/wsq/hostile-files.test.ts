import { describe, expect, it } from "vitest";
import { type Feeding, feedDecoder, soundFiles } from "./feed-decoder.ts";

const runs = 1_500;
/** Half a megapixel with filters of 32 taps takes some 400 ms. */
const slowestMs = 3_000;

// For hours of the same: node test/pipelines/codec/wsq/run-fuzz.ts
describe("a file made to do harm", () => {
  it("is decoded or refused, in bounded time", { timeout: 240_000 }, () => {
    const files = soundFiles();
    const fed: Feeding[] = [];
    for (let run = 0; run < runs; run += 1) fed.push(feedDecoder(files, `hostile-${run}`));
    const slow = fed.filter(({ cpuMs }) => cpuMs > slowestMs);
    expect(slow).toEqual([]);
    // The fuzzer itself is at work: both ends are reached, and the refusals are of many kinds.
    const outcomes = new Set(fed.map(({ outcome }) => outcome.replace(/[0-9].*/, "")));
    expect(outcomes.has("decoded")).toBe(true);
    expect(outcomes.size).toBeGreaterThan(25);
  });
});
