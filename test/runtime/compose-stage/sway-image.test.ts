import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { swayAt, swayImage } from "../../../runtime/compose-stage/sway-image.ts";

const size = fc.integer({ min: 1, max: 12 });

describe("a swaying image", () => {
  it("shows every pixel where it has moved to, the edges drawn out", () => {
    const share = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(size, size, fc.constantFrom(1, 3), share, share, (widthPx, heightPx, samples, xShare, yShare) => {
        const [xPx, yPx] = [Math.trunc(xShare * (widthPx - 1)), Math.trunc(yShare * (heightPx - 1))];
        const pixels = Uint8Array.from({ length: widthPx * heightPx * samples }, (_, at) => (at * 31) % 251);
        const before = Uint8Array.from(pixels);
        const moved = swayImage({ widthPx, heightPx, pixels }, { xPx, yPx });
        const within = (at: number, side: number) => Math.min(side - 1, Math.max(0, at));
        for (let y = 0; y < heightPx; y += 1)
          for (let x = 0; x < widthPx; x += 1)
            for (let sample = 0; sample < samples; sample += 1) {
              const from = (within(y - yPx, heightPx) * widthPx + within(x - xPx, widthPx)) * samples + sample;
              expect(moved.pixels[(y * widthPx + x) * samples + sample]).toBe(pixels[from]);
            }
        expect(moved.pixels).not.toBe(pixels);
        expect(pixels).toEqual(before);
      }),
    );
  });

  it("stays within its amplitude, begins at rest and does not stand still", () => {
    const sways = Array.from({ length: 400 }, (_, at) => swayAt(at * 66, 4));
    expect(sways[0]).toEqual({ xPx: 0, yPx: 0 });
    for (const { xPx, yPx } of sways) {
      expect(Math.abs(xPx)).toBeLessThanOrEqual(4);
      expect(Math.abs(yPx)).toBeLessThanOrEqual(3);
    }
    expect(new Set(sways.map(({ xPx, yPx }) => `${xPx} ${yPx}`)).size).toBeGreaterThan(20);
    // Never more than two pixels from one frame to the next: nothing that blurs or startles.
    for (const [at, { xPx }] of sways.slice(1).entries()) expect(Math.abs(xPx - sways[at]!.xPx)).toBeLessThanOrEqual(2);
  });
});
