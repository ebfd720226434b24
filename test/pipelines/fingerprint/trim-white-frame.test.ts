import { describe, expect, it } from "vitest";
import { findPrintedArea } from "../../../pipelines/fingerprint/trim-white-frame.ts";
import { cropGray } from "../../../pipelines/image/crop-gray.ts";
import { flatImage } from "./read-print.ts";

describe("findPrintedArea", () => {
  it("keeps rows and columns whose mean is exactly at the limit, and cuts those above it", () => {
    expect(findPrintedArea(flatImage(4, 3, 250))).toEqual({ x: 0, y: 0, width: 4, height: 3 });
    expect(findPrintedArea(flatImage(4, 3, 251))).toBeNull();
  });

  it("cuts the frame on all four sides, columns judged over the full height", () => {
    const image = flatImage(20, 20, 255);
    for (let y = 4; y < 15; y += 1) image.pixels.fill(0, y * 20 + 6, y * 20 + 12);
    const area = findPrintedArea(image);
    expect(area).toEqual({ x: 6, y: 4, width: 6, height: 11 });
    const print = cropGray(image, area!);
    expect(print).toMatchObject({ widthPx: 6, heightPx: 11, resolutionPpi: 500 });
    expect(print.pixels.every((level) => level === 0)).toBe(true);
  });

  it("finds nothing in an image without pixels", () => {
    expect(findPrintedArea(flatImage(0, 0, 0))).toBeNull();
  });
});
