import { describe, expect, it } from "vitest";
import {
  findGrayFault,
  findInkFault,
  findPageFault,
  findRgbFault,
} from "../../../drivers/transport/find-frame-fault.ts";

const gray = { widthPx: 3, heightPx: 2, resolutionPpi: 500, pixels: new Uint8Array(6) };
const page = { widthPx: 3, heightPx: 2, resolutionPpi: 300, pixels: new Uint8Array(18) };
const point = { x: 1, y: 1, t: 0, p: 0.5, down: true };
const ink = { kind: "ink", widthMm: 80, heightMm: 48, points: [point, { ...point, t: 5 }] } as const;

describe("frame faults", () => {
  it("finds none in frames that hold what they say", () => {
    expect([findGrayFault(gray), findRgbFault(page), findPageFault(page), findInkFault(ink)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("says how many bytes were expected and came", () => {
    expect(findGrayFault({ ...gray, pixels: new Uint8Array(5) })).toBe("expected 6 bytes for 3×2 pixels, got 5");
    expect(findRgbFault({ ...page, pixels: new Uint8Array(19) })).toBe("expected 18 bytes for 3×2 pixels, got 19");
  });

  it.each([0, -3, 2.5, Number.NaN])("refuses a side of %d pixels", (widthPx) => {
    expect(findGrayFault({ ...gray, widthPx })).toContain("an image of");
  });

  it.each([0, Number.NaN, Number.POSITIVE_INFINITY])("refuses a resolution of %d ppi", (resolutionPpi) => {
    expect(findGrayFault({ ...gray, resolutionPpi })).toContain("ppi");
    if (resolutionPpi !== 0) expect(findPageFault({ ...page, resolutionPpi })).toContain("ppi");
  });

  it("takes a page of which nobody knows the resolution", () => {
    expect(findPageFault({ ...page, resolutionPpi: 0 })).toBeNull();
  });

  it.each([
    { what: "place", points: [{ ...point, x: Number.NaN }] },
    { what: "pressure", points: [{ ...point, p: 1.01 }] },
    { what: "pressure", points: [{ ...point, p: Number.NaN }] },
    { what: "earlier", points: [{ ...point, t: 5 }, point] },
  ])("refuses ink with a bad $what", ({ what, points }) => {
    expect(findInkFault({ ...ink, points })).toContain(what);
  });

  it("refuses ink on a pad without a size", () => {
    expect(findInkFault({ ...ink, widthMm: 0 })).toContain("pad");
  });
});
