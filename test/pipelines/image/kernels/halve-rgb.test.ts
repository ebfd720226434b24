import fc from "fast-check";
import { expect, it } from "vitest";
import { halveRgb } from "../../../../pipelines/image/kernels/halve-rgb.ts";

it("makes each new pixel the rounded mean of four, of any size, and leaves out an odd last row or column", () => {
  const image = fc
    .record({ widthPx: fc.integer({ min: 1, max: 21 }), heightPx: fc.integer({ min: 1, max: 9 }) })
    .chain(({ widthPx, heightPx }) =>
      fc.record({
        widthPx: fc.constant(widthPx),
        heightPx: fc.constant(heightPx),
        pixels: fc.uint8Array({ minLength: 3 * widthPx * heightPx, maxLength: 3 * widthPx * heightPx }),
      }),
    );
  fc.assert(
    fc.property(image, ({ widthPx, heightPx, pixels }) => {
      const [halfWidth, halfHeight] = [widthPx >> 1, heightPx >> 1];
      const expected = Uint8Array.from({ length: 3 * halfWidth * halfHeight }, (_, at) => {
        const [x, y] = [Math.floor(at / 3) % halfWidth, Math.floor(at / 3 / halfWidth)];
        const levelAt = (right: number, down: number) =>
          pixels[3 * ((2 * y + down) * widthPx + 2 * x + right) + (at % 3)]!;
        return Math.floor((levelAt(0, 0) + levelAt(1, 0) + levelAt(0, 1) + levelAt(1, 1) + 2) / 4);
      });
      const half = halveRgb({ widthPx, heightPx, pixels });
      expect(half).toEqual({ widthPx: halfWidth, heightPx: halfHeight, pixels: expected });
    }),
  );
});
