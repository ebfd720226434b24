import { expect, it } from "vitest";
import { cropImage } from "../../../pipelines/image/crop-image.ts";

it("copies the rows of the box", () => {
  const image = { widthPx: 3, heightPx: 2, pixels: Uint8Array.from({ length: 18 }, (_, index) => index) };
  expect(cropImage(image, { x: 1, y: 1, width: 2, height: 1 })).toEqual({
    widthPx: 2,
    heightPx: 1,
    pixels: Uint8Array.from([12, 13, 14, 15, 16, 17]),
  });
});
