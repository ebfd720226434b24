import fc from "fast-check";
import { expect, it } from "vitest";
import { angleOf, cosineOf, divisorOf, sineOf } from "../../../../pipelines/fingerprint/kernels/byte-angles.ts";

const part = fc.integer({ min: -1_000_000, max: 1_000_000 });

it("knows sine and cosine of all 256 angles to one in 127", () => {
  for (let angle = 0; angle < 256; angle += 1) {
    const exact = (2 * Math.PI * angle) / 256;
    expect(Math.abs(sineOf(angle) - 127 * Math.sin(exact))).toBeLessThan(1);
    expect(Math.abs(cosineOf(angle) - 127 * Math.cos(exact))).toBeLessThan(1);
    expect([sineOf(angle + 256), cosineOf(angle - 256)]).toEqual([sineOf(angle), cosineOf(angle)]);
  }
  expect([0, 64, 128, 192].map(sineOf)).toEqual([0, 127, 0, -127]);
});

it("knows a vector's angle to one of 256", () => {
  fc.assert(
    fc.property(part, part, (x, y) => {
      fc.pre(x !== 0 || y !== 0);
      const exact = (128 / Math.PI) * Math.atan2(y, x);
      const off = (((angleOf(x, y) - exact + 128) % 256) + 256) % 256;
      expect(Math.abs(off - 128)).toBeLessThanOrEqual(1.01);
    }),
  );
  expect(angleOf(0, 0)).toBe(0);
});

it("divides a vector down to about 127, and gives up one that is too short", () => {
  fc.assert(
    fc.property(part, part, (x, y) => {
      fc.pre(Math.max(Math.abs(x), Math.abs(y)) >= 12_700);
      const length = Math.hypot(x, y) / divisorOf(x, y, 0);
      expect(length).toBeGreaterThan(115);
      expect(length).toBeLessThan(140);
    }),
  );
  expect([divisorOf(126, -126, 0), divisorOf(127 * 50, 0, 50), divisorOf(0, 127 * 51, 50)]).toEqual([0, 0, 51]);
});
