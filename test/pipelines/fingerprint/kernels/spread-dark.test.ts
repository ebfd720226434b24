import fc from "fast-check";
import { expect, it } from "vitest";
import { spreadDark } from "../../../../pipelines/fingerprint/kernels/spread-dark.ts";

it("gives every pixel the darkest level within two pixels, at the edge as far as the image goes", () => {
  const image = fc
    .record({ width: fc.integer({ min: 1, max: 20 }), height: fc.integer({ min: 1, max: 20 }) })
    .chain(({ width, height }) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        pixels: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
      }),
    );
  fc.assert(
    fc.property(image, ({ width, height, pixels }) => {
      const expected = pixels.map((_, at) => {
        let darkest = 255;
        for (let y = Math.floor(at / width) - 2; y <= Math.floor(at / width) + 2; y += 1) {
          for (let x = (at % width) - 2; x <= (at % width) + 2; x += 1) {
            if (x >= 0 && y >= 0 && x < width && y < height) darkest = Math.min(darkest, pixels[y * width + x]!);
          }
        }
        return darkest;
      });
      expect(spreadDark(pixels, width, height)).toEqual(expected);
    }),
  );
});
