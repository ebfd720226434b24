import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hold, type Looks, type Moment, pass, stay } from "../../../runtime/demo/body.ts";
import { findMoment } from "../../../runtime/demo/find-moment.ts";

const script: Looks<Moment<string>> = [pass("far", 1_200), hold("shut", 600), stay("calm")];

describe("a moment of a look", () => {
  it.each([
    [0, "far", 0, true],
    [700, "far", 0, true],
    [950, "far", 0.5, true],
    [1_199, "far", 0.998, true],
    [1_200, "shut", 0, false],
    // A short moment changes in its second half.
    [1_500, "shut", 0, false],
    [1_650, "shut", 0.5, false],
    [1_800, "calm", 0, false],
    [9_000_000, "calm", 0, false],
  ] as const)("is, after %i ms, %s with %d of the change behind it", (elapsedMs, mood, changeRatio, isGuidance) => {
    const seen = findMoment(script, elapsedMs);
    expect(seen).toMatchObject({ mood, isGuidance });
    expect(seen.changeRatio).toBeCloseTo(changeRatio, 9);
  });

  it("never jumps within the script, and always stays with the last mood", () => {
    const moments = fc.array(fc.record({ mood: fc.nat(5), forMs: fc.integer({ min: 10, max: 3_000 }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(moments, fc.nat(30_000), (before, elapsedMs) => {
        const [first, ...rest] = [...before.map(({ mood, forMs }) => hold(mood, forMs)), stay(9)];
        const { changeRatio, mood } = findMoment([first!, ...rest], elapsedMs);
        expect(changeRatio).toBeGreaterThanOrEqual(0);
        expect(changeRatio).toBeLessThan(1);
        const lastsMs = before.reduce((sum, { forMs }) => sum + forMs, 0);
        expect(mood === 9).toBe(elapsedMs >= lastsMs);
      }),
    );
  });
});
